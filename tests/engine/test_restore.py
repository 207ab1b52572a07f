"""What a backup holds, and what a restored store can do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from observatory.engine.decisions.deciding import release, undo
from observatory.engine.installation import Installation
from observatory.engine.upkeep.backups import back_up, restore_backup
from observatory.engine.upkeep.verify import verify
from observatory.errors import ObservatoryError
from observatory.store import tables as t
from tests import worlds
from tests.loopback import Web
from tests.store.test_database import together
from tests.stores import BACKENDS, Stores
from tests.telling import rows
from tests.worlds import FIVE, World, a_page_of_five, days_pass

ALL: tuple[type[t.Table], ...] = tuple(
    mapper.class_ for mapper in t.Table.registry.mappers if mapper.class_ is not t.Host
)


def contents(installation: Installation) -> dict[str, list[dict[str, Any]]]:
    return {table.__tablename__: rows(installation, table) for table in ALL}


@pytest.fixture(params=BACKENDS)
def filled(request: pytest.FixtureRequest, stores: Stores, web: Web) -> World:
    """A store with a past and a journal, on each kind of database."""
    world = a_page_of_five(stores.installation(request.param), web)
    world.look()
    worlds.partnership_gone(world, *(row.acronym for row in FIVE[:3]))
    worlds.partnership_listed(world, worlds.Partnership("NEW", "A new one", "Morocco", "5", "2"))
    days_pass(world)
    assert world.look().outcome == "quarantined"
    days_pass(world, 1)
    key = release(world.installation, 2, by="A", why="it is so", now=world.now)
    days_pass(world, 1)
    undo(world.installation, key, by="B", why="it is not so", now=world.now)
    return world


@pytest.fixture
def file(filled: World, tmp_path: Path) -> Path:
    """A backup of it."""
    file = tmp_path / "backup.zip"
    back_up(filled.installation, file)
    assert list(tmp_path.glob("*.part")) == []
    return file


@pytest.mark.battery("T064")
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_restored_store_goes_on_where_the_other_stopped(
    filled: World, file: Path, stores: Stores, backend: str
) -> None:
    other = World(stores.installation(backend), filled.web, filled.now, dict(filled.rows))
    restore_backup(other.installation, file, force=True)
    assert contents(other.installation) == contents(filled.installation)
    assert other.installation.archive.folder != filled.installation.archive.folder
    other.rows = {row.acronym: row for row in FIVE}
    worlds.value_changes(other, "MOVE", smes="571")
    worlds.partnership_listed(other, worlds.Partnership("ZZ", "Zed", "Morocco", "5", "2"))
    days_pass(other)
    report = other.look()
    assert report.run is not None
    assert (report.outcome, report.changes) == ("ok", 2)
    assert list(verify(other.installation, other.now)) == []


def test_what_was_there_is_kept_aside(filled: World, file: Path, stores: Stores, web: Web) -> None:
    other = World(stores.installation("sqlite"), web)
    worlds.profile_says(web, Président="Tarik Exemple")
    other.look("profile")
    before = contents(other.installation)
    restore_backup(other.installation, file, force=True)
    assert contents(other.installation) == contents(filled.installation)
    (aside,) = (other.installation.settings.data / "backups").iterdir()
    restore_backup(other.installation, aside, force=True)
    assert contents(other.installation) == before
    assert list(verify(other.installation, other.now)) == []


def test_a_damaged_page_of_the_store_is_healed(filled: World, file: Path) -> None:
    sha256 = rows(filled.installation, t.Snapshot)[0]["sha256"]
    filled.installation.archive.path(sha256).write_bytes(b"rotten")
    restore_backup(filled.installation, file, force=True)
    assert filled.installation.archive.body(sha256)


def test_a_store_that_lost_a_page_cannot_be_backed_up_as_whole(
    filled: World, tmp_path: Path
) -> None:
    sha256 = rows(filled.installation, t.Snapshot)[0]["sha256"]
    filled.installation.archive.path(sha256).unlink()
    file = tmp_path / "backup.zip"
    with pytest.raises(ObservatoryError, match=sha256):
        back_up(filled.installation, file)
    assert list(tmp_path.glob("backup.zip*")) == []


def test_a_backup_replaces_an_older_one_only_when_whole(filled: World, file: Path) -> None:
    before = file.read_bytes()
    sha256 = rows(filled.installation, t.Snapshot)[0]["sha256"]
    filled.installation.archive.path(sha256).unlink()
    with pytest.raises(ObservatoryError):
        back_up(filled.installation, file)
    assert file.read_bytes() == before


@pytest.mark.battery("T064")
def test_a_backup_under_write_is_of_one_moment(
    filled: World, stores: Stores, tmp_path: Path
) -> None:
    writer = World(filled.installation, filled.web, filled.now)

    def write() -> None:
        for number in range(12):
            worlds.profile_says(writer.web, Président=f"Tarik Exemple {'I' * number}")
            days_pass(writer, 1)
            writer.look("profile")

    def copy() -> None:
        for file in files:
            back_up(filled.installation, file)

    files = [tmp_path / f"{number}.zip" for number in range(3)]
    together(write, copy)
    for file in files:
        other = stores.installation("sqlite")
        restore_backup(other, file, force=False)
        assert list(verify(other, writer.now)) == []
