"""Two clocks on one store as processes, killed and begun again; and a process told to stop."""

from __future__ import annotations

import os
import random
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from mmap import mmap
from pathlib import Path

import pytest

from observatory.engine.installation import Installation, open_installation
from observatory.engine.timing.clock import mark_cut_off, tick
from observatory.engine.upkeep.verify import verify
from observatory.store import tables as t
from tests.engine.test_killed import kill
from tests.loopback import Answer, Web
from tests.stores import Stores
from tests.telling import rows, told
from tests.worlds import LIST, MONDAY, PROFILE, list_says, profile_says

HOUR = timedelta(hours=1)
CLOCKS = 2
FOLLOWED = ("partners", "profile")
SLOTS = struct.Struct(f"d{CLOCKS}Q")
ROOT = Path(__file__).parents[2]


class Times:
    """Memory that processes share: what time it is, and how often each clock has ticked."""

    def __init__(self) -> None:
        self._shared, self._before = mmap(-1, SLOTS.size), 0

    def set(self, now: datetime) -> None:
        """Let it be another time."""
        struct.pack_into("d", self._shared, 0, now.timestamp())

    def now(self) -> datetime:
        """Give the time."""
        return datetime.fromtimestamp(SLOTS.unpack_from(self._shared)[0], UTC)

    def count(self, clock: int) -> None:
        """Count a tick of a clock."""
        struct.pack_into("Q", self._shared, 8 + 8 * clock, self.ticks()[clock] + 1)

    def forget(self, clock: int) -> None:
        """Begin to count anew for a clock that is begun anew."""
        self._before += self.ticks()[clock]
        struct.pack_into("Q", self._shared, 8 + 8 * clock, 0)

    def ticks(self) -> tuple[int, ...]:
        """Give the ticks of each clock since it was begun."""
        return SLOTS.unpack_from(self._shared)[1:]

    @property
    def total(self) -> int:
        """Give the ticks of all clocks that there were."""
        return self._before + sum(self.ticks())


def hourly(installation: Installation) -> Installation:
    """Follow the list and the profile only, every hour."""
    chosen = {name: installation.sources[name] for name in FOLLOWED}
    return replace(
        installation,
        sources={
            name: replace(loaded, source=replace(loaded.source, every="1 hour"))
            for name, loaded in chosen.items()
        },
    )


def begin(installation: Installation, times: Times, number: int) -> int:
    """Begin a clock in a process of its own; give the process."""
    child = os.fork()
    if child:
        return child
    try:  # connections of the parent are not ours
        ours = hourly(open_installation(installation.settings))
        while True:
            tick(ours, times.now(), lambda errand: errand.run(times.now()))
            times.count(number)
            time.sleep(0.02)
    finally:
        os._exit(1)


