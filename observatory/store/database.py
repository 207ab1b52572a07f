"""Connections: reads that never wait for a writer, and writes that begin at once.

SQLite runs in WAL mode and every writer begins with ``BEGIN IMMEDIATE``; PostgreSQL writers take
one advisory lock, so that change numbers have no gap and become visible in order.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from observatory.store.patience import bound_questions

WRITER_LOCK = 75_00
"""The advisory lock of the one writer (after law 75-00)."""


def cause(error: SQLAlchemyError) -> str:
    """Say in one line why a database could not be used, in its driver's words."""
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]


class Database:
    """An engine with two ways in: ``read()`` and ``write()``, each one transaction."""

    def __init__(self, url: str, *, wait: float = 30.0, question: float | None = None) -> None:
        """Open the database at ``url``; a writer waits ``wait`` seconds for another.

        One ``question`` (a statement) may take so many seconds, then it is an ``OperationalError``.
        """
        self.url, self._wait = make_url(url), wait
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        options: dict[str, Any] = (
            {"connect_args": {"timeout": wait, "check_same_thread": False}}
            if self.sqlite
            else {"pool_pre_ping": True}
        )
        # Who finds no connection free is told so before a reader gives up.
        options |= {"pool_size": 8, "pool_timeout": 1.5}
        # What pages say is a parameter of statements: it is nothing for messages and logs.
        self.engine: Engine = create_engine(self.url, hide_parameters=True, **options)
        if self.sqlite:
            event.listen(self.engine, "do_connect", _open_sqlite)
            event.listen(self.engine, "checkout", _is_current)
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        if question:
            bound_questions(self.engine, question)
        # PostgreSQL's own default shows each statement of a transaction another state.
        self._reading = (
            self.engine
            if self.sqlite
            else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._writing = self.engine.execution_options(observatory_write=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads; it sees one consistent state."""
        with self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that writes; committed at the end, rolled back on an error."""
        with self._writing.connect() as connection, connection.begin():
            self._exclude_others(connection)
            yield connection

    @contextmanager
    def rehearse(self) -> Iterator[Connection]:
        """Open a transaction that may write and is always rolled back."""
        with self._writing.connect() as connection, connection.begin() as transaction:
            self._exclude_others(connection)
            yield connection
            transaction.rollback()

    @contextmanager
    def alter(self) -> Iterator[Connection]:
        """Open a transaction that may alter tables, without foreign keys on SQLite.

        There a table is altered by copying and dropping it, which would take every child row along.
        """
        with self._writing.connect() as connection:
            driver: Any = connection.connection.driver_connection
            if self.sqlite:  # ignored within a transaction
                driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    self._exclude_others(connection)
                    yield connection
            finally:
                if self.sqlite:
                    driver.execute("PRAGMA foreign_keys=ON")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _exclude_others(self, connection: Connection) -> None:
        """Wait for the one writer of PostgreSQL; SQLite's transaction began with its lock."""
        if not self.sqlite:
            wait = {"wait": f"{self._wait * 1000:.0f}", "key": WRITER_LOCK}
            connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), wait)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), wait)


def _open_sqlite(
    _dialect: Any, record: ConnectionPoolEntry, address: list[Any], options: dict[str, Any]
) -> None:
    """Let a file that may not be written be read: SQLite could not make its log beside it.

    Where a writer is at work the log is there, and is read along.
    """
    file = Path(address[0])
    barred = _may(file, os.R_OK) and not _may(file, os.W_OK)
    still = barred and not _may(_log(file), os.F_OK)
    record.info["barred"], record.info["still"] = (file if barred else None), still
    if still:
        address[0], options["uri"] = f"{file.resolve().as_uri()}?immutable=1", True


def _is_current(_connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Open a file anew that could only be read, if it may be written now or somebody else does."""
    file: Path | None = record.info["barred"]
    if file and (_may(file, os.W_OK) or (record.info["still"] and _may(_log(file), os.F_OK))):
        raise DisconnectionError


def _may(file: Path, what: int) -> bool:
    return os.access(file, what, effective_ids=os.access in os.supports_effective_ids)


def _log(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("observatory_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
