"""Connections to the store that are lost amid a request or a visit, or all taken."""

from __future__ import annotations

import time
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from observatory.store.database import Database
from observatory.store.queries import sources
from tests.battery.hasty import app_of, news
from tests.battery.hasty import world as world
from tests.engine.test_killed import at_request
from tests.stores import written
from tests.worlds import World, days_pass


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
