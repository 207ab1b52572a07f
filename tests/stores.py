"""Stores for tests, of both kinds: copies of templates, in databases that are used again.

A database keeps what SQLAlchemy compiled for it, so that the next test need not compile it anew.
"""

from __future__ import annotations

import shutil
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from observatory.engine.installation import Installation, open_installation, prepare
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.store.upgrade import upgrade

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""The day on which every installation of the tests is set up."""

PUBLISHERS = "scrapers,tests.publishers"
BACKENDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


def fresh(settings: Settings, at: datetime) -> Installation:
    """Open an installation whose database is new, as the command does: schema and known bodies."""
    installation = open_installation(settings)
    upgrade(installation.database, now=at, url=settings.url, keep=settings.data)
    prepare(installation, at)
    return installation


class Kind(Protocol):
    """One kind of database."""

    def address(self) -> URL:
        """Give the address of a store that is not there yet."""

    def copy(self, template: URL, to: URL) -> None:
        """Make a store as a copy of another."""

    def drop(self, url: URL) -> None:
        """Take a store away, whoever is still connected."""


class SQLite:
    """Files, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self) -> URL:
        """Give a path of which the folder is there."""
        folder = self._folder / uuid.uuid4().hex
        folder.mkdir()
        return make_url(f"sqlite:///{folder / 'store.sqlite'}")

    def copy(self, template: URL, to: URL) -> None:
        """Copy the file."""
        shutil.copy(str(template.database), str(to.database))

    def drop(self, url: URL) -> None:
        """Empty the folder: whoever still reads keeps a file that has no name."""
        folder = Path(str(url.database)).parent
        shutil.rmtree(folder)
        folder.mkdir()


class Postgres:
    """Databases of one server."""

    def __init__(self, server: URL) -> None:
        self.server, self.bare = server, server.set(database="template0")
        place = server.set(database="postgres")
        self._engine = create_engine(place, isolation_level="AUTOCOMMIT")

    def address(self) -> URL:
        """Give a name that no database has."""
        return self.server.set(database=f"t_{uuid.uuid4().hex}")

    def copy(self, template: URL, to: URL) -> None:
        """Copy its files, which takes half as long as to write all that is in them to the log."""
        named = f'"{to.database}" TEMPLATE "{template.database}"'
        self._run(f"CREATE DATABASE {named} STRATEGY FILE_COPY")

    def drop(self, url: URL) -> None:
        """Drop a database."""
        self._run(f'DROP DATABASE "{url.database}" WITH (FORCE)')

    def close(self) -> None:
        """Leave the server."""
        self._engine.dispose()

    def _run(self, sql: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(sql))


class Shelf:
    """The stores of one kind: templates to be copied, and databases that nobody uses now.

    ``empty`` has the schema only, ``prepared`` the tests' sources too.
    """

    def __init__(self, kind: Kind, folder: Path, *, template: URL | None = None) -> None:
        """Make the templates; ``template`` is what an empty database is a copy of."""
        self._kind = kind
        self._empty, self._prepared = kind.address(), kind.address()
        self._free: list[Database] = []
        for url in (self._empty, self._prepared):
            if template:
                kind.copy(template, url)
            settings = Settings(data=folder, database=written(url), scrapers=PUBLISHERS)
            opened = open_installation(settings)
            upgrade(opened.database, now=BEGIN, url="https://clusters.example", keep=folder)
            if url is self._prepared:
                prepare(opened, BEGIN)
            opened.database.close()

    def take(self, *, prepared: bool) -> Database:
        """Copy a store, in a database that was used before if one is free."""
        database = self._free.pop() if self._free else Database(written(self._kind.address()))
        self._kind.copy(self._prepared if prepared else self._empty, database.url)
        return database

    def put_back(self, database: Database) -> None:
        """Drop the store, and keep the database for whoever comes next."""
        database.close()
        self._kind.drop(database.url)
        self._free.append(database)

    def clear(self) -> None:
        """Take the templates away."""
        for url in (self._empty, self._prepared):
            self._kind.drop(url)


class Stores:
    """Makes stores for one test, and takes them away again.

    A backend is ``sqlite`` or ``postgres``; its shelf is made when it is first asked for.
    """

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request, self._folder = request, folder
        self._taken: list[tuple[Shelf, Database]] = []

    def database(self, backend: str, *, prepared: bool = False) -> Database:
        """Open a store with the schema only, or ``prepared`` with the tests' sources too."""
        shelf: Shelf = self._request.getfixturevalue(f"{backend}_shelf")
        self._taken.append((shelf, shelf.take(prepared=prepared)))
        return self._taken[-1][1]

    def url(self, backend: str) -> str:
        """Make an empty store, and give its address."""
        return written(self.database(backend).url)

    def installation(self, backend: str, sources: str = PUBLISHERS) -> Installation:
        """Open an installation of its own, with the sources of the tests."""
        prepared = sources.startswith(PUBLISHERS)
        database = self.database(backend, prepared=prepared)
        settings = Settings(
            data=self._folder / uuid.uuid4().hex[:8], scrapers=sources, contact="a@example.org",
            database=written(database.url),
        )  # fmt: skip
        found = replace(open_installation(settings), database=database)
        if sources != PUBLISHERS:
            prepare(found, BEGIN)
        return found

    def clear(self) -> None:
        """Close and drop everything."""
        for shelf, database in self._taken:
            shelf.put_back(database)


def written(url: URL) -> str:
    """Write a database's address as a setting has it."""
    return url.render_as_string(hide_password=False)
