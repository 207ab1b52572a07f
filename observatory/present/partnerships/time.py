"""Partnerships and programmes over time: when each ran, was on the list, or was told of."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from observatory.domain.periods import Period
from observatory.present import dates
from observatory.present.cards import acronym
from observatory.present.languages import LANGUAGES
from observatory.present.partnerships.listing import listing
from observatory.present.reader import Reader
from observatory.present.rows import said_in
from observatory.present.words import N_
from observatory.present.yearline import Row, Span, YearLine
from observatory.store.queries.events import Told
from observatory.store.queries.profiles import Card, Profile

MONTHS = re.compile(r"\b(\d{1,3}) months\b")
"""A length, as reviewed lines about a partnership (topic ``escp4i``) state it."""
TOPIC = "escp4i"


@dataclass(frozen=True, slots=True)
class Term:
    """When a partnership ran: from a stated start; its end stated, worked out or not known."""

    start: Period | None = None
    end: date | None = None
    months: int = 0
    ended: bool = False


@dataclass(frozen=True, slots=True)
class TermView:
    """A term in words; ``ended`` on the chosen day, ``computed`` if its end was worked out."""

    text: str
    ended: bool
    computed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Partnerships, then programmes, on one line of years; ``undated`` have no date at all.

    ``kinds`` are those of the spans that are drawn.
    """

    rows: tuple[Row, ...]
    ticks: tuple[tuple[int, float], ...]
    today: float
    undated: tuple[str, ...]
    kinds: frozenset[str]


def term(card: Card | Profile, events: Iterable[Told], day: date) -> Term:
    """Give the term of one: its start as stated, its end worked out from a stated length."""
    start = next(
        (found for key in ("launch_date", "plan_start") if (found := _date(card, key))), None
    )
    stated = _date(card, "plan_end")
    lengths = (
        int(match[1]) for row in events
        if row.payload.get("topic") == TOPIC and (match := MONTHS.search(row.text))
    )  # fmt: skip
    months = next(lengths, 0)
    end = stated.hi if stated else _after(start.lo, months) if start and months else None
    return Term(start, end, 0 if stated else months, end is not None and end < day)


def written(one: Term, reader: Reader) -> str:
    """Write a term in words; empty if nothing of it is known."""
    start = dates.period(one.start, reader.lang) if one.start else ""
    end = dates.day(one.end, reader.lang) if one.end else ""
    if start and end and one.months:
        return reader.gettext(
            N_("%(first)s to %(last)s, worked out from %(months)s months"),
            first=start, last=end, months=one.months,
        )  # fmt: skip
    if start and end:
        return reader.gettext(N_("%(first)s to %(last)s"), first=start, last=end)
    if start:
        return reader.gettext(N_("from %(first)s"), first=start)
    if one.months:
        return reader.gettext(N_("%(months)s months, no source says from when"), months=one.months)
    return ""


def view(card: Card | Profile, events: Iterable[Told], day: date, reader: Reader) -> TermView:
    """Give the term of one in words."""
    found = term(card, events, day)
    return TermView(written(found, reader), found.ended, found.months > 0)


def draw(cards: Collection[Card], events: Collection[Told], today: date, reader: Reader) -> Drawing:
    """Place partnerships before programmes; the years are those that anything speaks of."""
    found = []
    for card in sorted(cards, key=lambda card: (card.body.kind != "partnership", card.body.title)):
        own = [row for row in events if row.entity == card.body.id]
        days = sorted(day for day in {*_told(own), *_stated(card)} if day <= today)
        name = acronym(card.body, card.names) or card.body.title
        found.append((name, tuple(_spans(card, term(card, own, today), today)), days))
    dated = [one for one in found if one[1] or one[2]]
    first = min([today, *(span.start for one in dated for span in one[1]), *(
        day for one in dated for day in one[2]
    )])  # fmt: skip
    line = YearLine(first.year, today.year + 1, LANGUAGES[reader.lang].direction)
    return Drawing(
        tuple(line.row(*one) for one in dated),
        line.ticks(),
        line.at(today),
        tuple(name for name, spans, days in found if not spans and not days),
        frozenset(span.kind for one in dated for span in one[1]),
    )


def _spans(card: Card, one: Term, today: date) -> Iterable[Span]:
    if one.start and one.end:
        kind = "computed" if one.months else "stated"
        yield Span(one.start.lo, one.end, kind, ended=one.ended)
    elif one.start:
        yield Span(one.start.lo, min(one.start.lo + timedelta(days=365), today), "open")
    seen = listing(said_in(card.values, tuple(card.values)))
    if seen.first:
        yield Span(seen.first, seen.last or seen.gone or seen.first, "seen")


def _told(events: Iterable[Told]) -> set[date]:
    return {row.on.lo for row in events if row.on}


def _stated(card: Card) -> set[date]:
    """Give the days for which a source expressly states something of it."""
    said = said_in(card.values, tuple(card.values))
    return {one.speaks.lo for one in said if one.stated and one.speaks}


def _date(card: Card | Profile, name: str) -> Period | None:
    found = card.values.get(name)
    return Period.parse(found.first[0].value.text) if found else None


def _after(start: date, months: int) -> date:
    """Give the last day of a term of whole months."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1])) - timedelta(days=1)
