"""Sources: their declarations, runs and health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from observatory.domain.extract import QUARANTINED
from observatory.domain.health import Budget, Looks, Standing, stand
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.queries.holds import ruled_on
from observatory.store.queries.readings import Ruling

GOOD_OUTCOMES = ("ok", "unchanged", "degraded")
BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
"""A moment before all runs."""

PAUSING = ("pause", "resume")
"""Kinds of decisions about a source, whose name is their subject."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source as it stands: ``health`` is the last outcome, or ``never`` before the first run.

    ``last_good`` is the last run that read any page well. ``failing_since`` is the first run after
    the last one whose outcome was good, if the last was not: of several pages, some may be read;
    ``failed`` counts them. ``news`` is the last run that told something new. ``last_due`` is the
    last point of the grid at which it was run, cut-off runs left out; a manual run counts for the
    point that it fell on. ``ruling`` is what a person decided on all that the last run held: if
    it is believed, the run counts as good, unless it could not read other pages. ``turned`` is when
    a person last paused it or took it up again, ``why`` the reason given. Runs of the past are no
    looks.
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
    ruling: Ruling | None
    turned: datetime | None
    why: str
    budget: Budget

    @property
    def live(self) -> bool:
        """Say whether pages of it are visited; reviewed files can always be read."""
        return self.declared and not self.curated

    @property
    def interval(self) -> timedelta:
        """Give the time between two visits."""
        return timedelta(seconds=self.every_seconds)

    @property
    def released(self) -> datetime | None:
        """Give when a person let all through that the last run held; None if nobody did."""
        return self.ruling.at if self.ruling and self.ruling.believed else None

    @property
    def partly(self) -> bool:
        """Say whether its last run was not good, but read some of its pages well."""
        return self.failing_since is not None and self.last_good == self.last_run

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


def states(
    db: Connection, names: tuple[str, ...] = (), until: datetime | None = None
) -> list[SourceState]:
    """Give every source (or those named) with its health, or with that of some moment past.

    Whether it is declared, and its budgets, are of today: no moment of that is kept.
    """
    r, d = t.Run, t.Decision
    over = r.outcome != ""
    last, good = _last(r.id, until, over), _last(r.at, until, r.outcome.in_(GOOD_OUTCOMES))
    since_good = and_(
        r.source == t.Source.name, over, ~r.past, r.at <= until if until else true(),
        r.at > func.coalesce(good, literal(BEGINNING, r.at.type)),
    )  # fmt: skip
    turned = _turned(until).subquery()
    paused = d.kind == "pause" if until else t.Source.paused
    seen = aliased(r)
    query = (
        select(
            *(column for column in t.Source.__table__.columns if column.name != "paused"),
            func.coalesce(paused, false()).label("paused"),
            *(
                seen.id.label("run"),
                seen.outcome,
                seen.reasons,
                seen.at,
                turned.c.at.label("turned"),
                d.why,
            ),
            _of_one(select(func.min(r.at)).where(since_good)).label("since"),
            _of_one(select(func.count()).select_from(r).where(since_good)).label("failed"),
            _last(r.at, until, over, first=True).label("first"),
            _last(r.at, until, r.good_pages > 0).label("looked"),
            _last(r.at, until, r.news).label("news"),
            _last(func.coalesce(r.due_at, r.at), until, ~r.cut_off).label("due"),
        )
        .select_from(t.Source)
        .outerjoin(seen, seen.id == last)
        .outerjoin(turned, turned.c.subject == t.Source.name)
        .outerjoin(d, d.id == turned.c.last)
        .order_by(t.Source.curated.desc(), t.Source.kind, t.Source.name)
    )
    if names:
        query = query.where(t.Source.name.in_(names))
    found = db.execute(query).all()
    held = [row.run for row in found if row.outcome and row.outcome not in GOOD_OUTCOMES]
    ruled = ruled_on(db, held, until) if held else {}
    return [_state(row, ruled.get(row.run)) for row in found]


def _state(row: AnyRow, ruling: Ruling | None) -> SourceState:
    over = ruling and ruling.believed and row.outcome == QUARANTINED
    good, since, failed = (row.at, None, 0) if over else (row.looked, row.since, row.failed)
    return SourceState(
        row.name, row.title, row.publisher, row.kind, tuple(row.start), row.every_seconds,
        row.curated, bool(row.paused), row.declared, row.note, row.outcome or "never",
        reasons(row.reasons), row.at, good, since, failed or 0, row.first, row.news, row.due,
        ruling, row.turned, row.why or "", Budget(row.failures, row.quiet_days),
    )  # fmt: skip


def _last(
    wanted: Any, until: datetime | None, *conditions: Any, first: bool = False
) -> ScalarSelect[Any]:
    """Ask for one column of the last run (or the ``first``) of each source that meets conditions.

    One step in the index of runs by source and moment, however long the log has become.
    """
    r = t.Run
    of_one = select(wanted).where(r.source == t.Source.name, ~r.past, *conditions)
    if until:
        of_one = of_one.where(r.at <= until)
    order = (r.at, r.id) if first else (r.at.desc(), r.id.desc())
    return _of_one(of_one.order_by(*order).limit(1))


def _of_one(query: Select[*tuple[Any, ...]]) -> ScalarSelect[Any]:
    return query.correlate(t.Source).scalar_subquery()


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


def reasons(stored: Any) -> tuple[tuple[str, str], ...]:
    """Give reasons as they are kept as pairs of code and sentence."""
    return tuple((code, said) for code, said in stored or ())