def until(sure: Callable[[], bool], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not sure():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def went(installation: Installation, due_at: datetime) -> bool:
    """Say whether every source was run to an end for a due time."""
    ran = {
        row["source"]
        for row in rows(installation, t.Run)
        if row["due_at"] == due_at and row["outcome"]
    }
    return ran == set(FOLLOWED)


def due_times(installation: Installation, web: Web, enough: Callable[[int], bool]) -> str:
    """Let due times pass, in each of which one clock or the other is killed, until it is enough.

    The next due time comes when every source was run for the last, so that none can be lost without
    being missed. Gives a sentence of figures.
    """
    settings = installation.settings.model_copy(update={"mirror": web.base})
    installation = replace(installation, settings=settings)
    times, points, length, dice = Times(), 0, 0.1, random.Random()
    times.set(MONDAY - HOUR)
    clocks = [begin(installation, times, number) for number in range(CLOCKS)]
    try:
        while not enough(points):
            until(lambda: all(times.ticks()), "a clock does not tick")
            now, begun = MONDAY + points * HOUR, time.monotonic()
            points += 1
            list_says(web, {"P": str(points)})
            profile_says(web, Président=f"Amina {'I' * (points % 3 + 1)}")
            times.set(now)
            time.sleep(dice.uniform(0, 1.2) * length)
            number = points % CLOCKS
            kill(clocks[number])
            times.forget(number)
            clocks[number] = begin(installation, times, number)
            until(partial(went, installation, now), f"a run that was due at {now} is lost")
            length = (length + time.monotonic() - begun) / 2
    finally:
        for child in clocks:
            kill(child)
    mark_cut_off(installation)
    runs = [row for row in rows(installation, t.Run) if row["at"] >= MONDAY]
    finished = [row for row in runs if row["outcome"]]
    cut = [row for row in runs if row["cut_off"]]
    every = {(s, MONDAY + n * HOUR) for s in FOLLOWED for n in range(points)}
    assert len(finished) == len(every)
    assert {(row["source"], row["due_at"]) for row in finished} == every
    assert len(finished) + len(cut) == len(runs), "a run has neither an end nor the mark of a kill"
    assert not any(row["outcome"] for row in cut)
    asked = [path for path in web.asked if path.endswith(("/list", "/about"))]
    assert len(finished) <= len(asked) <= len(rows(installation, t.Run)), "a page was asked twice"
    numbers = [c.after for c in told(installation) if c.property == "smes_involved"]
    assert numbers == list(range(2, points + 1)), "a change was told twice, or not at all"
    assert list(verify(installation, times.now())) == []
    return f"{points} due times and kills, {times.total} ticks, {len(cut)} runs cut off"


@pytest.mark.battery("T048", "T049")
def test_two_clocks_of_which_one_is_killed_run_each_due_time_once(stores: Stores, web: Web) -> None:
    due_times(stores.installation("sqlite"), web, lambda points: points == 5)


@pytest.mark.soak
@pytest.mark.battery("T048", "T049")
def test_two_clocks_that_are_killed_for_minutes(
    installation: Installation, web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    end = time.monotonic() + 90
    said = due_times(installation, web, lambda _: time.monotonic() > end)
    with capsys.disabled():
        print(f"\n{installation.database.url.get_backend_name()}: {said}")


@pytest.mark.battery("T070")
@pytest.mark.parametrize("command", ["clock", pytest.param("run", marks=pytest.mark.soak)])
def test_told_to_stop_amid_a_visit_it_ends_in_seconds_with_what_it_has(
    stores: Stores, web: Web, tmp_path: Path, command: str
) -> None:
    """The list answers, the profile never does."""
    list_says(web, {"P": "1"})
    web.put(PROFILE, Answer(b"late", delay=60))
    installation = stores.installation("sqlite")
    settings = installation.settings
    given = {
        "DATABASE": settings.database, "DATA": str(settings.data), "MIRROR": web.base,
        "SCRAPERS": "tests.publishers", "CONTACT": "a@example.org",
    }  # fmt: skip
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = ["--port", str(free.getsockname()[1])] if command == "run" else []
    environment = {f"OBSERVATORY_{name}": value for name, value in given.items()}
    path = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        [sys.executable, "-m", "observatory", command, *port], env=environment | path, cwd=tmp_path,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        asked, read = PROFILE.removeprefix("https:/"), LIST.removeprefix("https:/")
        until(lambda: {asked, read} <= set(web.asked), "nobody visits")
        until(lambda: any(row["outcome"] for row in rows(installation, t.Run)), "nothing is read")
        begun = time.monotonic()
        process.terminate()
        assert process.wait(30) == 0
        assert time.monotonic() - begun < 10
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    ran = {row["source"]: row for row in rows(installation, t.Run)}
    assert (ran["profile"]["cut_off"], ran["profile"]["due_at"]) == (True, None)
    assert ran["partners"]["outcome"] == "ok"
    assert mark_cut_off(installation) == []
    assert list(verify(installation, datetime.now(UTC))) == []
