"""How long one question to the database may take: then it is an error, not a wait."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, Engine, event

STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock: some tenths of a millisecond."""


def bound_questions(engine: Engine, seconds: float) -> None:
    """End each statement that takes longer than ``seconds`` with an ``OperationalError``."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _watch)
        event.listen(engine, "before_cursor_execute", lambda db, *_: _begin(db, seconds))
    else:
        event.listen(engine, "connect", lambda connection, _: _limit(connection, seconds))


def _watch(connection: Any, record: Any) -> None:
    """Let SQLite look at the clock; it has no limit of its own."""
    record.info["until"] = float("inf")
    connection.set_progress_handler(lambda: time.monotonic() > record.info["until"], STEPS)


def _begin(db: Connection, seconds: float) -> None:
    db.info["until"] = time.monotonic() + seconds


def _limit(connection: Any, seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {seconds * 1000:.0f}")
    connection.commit()
