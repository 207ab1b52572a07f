"""The door over its whole way: from a hostile answer to what is believed, and over processes."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import click
import pytest

from observatory.cli import observatory
from observatory.engine.doors import Remembered
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report, collect
from observatory.engine.upkeep.doctor import complaints
from observatory.harvest.door import Door
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.web import create_app
from tests.harvest.pages import NOON
from tests.harvest.servers import HEAD, Canary, Names, Server, answer, late, moved, sends
from tests.stores import BACKENDS, Stores
from tests.telling import beliefs, codes
from tests.worlds import MONDAY

ROOT = Path(__file__).resolve().parents[2]
PAGE = "<html><title>CE3M</title><dl><dt>Président</dt><dd>Tarik Exemple</dd></dl></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    """The site of a source, not through a mirror."""
    made = Server({"/about": answer(PAGE)})
    yield made
    made.close()


def door(database: Database, server: Server, **more: float) -> Door:
    """Open a door that may connect to one server; ``ce3m.example`` stands there."""
    given = {"delay": 0.0, "deadline": 5.0, "retries": 0, "max_bytes": 100_000, **more}
    return Door(
        Remembered(database), user_agent="Observatory/1", allow=[server.host],
        resolver=Names(ce3m_example="127.0.0.1"), **given,  # type: ignore[arg-type]
    )  # fmt: skip


def look(installation: Installation, server: Server, days: float = 0) -> Report:
    """Visit the source ``profile``, which stands on the server, some days after Monday."""
    loaded = installation.sources["profile"]
    source = replace(loaded.source, start=server.url("/about", "ce3m.example"))
    at = MONDAY + timedelta(days=days)
    return collect(
        installation, replace(loaded, source=source), door(installation.database, server), at
    )


def for_good(location: str) -> bytes:
    """Say that the page has another address from now on."""
    return moved(location, "301 Moved Permanently")


@pytest.mark.battery("T006", "T009", "T014")
def test_what_is_refused_at_the_door_moves_no_fact(
    stores: Stores, server: Server, canary: Canary
) -> None:
    installation = stores.installation("sqlite")
    assert look(installation, server).outcome == "ok"
    known = beliefs(installation)
    assert known
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    for day, (say, outcome, code) in enumerate(
        [
            (moved("file:///some/file"), "blocked", "redirect"),
            (moved(f"http://127.0.0.1:{canary.port}/"), "blocked", "redirect"),
            (moved(f"http://ce3m.example:{canary.port}/about"), "blocked", "redirect"),
            (moved("http://ce3m.example:22/about"), "blocked", "redirect"),
            (moved("https://elsewhere.example/about"), "blocked", "redirect"),
            (for_good("https://elsewhere.example/about"), "blocked", "moved"),
            (for_good("file:///some/file"), "blocked", "redirect"),
            (sends(HEAD + b"Content-Length: 1000\r\n\r\n" + PAGE.encode()), "failed", "truncated"),
            (sends(HEAD + b"Content-Length: 9999999999\r\n\r\nx"), "failed", "too_large"),
            (sends(chunked, *[b"1000\r\n" + b"x" * 4096 + b"\r\n"] * 99), "failed", "too_large"),
        ],
        start=1,
    ):
        server.says["/about"] = say
        report = look(installation, server, day)
        assert (report.outcome, codes(report)) == (outcome, [code])
        assert beliefs(installation) == known
    assert not canary.heard()


@pytest.mark.battery("T009")
def test_a_source_that_moved_is_flagged_and_a_person_asked(stores: Stores, server: Server) -> None:
    installation = stores.installation("sqlite")
    look(installation, server)
    server.says["/about"] = for_good("https://www.elsewhere.example/about")
    look(installation, server, 1)
    server.says["/about"] = answer(PAGE)
    (asked,) = [said for said in complaints(installation, MONDAY) if said.startswith("profile:")]
    assert "seems to have moved to www.elsewhere.example" in asked
    assert "a person must" in asked
    client = create_app(installation.settings, lambda: MONDAY + timedelta(days=1)).test_client()
    page = client.get("/en/sources/profile").text
    assert "it seems to have moved to another site" in page
    assert "seems to have moved to www.elsewhere.example" in page
    values = client.get("/en/clusters/ce3m").text
    assert "Tarik Exemple" in values


@pytest.mark.battery("T010")
def test_a_certificate_that_nobody_vouches_for_fails_the_run(stores: Stores) -> None:
    installation = stores.installation("sqlite")
    safe = Server({"/about": answer(PAGE)}, pem="good.pem")
    report = look(installation, safe)
    assert (report.outcome, codes(report)) == ("failed", ["tls"])
    assert safe.paths == []
    safe.close()


def switches() -> set[str]:
    """Give the name of every setting and of every option of every command."""
    found = set(Settings.model_fields)
    for command in observatory.commands.values():
        found |= {one for parameter in command.params for one in parameter.opts}
        if isinstance(command, click.Group):
            for part in command.commands.values():
                found |= {one for parameter in part.params for one in parameter.opts}
    return found


def unverified(code: str) -> bool:
    """Say whether code names what switches the checking of certificates off."""
    words = ("verify=False", "CERT_NONE", "_create_unverified", "check_hostname", "assert_hostname")
    return any(word in code for word in words)


@pytest.mark.battery("T010")
def test_nowhere_can_the_checking_of_certificates_be_turned_off() -> None:
    assert not [
        name for name in switches()
        if any(word in name for word in ("insecure", "certificate", "tls", "ssl"))
        and not name.startswith(("mail", "smtp"))
    ]  # fmt: skip
    assert "--mirror" in switches()
    for path in [*(ROOT / "observatory").rglob("*.py"), *(ROOT / "scrapers").rglob("*.py")]:
        assert not unverified(path.read_text(encoding="utf-8")), path
    assert unverified("requests.get(url, verify=False)")


def zeros(wbits: int, head: bytes = b"") -> bytes:
    """Pack a gigabyte of zeros: one block of ten megabytes, a hundred times."""
    pack = zlib.compressobj(9, wbits=-15)
    block = pack.compress(bytes(10_000_000)) + pack.flush(zlib.Z_FULL_FLUSH)
    return head + block * 100 + (b"\x03\x00" if wbits < 0 else b"")


def zstd_bomb() -> bytes:
    """Pack a gigabyte of zeros as Zstandard (RFC 8878): 8192 blocks that repeat one byte."""
    block = (131_072 << 3 | 1 << 1).to_bytes(3, "little") + b"\0"
    return b"\x28\xb5\x2f\xfd\x00\x38" + block * 8192


GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
MEMBER = gzip.compress(bytes(10_000_000))
BOMBS = {
    "gzip": ("gzip", zeros(31, GZIP_HEAD), "too_large"),
    "members": ("gzip", MEMBER * 99, "too_large"),
    "deflate": ("deflate", zeros(-15), "too_large"),
    "zlib": ("deflate", zeros(15, b"\x78\xda"), "too_large"),
    "within": ("gzip", gzip.compress(zeros(31, GZIP_HEAD)), "Fetched"),
    "twice": ("gzip, gzip", gzip.compress(zeros(31, GZIP_HEAD)), "bad_response"),
    "brotli": ("br", b"\xcf\xff\xff\x7f\xf8" + bytes(1_600), "bad_response"),
    "zstd": ("zstd", zstd_bomb(), "bad_response"),
}
CHILD = """
import json, sys
from datetime import UTC, datetime
from observatory.harvest.door import Door
from observatory.harvest.memory import Forgetful

