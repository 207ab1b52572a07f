"""Stores and archives that may not be written, or have no room: the site serves, runs fail."""

from __future__ import annotations

import contextlib
import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, insert, text, update
from sqlalchemy.exc import OperationalError

from observatory.engine.run.collect import collect
from observatory.engine.timing.clock import mark_cut_off
from observatory.settings import Settings
from observatory.store import tables as t
from observatory.store.database import Database
from observatory.web import create_app
from tests.battery.hasty import PATIENCE, app_of, news
from tests.battery.hasty import world as world
from tests.loopback import Answer
from tests.telling import beliefs
from tests.worlds import ECCP, World, days_pass


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the rights of root, which no permission binds."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def modes(folder: Path, file: int, within: int) -> None:
    for path in (*folder.glob("**/*"), folder):
        path.chmod(within if path.is_dir() else file)


@pytest.mark.battery("T067")
@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
@pytest.mark.parametrize("log", [True, False], ids=["at-work", "at-rest"])
def test_a_store_that_may_not_be_written_is_served(world: World, tmp_path: Path, log: bool) -> None:
    """Whether a writer was at work (its log stands beside the file) or the store is at rest."""
    folder = tmp_path / "fixed"
    folder.mkdir()
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_mode & 0o011 != 0o011:
            parent.chmod(parent.stat().st_mode | 0o011)
    url = f"sqlite:///{folder / 'observatory.sqlite'}"
    copy = sqlite3.connect(folder / "observatory.sqlite")
    whole = sqlite3.connect(str(world.installation.database.url.database))
    whole.backup(copy)
    whole.close()
    copy.execute("PRAGMA journal_mode=WAL")
    copy.execute("UPDATE source SET note = ''")
    copy.commit()
    if not log:
        copy.close()
    modes(folder, 0o444, 0o555)
    paths_asked = ("/en/clusters", "/en/changes", "/api/v1/sources")
    warm = app_of(world).test_client()
    assert all(warm.get(path).status_code == 200 for path in paths_asked), "nobody reads modules"
    app = create_app(Settings(database=url, data=tmp_path))
    client = app.test_client()
    fixed = replace(world.installation, database=Database(url, wait=PATIENCE))
    with as_nobody():
        assert [client.get(path).status_code for path in paths_asked] == [200] * 3
        with pytest.raises(OperationalError, match="readonly"):
            collect(fixed, fixed.sources["eccp_morocco"], world.door, world.now)
    modes(folder, 0o666, 0o777)
    with fixed.database.write() as db:
        db.execute(text("UPDATE source SET note = 'x'"))
    with as_nobody():
        assert client.get("/api/v1/sources?limit=9").status_code == 200
    fixed.database.close()
    app.extensions["observatory"].database.close()
    copy.close()


@contextmanager
def full(size: int) -> Iterator[None]:
    """Let no file grow beyond ``size`` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.battery("T067")
@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_an_archive_that_is_full_fails_the_run_and_publishes_nothing(world: World) -> None:
    page = world.web.pages[ECCP.removeprefix("https:/")]
    noise = os.urandom(2_000_000).hex().encode()
    world.web.put(ECCP, Answer(page.body + b"<!-- " + noise + b" -->"))
    before = beliefs(world.installation)
    with full(1_500_000):
        report = world.look()
    assert report.outcome == "failed"
    assert "cannot be kept in the archive: File too large" in str(report.reasons[0])
    assert beliefs(world.installation) == before
    assert not [p for p in world.installation.archive.folder.glob("*/*") if p.suffix != ".gz"]
    world.web.put(ECCP, page)
    days_pass(world, 1)
    assert world.look().outcome == "ok"
    assert news(world) == [(567, 570)]


def fill(database: Database) -> None:
    """Fill what room is left in the pages of a database that may not grow."""
    number = 0
    for size in (3000, 300, 30):
        with contextlib.suppress(OperationalError):
            while True:
                with database.write() as db:
                    row = {"key": f"filler {number}", "value": "x" * size}
                    db.execute(insert(t.Meta).values(**row))
                number += 1


@pytest.mark.battery("T067")
@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_a_store_that_is_full_fails_the_run_and_serves(world: World) -> None:
    before = beliefs(world.installation)

    def no_more(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes what it has as the least

    engine = world.installation.database.engine
    engine.dispose()
    event.listen(engine, "connect", no_more)
    fill(world.installation.database)
    long = replace(world.rows["MOVE"], name="Moving the Future " * 500)  # more than any page has
    world.rows["MOVE"], kept = long, world.rows["MOVE"]
    world.publish()
    with contextlib.suppress(OperationalError):  # its end may still have room, or not
        assert world.look().outcome == "failed"
    assert app_of(world).test_client().get("/en/clusters").status_code == 200
    event.remove(engine, "connect", no_more)
    engine.dispose()
    assert beliefs(world.installation) == before
    with world.installation.database.write() as db:
        db.execute(update(t.Run).where(t.Run.outcome == "").values(leased_until=None))
        db.execute(text("DELETE FROM meta WHERE key LIKE 'filler%'"))
    mark_cut_off(world.installation)
    world.rows["MOVE"] = kept
    world.publish()
    days_pass(world, 1)
    assert world.look().outcome == "ok"
    assert news(world) == [(567, 570)]
