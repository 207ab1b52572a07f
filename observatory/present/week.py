"""A week on one sheet: what moved, what ends, what waits, and who was looked at with success."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from observatory.domain.periods import Period, add_years
from observatory.domain.weeks import Week
from observatory.present import dates, sources
from observatory.present.endings import Ending
from observatory.present.homes import href
from observatory.present.reader import Reader
from observatory.present.views import Link, SourceTag
from observatory.present.words import N_
from observatory.store.queries.entities import Body
from observatory.store.queries.leads import LeadRow
from observatory.store.queries.sources import SourceState
from observatory.store.queries.weeks import Tally, Visited

AHEAD = 1
"""Years ahead in which an end is told."""
SILENCE = 1
"""Years without a sign of life after which a cluster is named."""
REACH = 5
"""Weeks, the last one included, in which a source that is followed has been visited.

It is longer than any pace of visits; what is no longer followed drops out after it, whatever
becomes of its declaration, so that a past week stays as it was.
"""
RECORD = N_("From the record, counted apart: %(count)s.")
NOBODY = N_("No live source was visited.")
NOTHING = N_("Nothing moved.")


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read, since when, and why in words; ``last`` is the last time."""

    title: str
    href: str
    why: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Looks:
    """Who was looked at: of ``followed`` sources so many were visited, so many read with success.

    ``ever``: some had been visited by the end of the week; ``last_good`` is the last success.
    """

    ever: bool
    followed: int
    visited: int
    read: int
    last_good: datetime | None
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Quiet:
    """A cluster without a sign of life for a year; ``last`` is the last dated one, if any."""

    title: str
    href: str
    last: Period | None


@dataclass(frozen=True, slots=True)
class Lead:
    """Something found by a search that waits for a person to confirm it."""

    title: str
    href: str
    text: str
    lang: str
    url: str
    tag: SourceTag


def name(week: Week, reader: Reader) -> str:
    """Name a week at the head of a page: ``Week 47 of 2026``."""
    said = dates.week(week, reader.lang)
    return said[0].upper() + said[1:]


def looks(states: Sequence[SourceState], week: Week, reader: Reader) -> Looks:
    """Say who was looked at, from how the sources stood at the end of the week."""
    first = week.later(1 - REACH).monday
    live = [
        replace(state, declared=True, paused=False)  # what of today may have changed since
        for state in states
        if not state.curated and state.last_run and state.last_run.date() >= first
    ]
    good = [state.last_good for state in states if not state.curated and state.last_good]
    return Looks(
        ever=any(not state.curated and state.last_run for state in states),
        followed=len(live),
        visited=sum(_since(state.last_run, week) for state in live),
        read=sum(_since(state.last_good, week) for state in live),
        last_good=max(good, default=None),
        unread=tuple(
            Unread(
                state.title, reader.link("sources", state.name), sources.health(state, reader),
                state.last_good,
            )
            for state in live
            if state.failing_since
        ),
    )  # fmt: skip


def counted(week: Week, visits: Mapping[Week, Visited]) -> tuple[int, int]:
    """Give how many sources were read in a week, and of how many, by the visits of the weeks."""
    reach = [visits.get(week.later(-back), Visited()) for back in range(REACH)]
    return len(reach[0].read), len(frozenset().union(*(one.visited for one in reach)))


def sentences(tally: Tally, read: int, followed: int, reader: Reader) -> str:
    """Tell a finished week in a few sentences of counts alone, which never change."""
    said = [
        reader.ngettext("%(count)s numbered change.", "%(count)s numbered changes.", tally.news)
        if tally.news
        else reader.gettext(NOTHING)
    ]
    if tally.retrospective:
        many = dates.number(tally.retrospective, reader.lang)
        said.append(reader.gettext(RECORD, count=many))
    said.append(
        reader.ngettext(
            "%(read)s of %(count)s live source was read with success.",
            "%(read)s of %(count)s live sources were read with success.",
            followed,
            read=dates.number(read, reader.lang),
        )
        if followed
        else reader.gettext(NOBODY)
    )
    return " ".join(said)


def ahead(
    found: Sequence[Ending], week: Week, day: date
) -> tuple[tuple[Ending, ...], Ending | None]:
    """Give what can end from that week to a year after ``day``; if nothing does, what does next.

    As in the ledger, an end known by its year alone counts from that year's first day.
    """
    until = add_years(day, AHEAD)
    near = tuple(one for one in found if one.on.hi >= week.monday and one.on.lo <= until)
    return near, next((one for one in found if one.on.lo > until), None) if not near else None


def quiet(
    signs: Iterable[tuple[Body, Period | None]], reader: Reader, day: date
) -> tuple[Quiet, ...]:
    """Give the counted clusters without a sign of life for a year on ``day``, the longest first."""
    found = [
        Quiet(body.title, href(body.kind, body.slug, reader), last)
        for body, last in signs
        if body.counted and (last is None or add_years(last.hi, SILENCE) < day)
    ]
    return tuple(sorted(found, key=lambda one: one.last.hi if one.last else date.min))


def leads(rows: Iterable[LeadRow], reader: Reader) -> tuple[Lead, ...]:
    """Give leads, each with who tells it and when."""
    return tuple(
        Lead(
            row.title, href(row.kind, row.slug, reader), row.text, row.lang, row.url,
            SourceTag(row.publisher, "other", row.on, url=row.url, lang="und"),
        )
        for row in rows
    )  # fmt: skip


def of_year(week: Week, first: Week, last: Week, reader: Reader) -> tuple[Link, ...]:
    """Give the weeks of a week's year, the latest first, from our first look to the present."""
    here, out = Week.of(date(week.year, 12, 28)), []
    while here.year == week.year:
        if first <= here <= last:
            out.append(Link(f"{here.number:02d}", reader.link("week", str(here)), here == week))
        here = Week.of(here.monday - timedelta(days=1))
    return tuple(out)


def years(first: Week, last: Week, week: Week, reader: Reader) -> tuple[Link, ...]:
    """Give the other years, each by its first week that we know."""
    others: Collection[int] = [y for y in range(first.year, last.year + 1) if y != week.year]
    return tuple(
        Link(str(year), reader.link("week", str(max(first, Week(year, 1))))) for year in others
    )


def _since(moment: datetime | None, week: Week) -> bool:
    return moment is not None and moment.date() >= week.monday
