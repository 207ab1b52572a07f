"""Backup and restore: whole or not at all, also from one kind of database to the other."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from observatory.engine.installation import Installation
from observatory.engine.run.collect import collect
from observatory.engine.upkeep.backups import back_up, restore_backup
from observatory.engine.upkeep.verify import verify
from observatory.errors import ObservatoryError, WrongUse
from observatory.store import tables as t
from tests.stores import BACKENDS, Stores
from tests.telling import rows
from tests.worlds import MONDAY, World, days_pass, value_changes

TABLES = (t.Statement, t.Event, t.Change, t.Visit, t.Reading, t.Entity, t.Name, t.Meta)


def held(installation: Installation) -> list[object]:
    return [rows(installation, table) for table in TABLES]


@pytest.fixture
def filled(fast: World) -> World:
    """A store with a past."""
    fast.look()
    days_pass(fast)
    value_changes(fast, "MOVE", smes="570")
    fast.look()
    return fast


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_backup_comes_back_whole_elsewhere(
    filled: World, stores: Stores, backend: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    counts = back_up(filled.installation, file)
    assert counts["changes"] > 0
    other = stores.installation(backend)
    restore_backup(other, file, force=True)
    assert held(other) == held(filled.installation)
    assert list(verify(other, filled.now)) == []


def test_a_backup_under_write_is_of_one_moment(
    filled: World, stores: Stores, tmp_path: Path
) -> None:
    stop = threading.Event()

    def writing() -> None:
        moment = MONDAY + timedelta(days=30)
        for name in ("record", "survey_2023"):
            if not stop.is_set():
                installation = filled.installation
                collect(installation, installation.sources[name], None, moment)

    writer = threading.Thread(target=writing)
    writer.start()
    files = [tmp_path / f"{n}.zip" for n in range(3)]
    for file in files:
        back_up(filled.installation, file)
    stop.set()
    writer.join()
    for file in files:
        other = stores.installation("sqlite")
        restore_backup(other, file, force=True)
        assert list(verify(other, MONDAY + timedelta(days=31))) == []


def flip(file: Path) -> None:
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 0xFF
    file.write_bytes(bytes(body))


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def slip(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../../evil", "x")


def starve(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            if name != "tables/change.jsonl":
                archive.writestr(name, body)


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [flip, truncate, slip, starve, empty])
def test_a_damaged_backup_is_refused_and_the_store_untouched(
    filled: World, stores: Stores, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file = tmp_path / "backup.zip"
    back_up(filled.installation, file)
    damage(file)
    other = stores.installation("sqlite")
    before = held(other)
    with pytest.raises(ObservatoryError, match="nothing was changed"):
        restore_backup(other, file, force=True)
    assert held(other) == before
    assert not (tmp_path.parent / "evil").exists()


def test_a_store_that_holds_something_is_not_replaced_unasked(
    filled: World, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    back_up(filled.installation, file)
    with pytest.raises(WrongUse, match="not empty"):
        restore_backup(filled.installation, file, force=False)


def test_secrets_and_settings_are_not_in_a_backup(filled: World, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    back_up(filled.installation, file)
    with zipfile.ZipFile(file) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"a@example.org" not in everything
