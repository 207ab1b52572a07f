"""The store under faults: locks, lost connections, full and read-only disks, killed upgrades.

``SOAK_SECONDS`` is how long the soak of readers lasts.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import re
import resource
import signal
import sqlite3
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import CliRunner
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import Connection, MetaData, Table, event, insert, inspect, select, text, update
from sqlalchemy.exc import OperationalError

from observatory import paths
from observatory.cli import observatory
from observatory.engine.backups import back_up
from observatory.engine.clock import mark_cut_off
from observatory.engine.collect import collect
from observatory.engine.doctor import complaints
from observatory.engine.doors import open_door
from observatory.engine.verify import verify
from observatory.errors import ObservatoryError
from observatory.settings import Settings
from observatory.store import tables as t
from observatory.store import upgrade as up
from observatory.store.database import Database
from observatory.store.queries import sources
from observatory.web import create_app
from tests import worlds
from tests.conftest import BACKENDS, Stores, written
from tests.engine.test_killed import at_request
from tests.loopback import Answer, Web
from tests.telling import beliefs, rows, told
from tests.worlds import ECCP, World, a_page_of_five, days_pass

SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))
MANY = 1_000_000
"""Statements of a store that is upgraded under soak."""

PATIENCE = 0.2
"""Seconds that writers of these tests wait for another."""


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest, stores: Stores, web: Web) -> Iterator[World]:
    """A page that was looked at, whose writers wait but a moment."""
    installation = stores.installation(request.param)
    hasty = Database(written(installation.database.url), wait=PATIENCE)
    world = a_page_of_five(replace(installation, database=hasty), web)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    yield world
    assert list(verify(world.installation, world.now)) == []
    hasty.close()


def news(world: World) -> list[tuple[object, object]]:
    return [(c.before, c.after) for c in told(world.installation)]


def app_of(world: World) -> Flask:
    """Open the site over the store of a world."""
    url = written(world.installation.database.url)
    return create_app(Settings(database=url, data=world.installation.settings.data))


# T056: reading while somebody writes.


@contextmanager
def beside(url: str, job: Callable[[Database, Callable[[], None]], None]) -> Iterator[None]:
    """Run a job on a store in a process of its own, from when it says that it is at it."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        said = os.fdopen(theirs, "w")
        try:
            job(Database(url), lambda: print(end="x", file=said, flush=True))
        finally:
            os._exit(1)
    try:
        assert os.read(ours, 1) == b"x"
        yield
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "it is still at it"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ours)
        os.close(theirs)


def write_on(database: Database, begun: Callable[[], None]) -> None:
    """Write all the time."""
    for number in itertools.count():
        with database.write() as db:
            db.execute(insert(t.Meta).values(key=f"w{number}", value="x" * 2000))
            db.execute(update(t.Source).values(note=str(number)))
        if number == 0:
            begun()


def hold_on(database: Database, begun: Callable[[], None]) -> None:
    """Be the writer, and do nothing."""
    with database.write():
        begun()
        signal.pause()