host, *names = sys.argv[1:]
door = Door(Forgetful(), user_agent="Observatory/1", allow=[host], delay=0.0, retries=0)
def fetch(name):
    came = door.fetch(f"http://{host}/{name}", frozenset([host]), at=datetime.now(UTC))
    return getattr(came, "reason", None) and came.reason.code or type(came).__name__
def peak():  # of this program; what getrusage tells begins with the parent's
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
fetch("plain")
before = peak()
found = {name: fetch(name) for name in names}
print(json.dumps([found, peak() - before]))
"""


@pytest.mark.battery("T012")
def test_bombs_are_stopped_at_the_cap_and_take_little_memory(server: Server) -> None:
    """In a process of its own, whose memory nothing else has stretched before."""
    server.says["/plain"] = answer("page")
    for name, (encoding, body, _) in BOMBS.items():
        server.says[f"/{name}"] = answer(body, headers={"Content-Encoding": encoding})
    done = subprocess.run(
        [sys.executable, "-c", CHILD, server.host, *BOMBS], cwd=ROOT, capture_output=True,
        text=True, check=True, timeout=60,
    )  # fmt: skip
    found, kilobytes = json.loads(done.stdout)
    assert found == {name: expected for name, (_, _, expected) in BOMBS.items()}
    assert 1_000 < kilobytes < 64_000


def visit_in_a_process(url: str, server: Server, times: int) -> int:
    """Fetch a page some times in a process of its own, which shares nothing but the store."""
    child = os.fork()
    if child:
        return child
    try:
        ours = door(Database(url), server, delay=0.03)
        for _ in range(times):
            ours.fetch(server.url("/about"), frozenset([server.host]), at=NOON)
    finally:
        os._exit(0)


@pytest.mark.battery("T018")
@pytest.mark.parametrize("backend", BACKENDS)
def test_two_processes_are_never_at_one_host_at_once_nor_too_soon(
    stores: Stores, server: Server, backend: str
) -> None:
    """Answers take longer than the pause, so that a pause alone would not keep them apart."""
    server.says["/about"] = late(0.05, answer("x"))
    url = stores.url(backend)
    children = [visit_in_a_process(url, server, 3) for _ in range(2)]
    for child in children:
        os.waitpid(child, 0)
    assert len(server.paths) == 6
    assert server.most_at_once == 1
    assert all(after.at - before.at > 0.03 for before, after in pairwise(server.asked))
