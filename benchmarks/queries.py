"""A query of the store without the store around it, as the driver got it, and its limit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event

from observatory.store.database import Database

Bare = Callable[[], list[tuple[Any, ...]]]


def bare(database: Database, ask: Callable[[Connection], object], about: str) -> Bare:
    """Give the first statement that ``ask`` sends about a table, run again by sqlite3 alone."""
    sent: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, sql: str, given: Any, *_: Any) -> None:
        sent.append((sql, given))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        with database.read() as db:
            ask(db)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    sql, given = next((s, g) for s, g in sent if f"FROM {about}" in s)
    connection = sqlite3.connect(str(database.url.database))
    connection.execute("PRAGMA cache_size=-32000")
    return lambda: connection.execute(sql, given).fetchall()


def scan(database: Database, name: str, key: str, select: str, ask: str) -> Callable[..., Bare]:
    """Give the limit: ``ask``, a range scan over a table that is laid out for this one question.

    The table ``name`` holds what ``select`` gives, all that the answer needs, clustered by the
    columns ``key``, as a covering index of everything would. Call the result with the arguments.
    """
    file = str(database.url.database)
    db = sqlite3.connect(f"{file}-{name}", isolation_level=None)
    db.execute("PRAGMA cache_size=-32000")
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("ATTACH ? AS world", (file,))
    columns = ", ".join(column[0] for column in db.execute(f"{select} LIMIT 0").description)
    db.execute(f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID")
    db.execute("BEGIN")
    db.execute(f"INSERT INTO {name} {select}")
    db.execute("COMMIT")
    db.execute("DETACH world")
    return lambda *given: lambda: db.execute(ask, given).fetchall()


SAID = """
    SELECT s.entity, s.property, s.first_seen, s.id, s.record, s.value, s.value_key, s.number,
        s.qualifier, s.unit, s.raw, s.lang, s.stated, s.valid, s.speaks_from, s.speaks_to,
        s.absent_since, s.recorded_at, s.closed_at, s.superseded_at, s.source, s.url, s.locator,
        s.citation, s.inferred, s.note, source.publisher, source.kind, source.title,
        reading.sha256, (
            SELECT max(at) FROM visit v WHERE v.source = s.source AND v.url = s.url AND v.good
        ) AS checked
    FROM statement s JOIN source ON source.name = s.source JOIN reading ON reading.id = s.reading
"""
"""All that a statement leads to, joined beforehand: what the limit of a profile holds."""