def slowest(database: Database, seconds: float) -> float:
    """Read for a while, and give what the slowest of a hundred reads took, in seconds."""
    took, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        with database.read() as db:
            assert db.execute(select(t.Source.name, t.Source.note)).all()
        took.append(time.monotonic() - began)
    return sorted(took)[len(took) * 99 // 100]


@pytest.mark.battery("T056")
@pytest.mark.parametrize("backend", BACKENDS)
def test_readers_do_not_mind_a_writer(stores: Stores, backend: str) -> None:
    database = stores.installation(backend).database
    with beside(written(database.url), write_on):
        assert slowest(database, 0.4) < 1


@pytest.mark.soak
@pytest.mark.battery("T056")
@pytest.mark.parametrize("backend", BACKENDS)
def test_readers_are_as_quick_while_somebody_writes(stores: Stores, backend: str) -> None:
    database = stores.installation(backend).database
    idle = slowest(database, SECONDS / 4)
    with beside(written(database.url), write_on):
        busy = slowest(database, SECONDS)
    assert busy < max(2 * idle, 0.01), (idle, busy)


# T057: a lock that somebody else holds.


def locked(world: World) -> AbstractContextManager[None]:
    """Let another process be the writer."""
    return beside(written(world.installation.database.url), hold_on)


@pytest.mark.battery("T057")
def test_a_lock_that_another_holds_loses_no_fact(world: World) -> None:
    before = beliefs(world.installation)
    with locked(world):
        with pytest.raises(OperationalError):
            world.look()
        assert app_of(world).test_client().get("/en/clusters").status_code == 200
    assert beliefs(world.installation) == before
    assert world.look().outcome == "ok"
    assert news(world) == [(567, 570)]


@pytest.mark.battery("T057")
def test_a_lock_amid_a_visit_is_waited_for_and_the_page_is_retried(world: World) -> None:
    holding = locked(world)
    at_request(world, 1, lambda: holding.__enter__())
    before = beliefs(world.installation)
    try:
        with pytest.raises(OperationalError):
            world.look()
    finally:
        holding.__exit__(None, None, None)
    assert beliefs(world.installation) == before
    with world.installation.database.write() as db:  # an hour later
        db.execute(update(t.Run).where(t.Run.outcome == "").values(leased_until=None))
    assert len(mark_cut_off(world.installation)) == 1
    days_pass(world, 1)
    assert world.look().outcome == "ok"
    assert news(world) == [(567, 570)]


# T058, T059: connections that are lost, or all taken.


def cut_connections(world: World) -> None:
    """End every other connection to the store, as a server that restarts does."""
    url = world.installation.database.url
    server = Database(written(url.set(database="postgres")))
    with server.engine.connect() as db:
        wanted = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :n")
        db.execute(wanted, {"n": url.database})
    server.close()


@pytest.mark.postgres
@pytest.mark.battery("T058")
@pytest.mark.parametrize("world", ["postgres"], indirect=True)
def test_a_server_that_restarts_costs_one_request_at_most(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(world)
    client = app.test_client()
    assert client.get("/en/clusters").status_code == 200
    cut_connections(world)
    assert client.get("/en/changes").status_code == 200, "between two requests nobody notices"

    states = sources.states

    def amid(db: Connection, **asked: Any) -> list[sources.SourceState]:
        monkeypatch.undo()
        cut_connections(world)
        return states(db, **asked)

    monkeypatch.setattr(sources, "states", amid)
    assert client.get("/api/v1/sources").status_code == 503
    assert client.get("/api/v1/sources").status_code == 200
    app.extensions["observatory"].database.close()


@pytest.mark.postgres
@pytest.mark.battery("T058")
@pytest.mark.parametrize("world", ["postgres"], indirect=True)
@pytest.mark.parametrize("amid", [False, True], ids=["between", "within"])
def test_a_server_that_restarts_amid_a_visit_doubles_nothing(world: World, amid: bool) -> None:
    engine = world.installation.database.engine
    if amid:

        def cut(_db: object, _cursor: object, statement: str, *_: object) -> None:
            if statement.startswith("INSERT INTO change"):
                event.remove(engine, "before_cursor_execute", cut)
                cut_connections(world)

        event.listen(engine, "before_cursor_execute", cut)
    else:
        at_request(world, 1, lambda: cut_connections(world))
    outcome = world.look().outcome
    assert outcome == ("failed" if amid else "ok")
    days_pass(world, 1)
    assert world.look().outcome in ("ok", "unchanged")
    assert news(world) == [(567, 570)]


@pytest.mark.battery("T059")
@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_who_finds_no_connection_free_is_told_at_once(world: World) -> None:
    app = app_of(world)
    engine = app.extensions["observatory"].database.engine
    taken = [engine.connect() for _ in range(18)]
    began = time.monotonic()
    assert app.test_client().get("/en/clusters").status_code == 503
    assert time.monotonic() - began <= 2 + 1  # of a machine that has other things to do
    for connection in taken:
        connection.close()
    assert app.test_client().get("/en/clusters").status_code == 200
    engine.dispose()


# T060–T063: versions.


def to(database: Database, version: str) -> None:
    """Bring a store to a version, as its own upgrade would."""
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    with database.alter() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def versions() -> list[str]:
    """Give every version of the schema, the first one first."""
    script = ScriptDirectory(str(paths.MIGRATIONS))
    return [one.revision for one in script.walk_revisions()][::-1]


def first_tables(database: Database) -> MetaData:
    """Give the tables as the first version has them."""
    found = MetaData()
    found.reflect(database.engine)
    found.remove(found.tables["alembic_version"])
    return found


def fill_as_first(database: Database, world: World) -> MetaData:
    """Fill a store of the first version with what another holds."""
    old = first_tables(database)
    plain = MetaData()
    plain.reflect(world.installation.database.engine)
    with world.installation.database.read() as whole, database.write() as db:
        for table in old.sorted_tables:
            now: Table = plain.tables[table.name]
            known = [now.c[column.name] for column in table.columns]
            if found := [dict(row._mapping) for row in whole.execute(select(*known))]:
                db.execute(insert(table), found)
    return old


def sums(database: Database, old: MetaData) -> dict[str, tuple[int, str]]:
    """Give, of each table of the first version, how many rows it has and the hash of them all."""
    out = {}
    with database.read() as db:
        for table in old.sorted_tables:
            digest, count = hashlib.sha256(), 0
            found = db.execute(
                select(table).order_by(*table.primary_key).execution_options(yield_per=5000)
            )
            for row in found:
                digest.update(repr(tuple(row)).encode())
                count += 1
            out[table.name] = count, digest.hexdigest()
    return out


@pytest.fixture
def first(bare_url: str, stores: Stores, web: Web) -> Iterator[tuple[Database, MetaData]]:
    """A store of the first version with a past in it, on each kind of database."""
    world = a_page_of_five(stores.installation("sqlite"), web)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    database = Database(bare_url)
    to(database, versions()[0])
    yield database, fill_as_first(database, world)
    database.close()


@pytest.mark.battery("T060", "T061")
def test_every_upgrade_keeps_what_a_filled_store_says(
    first: tuple[Database, MetaData], tmp_path: Path
) -> None:
    database, old = first
    before = sums(database, old)
    assert before["statement"][0] > 20
    assert before["change"][0] > 0
    for version in versions()[1:-1]:
        to(database, version)
        assert sums(database, old) == before
    assert up.upgrade(database, now=worlds.MONDAY, url="http://a.example", keep=tmp_path)
    assert sums(database, old) == before
    with database.read() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, t.Table.metadata) == []
    assert len(list(tmp_path.glob("before-*.sqlite"))) == int(database.sqlite)


COPIES = """
INSERT INTO statement ({names})
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :times)
SELECT {values} FROM statement CROSS JOIN n
"""


@pytest.mark.soak
@pytest.mark.battery("T060")
def test_a_million_statements_are_upgraded_and_read_meanwhile(
    first: tuple[Database, MetaData], tmp_path: Path
) -> None:
    database, old = first
    names = [column.name for column in old.tables["statement"].columns]
    other = {"id": "n.i * 1000 + row_number() OVER ()", "record": "record || ' ' || n.i"}
    values = ", ".join(other.get(name, name) for name in names)
    statement = text(COPIES.format(names=", ".join(names), values=values))
    with database.write() as db:
        held = db.scalar(text("SELECT count(*) FROM statement")) or 1
        db.execute(statement, {"times": MANY // held})
    before = sums(database, old)
    assert before["statement"][0] >= MANY
    upgrading = threading.Thread(
        target=up.upgrade,
        args=(database,),
        kwargs={"now": worlds.MONDAY, "url": "http://a.example", "keep": tmp_path},
    )
    upgrading.start()
    while upgrading.is_alive():
        with database.read() as db:
            assert db.execute(text("SELECT * FROM statement ORDER BY id LIMIT 1")).first()
        time.sleep(0.05)
    assert up.schema_version(database) == up.newest_version()
    assert sums(database, old) == before


def columns(database: Database) -> set[tuple[str, str]]:
    """Give every column that there is."""
    with database.read() as db:
        found = inspect(db)
        return {(n, c["name"]) for n in found.get_table_names() for c in found.get_columns(n)}


def killed_at(url: str, number: int, keep: Path) -> bool:
    """Upgrade in a process that is killed before its n-th statement; say whether it was."""
    child = os.fork()
    if child == 0:
        try:
            database, left = Database(url), [number]

            def count(_db: object, _cursor: object, said: str, *_: object) -> None:
                left[0] -= not said.startswith(("SELECT", "PRAGMA", "BEGIN"))
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            event.listen(database.engine, "before_cursor_execute", count)
            event.listen(database.engine, "commit", lambda db: count(db, None, "COMMIT"))
            up.upgrade(database, now=worlds.MONDAY, url="http://a.example", keep=keep)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.battery("T062")
def test_an_upgrade_killed_at_any_statement_is_whole_or_undone(
    first: tuple[Database, MetaData], tmp_path: Path
) -> None:
    database, old = first  # every fourth statement on PostgreSQL, where a kill takes its time
    url, before, kills = written(database.url), sums(database, old), 0
    oldest, newest = columns(database), up.newest_version()
    step = 1 if database.sqlite else 4
    while up.schema_version(database) != newest:
        database.close()
        kills += killed_at(url, kills * step + 1, tmp_path)
        done = up.schema_version(database) == newest
        assert done == (columns(database) != oldest), "never between"
    assert kills > 12 // step
    assert sums(database, old) == before
    assert not up.upgrade(database, now=worlds.MONDAY, url="http://a.example", keep=tmp_path)


@pytest.mark.battery("T063")
@pytest.mark.parametrize(
    ("found", "said"), [("0001", "run `observatory init`"), ("9999", "use a newer version")]
)
def test_a_store_of_another_version_is_not_written(world: World, found: str, said: str) -> None:
    before = rows(world.installation, t.Visit)
    with world.installation.database.write() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": found})
    with pytest.raises(ObservatoryError, match=said):
        world.look()
    assert any(said in one for one in complaints(world.installation, world.now))
    with world.installation.database.write() as db:
        newest = {"v": up.newest_version()}
        db.execute(text("UPDATE alembic_version SET version_num = :v"), newest)
    assert rows(world.installation, t.Visit) == before


# T064, T069: copies, and the same again and again.


@pytest.mark.battery("T064")
def test_the_commands_say_how_long_they_took_and_what_is_lost(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = str(tmp_path / "backup.zip"), tmp_path / "other"
    monkeypatch.setenv("OBSERVATORY_SCRAPERS", world.installation.settings.scrapers)
    monkeypatch.setenv("OBSERVATORY_DATA", str(world.installation.settings.data))
    monkeypatch.setenv("OBSERVATORY_DATABASE", written(world.installation.database.url))
    made = CliRunner().invoke(observatory, ["backup", file])
    assert re.search(r"1 snapshots, \d+ statements, \d+ changes, in \d+\.\d s", made.output)
    monkeypatch.setenv("OBSERVATORY_DATA", str(other))
    monkeypatch.setenv("OBSERVATORY_DATABASE", f"sqlite:///{other / 'store.sqlite'}")
    back = CliRunner().invoke(observatory, ["restore", file])
    assert re.search(
        r"in \d+\.\d s; what was recorded after 2026-03-02 08:00 UTC is lost", back.output
    )
    with contextlib.closing(sqlite3.connect(other / "store.sqlite")) as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.soak
@pytest.mark.battery("T069")
@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
def test_ten_thousand_deliveries_of_one_page_are_one(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    for _ in range(10_000):
        world.now += timedelta(minutes=1)
        world.look()
    assert beliefs(world.installation) == before


# T066: secrets.


@pytest.mark.battery("T066")
def test_no_secret_is_in_a_backup_or_an_export(world: World, tmp_path: Path) -> None:
    secret, installation = "s3cr3t-of-mail", world.installation
    settings = installation.settings.model_copy(
        update={
            "smtp": SecretStr(f"smtp://user:{secret}@mail.example:587"),
            "operator": "operator@mail.example",
        }
    )
    holder = replace(installation, settings=settings)
    loaded = holder.sources["eccp_morocco"]
    for _ in range(2):
        collect(holder, loaded, open_door(holder, mirror=world.web.base), world.now)
        days_pass(world)
    file = tmp_path / "backup.zip"
    back_up(holder, file)
    with zipfile.ZipFile(file) as archive:
        told_of = {name: archive.read(name) for name in archive.namelist()}
    client = create_app(
        settings.model_copy(update={"database": written(installation.database.url)})
    ).test_client()
    for path in ("/data/changes.jsonl", "/feeds/changes.json", "/api/v1/sources", "/readyz"):
        told_of[path] = client.get(path).data
    told_of["doctor"] = "\n".join(complaints(holder, world.now)).encode()
    told_of["settings"] = repr(settings).encode()
    for hidden in (secret, installation.database.url.password or secret):
        assert [name for name, body in told_of.items() if hidden.encode() in body] == []


# T067 and full disks: what cannot be written.


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
