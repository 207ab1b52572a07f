"""What a week brought: how many changes, who was visited and read, and what waits for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from observatory.domain.periods import Period
from observatory.domain.weeks import Week
from observatory.store import tables as t
from observatory.store.queries.asof import AsOf, alone, end_of
from observatory.store.queries.entities import BODY, Body
from observatory.store.queries.events import signs


@dataclass(frozen=True, slots=True)
class Tally:
    """How many changes were numbered in a week; those taken from the record are counted apart."""

    news: int = 0
    retrospective: int = 0


@dataclass(frozen=True, slots=True)
class Visited:
    """The live sources that finished a visit in a week, and those of them that were read well."""

    visited: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()


def tallies(db: Connection, weeks: Collection[Week]) -> Mapping[Week, Tally]:
    """Count the changes of some weeks."""
    c = t.Change
    which = _week_of(c.at, weeks)
    query = (
        select(which.label("week"), c.retrospective, func.count())
        .where(*_between(c.at, weeks))
        .group_by("week", c.retrospective)
    )
    found = {(week, past): count for week, past, count in db.execute(query)}
    return {
        week: Tally(found.get((str(week), False), 0), found.get((str(week), True), 0))
        for week in weeks
    }


def visits(db: Connection, weeks: Collection[Week]) -> Mapping[Week, Visited]:
    """Give who was visited and who was read in some weeks."""
    r = t.Run
    query = (
        select(_week_of(r.at, weeks).label("week"), r.source, func.max(r.good_pages))
        .join(t.Source, t.Source.name == r.source)
        .where(r.outcome != "", ~r.past, ~t.Source.curated, *_between(r.at, weeks))
        .group_by("week", r.source)
    )
    rows = list(db.execute(query))
    return {
        week: Visited(
            frozenset(source for at, source, _ in rows if at == str(week)),
            frozenset(source for at, source, good in rows if at == str(week) and good),
        )
        for week in weeks
    }


def is_open(db: Connection, week: Week) -> bool:
    """Say whether a run that began by the end of a week is still to write what it found."""
    r = t.Run
    return bool(
        db.scalar(
            select(
                exists().where(r.outcome == "", ~r.cut_off, ~r.past, r.at <= end_of(week.sunday))
            )
        )
    )


def bodies_with_signs(
    db: Connection, as_of: AsOf, kinds: Collection[str]
) -> list[tuple[Body, Period | None]]:
    """Give the entities known by then, by title, each with the date of its last sign of life."""
    n, newest = t.Entity, signs(as_of).subquery()
    query = (
        select(*BODY, newest.c.date)
        .join(t.Slug, (t.Slug.entity == n.id) & t.Slug.current)
        .outerjoin(newest, (newest.c.entity == n.id) & (newest.c.place == 1))
        .where(n.kind.in_(kinds), n.created_at <= end_of(as_of.known), alone(n.id, as_of.known))
        .order_by(n.title)
    )
    return [(Body(*row[:-1]), Period.read(row[-1] or "")) for row in db.execute(query)]


def _week_of(moment: InstrumentedAttribute[datetime], weeks: Iterable[Week]) -> ColumnElement[str]:
    """Name the week in which a moment lies: the first whose Sunday it does not exceed."""
    return case(*((moment <= end_of(week.sunday), str(week)) for week in sorted(weeks)))


def _between(
    moment: InstrumentedAttribute[datetime], weeks: Collection[Week]
) -> tuple[ColumnElement[bool], ...]:
    return (moment > before(min(weeks)), moment <= end_of(max(weeks).sunday))


def before(week: Week) -> datetime:
    """Give the last moment before a week."""
    return end_of(week.monday - timedelta(days=1))
