"""Sources: their declarations, runs, health and what is held of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased

from observatory.domain.health import Budget, Looks, Standing, stand
from observatory.store import tables as t
from observatory.store.queries.asof import AsOf

GOOD_OUTCOMES = ("ok", "unchanged", "degraded")
PAUSING = ("pause", "resume")
"""Kinds of decisions about a source, whose name is their subject."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source as it stands: ``health`` is the last outcome, or ``never`` before the first run.

    ``last_good`` is the last run that read any page well. ``failing_since`` is the first run after
    the last one whose outcome was good, if the last was not: of several pages, some may be read;
    ``failed`` counts them. ``news`` is the last run that told something new. ``last_due`` is the
    last point of the grid at which it was run, cut-off runs left out; a manual run counts for the
    point that it fell on. ``turned`` is when a person last paused it or took it up again, ``why``
    that person's reason. Runs of the past are no looks.
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
    failed: int
    first_run: datetime | None
    news: datetime | None
    last_due: datetime | None
    turned: datetime | None
    why: str
    budget: Budget

    @property
    def interval(self) -> timedelta:
        """Give the time between two visits."""
        return timedelta(seconds=self.every_seconds)

    def standing(self, now: datetime) -> Standing:
        """Say how it stands against its budgets."""
        looks = Looks(
            self.first_run, self.last_run, self.failed, self.failing_since, self.news, self.paused,
            self.turned,
        )  # fmt: skip
        return stand(self.budget, self.interval, looks, now, followed=self.declared)


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the public log; one of the ``past`` is a capture, recorded later than ``at``."""

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
    past: bool


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

    Whether it is declared, and its budgets, are of today: no moment of that is kept.
    """
    r, d = t.Run, t.Decision
    by_then = r.at <= until if until else true()
    ours = r.source.in_(names) if names else true()
    good, over = r.outcome.in_(GOOD_OUTCOMES), r.outcome != ""
    looks = and_(~r.past, by_then, ours)
    done = (
        select(
            r.source,
            func.max(case((over, r.id))).label("last"),
            func.min(case((over, r.at))).label("first"),
            func.max(case((good, r.at))).label("good"),
            func.max(case((r.good_pages > 0, r.at))).label("looked"),
            func.max(case((r.news, r.at))).label("news"),
            func.max(case((~r.cut_off, func.coalesce(r.due_at, r.at)))).label("due"),
        )
        .where(looks)
        .group_by(r.source)
    ).subquery()
    failing = (
        select(r.source, func.min(r.at).label("since"), func.count().label("failed"))
        .join(done, done.c.source == r.source)
        .where(looks, over, ~good, or_(done.c.good.is_(None), r.at > done.c.good))
        .group_by(r.source)
    ).subquery()
    turned = _turned(until).subquery()
    paused = d.kind == "pause" if until else t.Source.paused
    query = (
        select(
            *(column for column in t.Source.__table__.columns if column.name != "paused"),
            func.coalesce(paused, false()).label("paused"),
            *(r.outcome, r.reasons, r.at, failing.c.since, failing.c.failed),
            *(
                done.c.first,
                done.c.looked,
                done.c.news,
                done.c.due,
                turned.c.at.label("turned"),
                d.why,
            ),
        )
        .outerjoin(done, done.c.source == t.Source.name)
        .outerjoin(r, r.id == done.c.last)
        .outerjoin(failing, failing.c.source == t.Source.name)
        .outerjoin(turned, turned.c.subject == t.Source.name)
        .outerjoin(d, d.id == turned.c.last)
        .order_by(t.Source.curated.desc(), t.Source.kind, t.Source.name)
    )
    if names:
        query = query.where(t.Source.name.in_(names))
    return [
        SourceState(
            row.name, row.title, row.publisher, row.kind, tuple(row.start), row.every_seconds,
            row.curated, bool(row.paused), row.declared, row.note, row.outcome or "never",
            reasons(row.reasons), row.at, row.looked, row.since, row.failed or 0, row.first,
            row.news, row.due, row.turned, row.why or "", Budget(row.failures, row.quiet_days),
        )
        for row in db.execute(query)
    ]  # fmt: skip


def _turned(until: datetime | None) -> Select[*tuple[Any, ...]]:
    """Ask when each source was last paused or taken up again, and by which decision that stands."""
    d, undo = t.Decision, aliased(t.Decision)
    by_then = d.at <= until if until else true()
    undone = exists().where(undo.undoes == d.id, undo.at <= until if until else true())
    stands = and_(d.kind.in_(PAUSING), ~undone)
    return (
        select(d.subject, func.max(d.at).label("at"), func.max(case((stands, d.id))).label("last"))
        .where(d.kind.in_((*PAUSING, "undo")), by_then)
        .group_by(d.subject)
    )


def runs(
    db: Connection,
    source: str,
    limit: int,
    before: int | None = None,
    until: datetime | None = None,
) -> list[RunRow]:
    """Give the runs of a source, the latest first; ``before`` is the id to page on from."""
    judged = or_(~t.Run.past, t.Run.outcome != "")
    query = select(*t.Run.__table__.columns).where(t.Run.source == source, judged)
    if until is not None:
        query = query.where(t.Run.at <= until)
    if before is not None:
        query = query.where(t.Run.id < before)
    return [
        RunRow(
            row.id, row.source, row.at, row.due_at, row.outcome, row.cut_off,
            reasons(row.reasons), row.pages, row.facts, row.changes, row.past,
        )
        for row in db.execute(query.order_by(t.Run.id.desc()).limit(limit))
    ]  # fmt: skip


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


def reasons(stored: Any) -> tuple[tuple[str, str], ...]:
    """Give reasons as they are kept as pairs of code and sentence."""
    return tuple((code, said) for code, said in stored or ())
