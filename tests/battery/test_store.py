"""The store under faults: writers and locks of others, lost connections, copies, secrets.

``SOAK_SECONDS`` is how long the soak of readers lasts.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import signal
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import SecretStr
from sqlalchemy import Connection, event, insert, select, text, update
from sqlalchemy.exc import OperationalError

from observatory.cli import observatory
from observatory.engine.backups import back_up
from observatory.engine.clock import mark_cut_off
from observatory.engine.collect import collect
from observatory.engine.doctor import complaints
from observatory.engine.doors import open_door
from observatory.store import tables as t
from observatory.store.database import Database
from observatory.store.queries import sources
from observatory.web import create_app
from tests.battery.hasty import app_of, news
from tests.battery.hasty import world as world
from tests.conftest import BACKENDS, Stores, written
from tests.engine.test_killed import at_request
from tests.telling import beliefs
from tests.worlds import World, days_pass

SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))

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
