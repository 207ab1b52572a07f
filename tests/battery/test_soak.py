"""Two hundred sources, half of them sick in every way we know, for ten minutes of real time.

``SOAK_SECONDS`` shortens it for a try. What it prints is its report.
"""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from observatory.cli.serving import visits
from observatory.domain.due import due_time
from observatory.engine.doors import Remembered
from observatory.engine.installation import Installation, prepare
from observatory.engine.upkeep.doctor import complaints
from observatory.engine.upkeep.verify import verify
from observatory.harvest import Loaded, Source
from observatory.harvest.door import Door
from observatory.store import tables as t
from observatory.store.queries import sources
from tests.battery.misbehaving import SICK
from tests.publishers import partners
from tests.stores import Stores
from tests.telling import rows

SECONDS = float(os.environ.get("SOAK_SECONDS", "600"))
STEP = timedelta(minutes=3)
WELL = [f"well-{number:03}" for number in range(100)]
NAMES = {"noname": {"unreachable"}, "slowname": {"timeout"}}
KINDS = {**{kind: codes for kind, (_, codes) in SICK.items()}, **NAMES}
ILL = [f"{kind}-{number}" for kind in KINDS for number in range(5)]
GOOD = ("ok", "unchanged")


@dataclass(frozen=True)
class Footprint:
    """What the process holds: resident memory in megabytes, open files, threads."""

    memory: float
    files: int
    threads: int


def footprint() -> Footprint:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    files = sum(1 for _ in Path("/proc/self/fd").iterdir())
    return Footprint(memory, files, threading.active_count())


def least(of: list[Footprint]) -> Footprint:
    """Give the least of each: what is held for a moment is no leak."""
    return Footprint(
        min(one.memory for one in of), min(one.files for one in of), min(o.threads for o in of)
    )


@pytest.fixture
def port() -> Iterator[int]:
    """The port of the misbehaving server, which runs in a process of its own."""
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.battery.misbehaving"], cwd=root, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.kill()


def names(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
    """Resolve every name to this machine, but for those that are not known or take their time."""
    if host.startswith("noname"):
        raise socket.gaierror(socket.EAI_NONAME, "not known")
    if host.startswith("slowname"):
        time.sleep(8)
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


def followed(installation: Installation, port: int) -> Installation:
    """Give the installation two hundred sources, visited every three minutes."""

    def loaded(name: str) -> Loaded:
        start = f"http://{name}.example:{port}/list"
        source: Source = replace(
            partners.SOURCE, title=name, start=start, every="3 minutes", failures=0
        )
        return Loaded(name, source, partners.read, "1", partners.__name__)

    found = replace(installation, sources={name: loaded(name) for name in (*ILL, *WELL)})
    prepare(found, datetime.now(UTC))
    return found


@pytest.mark.soak
def test_nothing_leaks_and_nobody_starves(
    stores: Stores, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    installation = followed(stores.installation("sqlite"), port)

    def door(of: Installation) -> Door:
        return Door(
            Remembered(of.database), user_agent="Soak/1", resolver=names, delay=0.05,
            allow=[f"127.0.0.1:{port}"], deadline=4.0, max_bytes=1_000_000,
        )  # fmt: skip

    begun = datetime.now(UTC)
    taken: list[Footprint] = []
    busy = time.process_time()
    end = time.monotonic() + SECONDS
    with visits(installation, live=True, seconds=5, doors=door):
        while time.monotonic() < end:
            time.sleep(min(2.0, SECONDS / 30))
            taken.append(footprint())
    ended = datetime.now(UTC)
    busy = time.process_time() - busy
    third = len(taken) // 3
    warm, last = least(taken[third : 2 * third]), least(taken[2 * third :])
    runs = [row for row in rows(installation, t.Run) if not row["cut_off"]]
    late = max(row["at"] - row["due_at"] for row in runs if row["source"] in WELL)
    outcomes = Counter(row["outcome"] for row in runs)
    with capsys.disabled():
        print(
            f"\nsoak of {SECONDS:.0f} s: {len(runs)} runs, {dict(outcomes)}; latest begin "
            f"{late.total_seconds():.1f} s after due, {busy:.0f} s of CPU\n"
            f"  warm {warm}\n  last {last}"
        )

    points = {due_time(STEP, begun) + n * STEP for n in range(1, 100)}
    points = {point for point in points if point < ended - STEP / 2}
    for name in WELL:
        ours = [row for row in runs if row["source"] == name]
        failed = [row["reasons"] for row in ours if row["outcome"] not in GOOD]
        assert not failed, f"{name} is well: {failed}"
        assert points <= {row["due_at"] for row in ours}, f"{name} was not read on time"
    with installation.database.read() as db:
        states = {state.name: state for state in sources.states(db, (*ILL,))}
    said = complaints(installation, ended)
    for name in ILL:
        state, kind = states[name], name.partition("-")[0]
        assert state.failing_since, f"{name} counts as well: {state}"
        codes = {code for code, _ in state.reasons}
        assert codes & KINDS[kind], (name, state.reasons)
        assert any(one.startswith(f"{name}: ") for one in said), f"doctor does not name {name}"
    assert not any(one.startswith("well") for one in said)
    assert list(verify(installation, ended)) == []
    assert last.threads <= warm.threads + 2, "threads leak"
    assert last.files <= warm.files + 4, "files leak"
    assert last.memory <= warm.memory * 1.1 + 5, "memory leaks"
