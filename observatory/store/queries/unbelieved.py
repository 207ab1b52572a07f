"""What sources said that is not believed: refused readings, and names that nobody could place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from observatory.store import tables as t
from observatory.store.queries.readings import Ruling, rulings
from observatory.store.queries.sources import reasons


@dataclass(frozen=True, slots=True)
class RefusedReading:
    """A reading that was not believed, with the reasons; public."""

    id: int
    source: str
    url: str
    at: datetime
    verdict: str
    reasons: tuple[tuple[str, str], ...]
    sha256: str
    facts: int
    ruling: Ruling | None


@dataclass(frozen=True, slots=True)
class UnplacedName:
    """A name that nobody could place."""

    id: int
    source: str
    record: str
    kind: str
    name: str
    why: str
    first_seen: datetime
    url: str


def refused(
    db: Connection, source: str | None = None, limit: int = 50, until: datetime | None = None
) -> list[RefusedReading]:
    """Give the readings that were not believed, the latest first, with what a person decided."""
    q = t.Reading
    query = select(q.id, q.source, q.url, q.at, q.verdict, q.reasons, q.sha256, q.facts).where(
        q.verdict.in_(("quarantined", "rejected", "blocked", "failed"))
    )
    if source:
        query = query.where(q.source == source)
    if until is not None:
        query = query.where(q.at <= until)
    rows = db.execute(query.order_by(q.id.desc()).limit(limit)).all()
    ruled = rulings(db, until) if rows else {}
    return [
        RefusedReading(
            row.id, row.source, row.url, row.at, row.verdict, reasons(row.reasons), row.sha256,
            len(row.facts), ruled.get(row.id),
        )
        for row in rows
    ]  # fmt: skip


def unplaced(
    db: Connection, source: str | None = None, until: datetime | None = None
) -> list[UnplacedName]:
    """Give the names that nobody has placed."""
    query = select(*t.Unplaced.__table__.columns).order_by(t.Unplaced.id)
    if source:
        query = query.where(t.Unplaced.source == source)
    if until is not None:
        query = query.where(t.Unplaced.first_seen <= until)
    return [UnplacedName(*row) for row in db.execute(query)]
