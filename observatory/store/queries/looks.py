"""What was looked at: visits, readings and runs of a source, for the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from observatory.domain.facts import Event, Fact
from observatory.domain.wire import unpack_event, unpack_fact
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.queries.bodies import decisions


@dataclass(frozen=True, slots=True)
class KnownPage:
    """The last look that brought or confirmed a page's bytes; ``judged`` if the gate has spoken."""

    sha256: str
    etag: str
    last_modified: str
    final_url: str
    content_type: str
    judged: bool


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading as it was kept."""

    id: int
    url: str
    at: datetime
    verdict: str
    reasons: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    follows: tuple[str, ...]
    damage: frozenset[str]


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One judged look, for folding a source's past again."""

    run: int
    at: datetime
    url: str
    verdict: str
    good: bool
    reading: int | None


def known_page(db: Connection, source: str, url: str) -> KnownPage | None:
    """Give the last look at a page that has bytes, if any."""
    row = db.execute(
        select(
            t.Visit.sha256, t.Visit.etag, t.Visit.last_modified, t.Visit.final_url,
            t.Snapshot.content_type, t.Visit.verdict != "",
        )
        .join(t.Snapshot, t.Snapshot.sha256 == t.Visit.sha256)
        .where(t.Visit.source == source, t.Visit.url == url, t.Visit.sha256.is_not(None))
        .order_by(t.Visit.id.desc())
        .limit(1)
    ).first()  # fmt: skip
    return KnownPage(row[0] or "", *row[1:]) if row else None


def kept_reading(db: Connection, source: str, url: str, sha256: str) -> KeptReading | None:
    """Give the newest reading of these bytes at this address, if they were ever read."""
    row = db.execute(
        select(*t.Reading.__table__.columns)
        .where(t.Reading.source == source, t.Reading.url == url, t.Reading.sha256 == sha256)
        .order_by(t.Reading.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    reading = _reading(row)
    return replace(reading, verdict="accepted") if reading.id in released(db) else reading


def released(db: Connection) -> dict[int, datetime]:
    """Give the quarantined readings that a person released, with the moment."""
    return {
        int(row["payload"]["reading"]): row["at"]
        for row in decisions(db)
        if row["kind"] == "release"
    }


def readings(db: Connection, source: str, ids: set[int] | None = None) -> Mapping[int, KeptReading]:
    """Give the readings of a source, or those of ``ids``, by id."""
    query = select(*t.Reading.__table__.columns).where(t.Reading.source == source)
    if ids is not None:
        query = query.where(t.Reading.id.in_(ids))
    return {row.id: _reading(row) for row in db.execute(query)}


def past_visits(db: Connection, source: str) -> Iterator[PastVisit]:
    """Give every judged visit of a source's finished runs, in order of time."""
    for row in db.execute(
        select(t.Visit.run, t.Visit.at, t.Visit.url, t.Visit.verdict, t.Visit.good, t.Visit.reading)
        .join(t.Run, t.Run.id == t.Visit.run)
        .where(t.Visit.source == source, t.Run.outcome != "")
        .order_by(t.Visit.at, t.Visit.id)
    ):
        yield PastVisit(*row)


def last_run(db: Connection, source: str, *, good: bool = False) -> datetime | None:
    """Give when the source was last run to an end (``good``: with facts taken)."""
    query = select(func.max(t.Run.at)).where(t.Run.source == source, t.Run.outcome != "")
    if good:
        query = query.where(t.Run.outcome.in_(("ok", "unchanged", "degraded")))
    return db.scalar(query)


def last_recorded(db: Connection) -> datetime | None:
    """Give the latest *now* that anything was recorded at."""
    moments = [db.scalar(select(func.max(t.Run.at))), db.scalar(select(func.max(t.Decision.at)))]
    return max((m for m in moments if m), default=None)


def good_looks_before(db: Connection, source: str, url: str, before: datetime) -> Iterator[AnyRow]:
    """Give (at, reading id) of the good looks at a page before a moment, the latest first."""
    yield from db.execute(
        select(t.Visit.at, t.Visit.reading)
        .where(
            t.Visit.source == source,
            t.Visit.url == url,
            t.Visit.good.is_(True),
            t.Visit.at < before,
        )
        .order_by(t.Visit.at.desc(), t.Visit.id.desc())
    )


def _reading(row: AnyRow) -> KeptReading:
    return KeptReading(
        row.id,
        row.url,
        row.at,
        row.verdict,
        tuple((code, said) for code, said in row.reasons),
        tuple(map(unpack_fact, row.facts)),
        tuple(map(unpack_event, row.events)),
        tuple(row.follows),
        frozenset(row.damage),
    )
