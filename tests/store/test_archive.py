"""Kept pages lie under the hash of their bytes, and say so if anybody touched them."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from observatory.errors import ObservatoryError
from observatory.store.archive import Archive

PAGE = b"<html><h1>Cluster</h1>" + os.urandom(64) + b"</html>" * 20
OS_BYTE = 9
"""Where gzip names the operating system: it is not the same on all, and means nothing."""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_bytes_come_back_as_they_were(archive: Archive, body: bytes) -> None:
    sha256 = archive.keep(body)
    assert sha256 == hashlib.sha256(body).hexdigest()
    assert archive.body(sha256) == body


def test_the_same_bytes_are_kept_once(archive: Archive) -> None:
    file = archive.path(archive.keep(PAGE))
    before = file.stat().st_mtime_ns, file.read_bytes()
    archive.keep(PAGE)
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before


def test_a_page_that_is_not_there_is_named(archive: Archive) -> None:
    with pytest.raises(ObservatoryError, match="snapshot 00ff is not in the archive"):
        archive.body("00ff")


def test_one_flipped_byte_is_noticed_wherever_it_is(archive: Archive) -> None:
    sha256 = archive.keep(PAGE)
    file = archive.path(sha256)
    whole = file.read_bytes()
    for place in set(range(len(whole))) - {OS_BYTE}:
        damaged = bytearray(whole)
        damaged[place] ^= 0x01
        file.write_bytes(damaged)
        with pytest.raises(ObservatoryError, match=sha256):
            archive.body(sha256)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.9])
def test_a_page_cut_short_is_noticed(archive: Archive, share: float) -> None:
    sha256 = archive.keep(PAGE)
    file = archive.path(sha256)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ObservatoryError, match=sha256):
        archive.body(sha256)


def test_a_kill_while_keeping_leaves_whole_files_only(archive: Archive) -> None:
    pages = [os.urandom(20_000) for _ in range(400)]
    child = os.fork()
    if child == 0:
        for page in pages:
            archive.keep(page)
        os._exit(0)
    time.sleep(0.03)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for file in archive.folder.glob("*/*.gz"):
        archive.body(file.stem)
    for page in pages:
        assert archive.body(archive.keep(page)) == page
