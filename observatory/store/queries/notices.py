"""Notices to the operator: the last of a source, and those that are not sent yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from observatory.store import tables as t


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice; ``due_at`` is when it is tried next, ``error`` why the last try failed."""

    id: int
    source: str
    title: str
    kind: str
    at: datetime
    text: str
    due_at: datetime
    tries: int
    error: str


def last(db: Connection, source: str) -> tuple[str, datetime] | None:
    """Give kind and moment of the last notice of a source."""
    row = db.execute(_LAST, {"of": source}).first()
    return (row.kind, row.at) if row else None


_LAST = (
    select(t.Notice.kind, t.Notice.at)
    .where(t.Notice.source == bindparam("of"))
    .order_by(t.Notice.id.desc())
    .limit(1)
)


def unsent(db: Connection, due: datetime | None = None) -> list[NoticeRow]:
    """Give the notices that are not sent, the oldest first; with ``due`` those to be tried now."""
    n = t.Notice
    query = (
        select(n.id, n.source, t.Source.title, n.kind, n.at, n.text, n.due_at, n.tries, n.error)
        .join(t.Source, t.Source.name == n.source)
        .where(n.sent_at.is_(None))
        .order_by(n.id)
    )
    if due is not None:
        query = query.where(n.due_at <= due)
    return [NoticeRow(*row) for row in db.execute(query)]
