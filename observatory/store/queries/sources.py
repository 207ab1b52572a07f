"""Sources: their declarations, runs, health and what they could not place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, true

from observatory.store import tables as t
from observatory.store.leases import is_gone
from observatory.store.queries.asof import AsOf
from observatory.store.queries.looks import released

GOOD_OUTCOMES = ("ok", "unchanged", "degraded")


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source as it stands: ``health`` is the last outcome, or ``never`` before the first run.

    ``last_good`` is the last run that read any page well. ``failing_since`` is the first run after
    the last one whose outcome was good, if the last was not: of several pages, some may be read.
    """

    name: str
    title: str
    publisher: str
    kind: str
    start: tuple[str, ...]
    every_seconds: int
    curated: bool
    paused: bool
    declared: bool
    note: str
    health: str
    reasons: tuple[tuple[str, str], ...]
    last_run: datetime | None
    last_good: datetime | None
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the public log."""

    id: int
    source: str
    at: datetime
    due_at: datetime | None
    outcome: str
    cut_off: bool
    reasons: tuple[tuple[str, str], ...]
    pages: int
    facts: int
    changes: int


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
    released_at: datetime | None


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


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held of a source: what it states now, what it stated, what it told, of how many."""

    open: int
    closed: int
    events: int
    entities: int


def states(
    db: Connection, names: tuple[str, ...] = (), until: datetime | None = None
) -> list[SourceState]:
    """Give every source (or those named) with its health, or with that of some moment past.

    Whether it is declared or paused is of today: no moment of that is kept.
    """
    r = t.Run
    by_then = r.at <= until if until else true()
    done = (
        select(r.source, func.max(r.id).label("last"))
        .where(r.outcome != "", by_then)
        .group_by(r.source)
    )
    good = (
        select(r.source, func.max(r.at).label("good"))
        .where(r.outcome.in_(GOOD_OUTCOMES), by_then)
        .group_by(r.source)
    ).subquery()
    last = done.subquery()
    failing = (
        select(r.source, func.min(r.at).label("since"))
        .outerjoin(good, good.c.source == r.source)
        .where(r.outcome != "", r.outcome.not_in(GOOD_OUTCOMES), by_then)
        .where(or_(good.c.good.is_(None), r.at > good.c.good))
        .group_by(r.source)
    ).subquery()
    looked = (
        select(r.source, func.max(r.at).label("at"))
        .where(r.good_pages > 0, by_then)
        .group_by(r.source)
    ).subquery()
    query = (
        select(
            *t.Source.__table__.columns,
            r.outcome,
            r.reasons,
            r.at,
            looked.c.at.label("looked"),
            failing.c.since,
        )
        .outerjoin(last, last.c.source == t.Source.name)
        .outerjoin(r, r.id == last.c.last)
        .outerjoin(looked, looked.c.source == t.Source.name)
        .outerjoin(failing, failing.c.source == t.Source.name)
        .order_by(t.Source.curated.desc(), t.Source.kind, t.Source.name)
    )
    if names:
        query = query.where(t.Source.name.in_(names))
    return [
        SourceState(
            row.name, row.title, row.publisher, row.kind, tuple(row.start), row.every_seconds,
            row.curated, row.paused, row.declared, row.note, row.outcome or "never",
            _reasons(row.reasons), row.at, row.looked, row.since,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def runs(
    db: Connection,
    source: str,
    limit: int,
    before: int | None = None,
    until: datetime | None = None,
) -> list[RunRow]:
    """Give the runs of a source, the latest first; ``before`` is the id to page on from."""
    query = select(*t.Run.__table__.columns).where(t.Run.source == source)
    if until is not None:
        query = query.where(t.Run.at <= until)
    if before is not None:
        query = query.where(t.Run.id < before)
    return [
        RunRow(
            row.id, row.source, row.at, row.due_at, row.outcome, row.cut_off,
            _reasons(row.reasons), row.pages, row.facts, row.changes,
        )
        for row in db.execute(query.order_by(t.Run.id.desc()).limit(limit))
    ]  # fmt: skip


def refused(
    db: Connection, source: str | None = None, limit: int = 50, until: datetime | None = None
) -> list[RefusedReading]:
    """Give the readings that were not believed, the latest first, released ones marked."""
    q = t.Reading
    query = select(q.id, q.source, q.url, q.at, q.verdict, q.reasons, q.sha256, q.facts).where(
        q.verdict.in_(("quarantined", "rejected", "blocked", "failed"))
    )
    if source:
        query = query.where(q.source == source)
    free = released(db)
    if until is not None:
        query = query.where(q.at <= until)
        free = {key: at for key, at in free.items() if at <= until}
    return [
        RefusedReading(
            row.id, row.source, row.url, row.at, row.verdict, _reasons(row.reasons), row.sha256,
            len(row.facts), free.get(row.id),
        )
        for row in db.execute(query.order_by(q.id.desc()).limit(limit))
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


def holdings(db: Connection, source: str, as_of: AsOf) -> Holdings:
    """Count what is believed of a source."""
    s, e = t.Statement, t.Event
    believed = select(func.count()).where(s.source == source, as_of.believed())
    told = select(func.count()).where(e.source == source, as_of.believed_events())
    about = select(func.count(s.entity.distinct())).where(
        s.source == source, as_of.believed(), as_of.stood()
    )
    row = db.execute(
        select(
            believed.where(as_of.stood()).scalar_subquery(),
            believed.where(~as_of.stood()).scalar_subquery(),
            told.scalar_subquery(),
            about.scalar_subquery(),
        )
    ).one()
    return Holdings(*row)


def last_due(db: Connection) -> dict[str, datetime]:
    """Give the last point of the grid at which each source was run, cut-off runs left out.

    A manual run counts for the point that it fell on.
    """
    r = t.Run
    query = select(r.source, func.max(func.coalesce(r.due_at, r.at))).where(~r.cut_off)
    return {row[0]: row[1] for row in db.execute(query.group_by(r.source)) if row[1]}


def abandoned(db: Connection, clock: datetime) -> list[int]:
    """Give runs without an end whose lease ran out, or whose process of this machine is gone."""
    r = t.Run
    open_runs = db.execute(
        select(r.id, r.owner, r.leased_until).where(and_(r.outcome == "", ~r.cut_off))
    )
    return [
        row.id
        for row in open_runs
        if row.leased_until is None or row.leased_until < clock or is_gone(row.owner)
    ]


def last_tick(db: Connection) -> datetime | None:
    """Give when the clock last ticked."""
    text = db.scalar(select(t.Meta.value).where(t.Meta.key == "tick"))
    return datetime.fromisoformat(text) if text else None


def _reasons(stored: Any) -> tuple[tuple[str, str], ...]:
    return tuple((code, said) for code, said in stored or ())
