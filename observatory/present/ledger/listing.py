"""The ledger of the whole programme as a list: every act and word, by date, and what narrows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from observatory.domain.labels import LedgerEvent
from observatory.domain.periods import Period, begun
from observatory.domain.vocabulary.events import EVENT_KINDS, LABEL_SCHEMES, SCHEMES
from observatory.present.ledger.labels import sign
from observatory.present.lists import UNDATED, Field, Option
from observatory.present.reader import Reader
from observatory.present.tags import OF_DATES, distinct, of_told
from observatory.present.views import Link, SourceTag
from observatory.present.words import N_
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told


@dataclass(frozen=True, slots=True)
class Choice:
    """What narrows the ledger: keys of vocabularies, a year in four digits or ``undated``."""

    kind: str = ""
    scheme: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One act or word, told by one source or several; ``mark`` is a label state or empty."""

    on: Period | None
    kind: str
    mark: str
    body: Link
    evidence: str
    scheme: str
    call: Link | None
    term: Period | None
    tags: tuple[SourceTag, ...]
    inferred: tuple[str, ...]
    told: int


def told_in(
    told: Iterable[Told], bodies: Mapping[int, Body], wanted: Choice, day: date
) -> list[Told]:
    """Give the label events of some bodies on or before ``day`` that a choice wants."""
    return [
        one
        for one in told
        if one.entity in bodies
        and begun(one.on, day)
        and wanted.kind in ("", one.kind)
        and wanted.scheme in ("", one.payload.get("scheme"))
        and (not wanted.year or wanted.year in years(one.on))
    ]


def years(on: Period | None) -> list[str]:
    """Give the years that a date touches, or ``undated``."""
    return [str(year) for year in range(on.lo.year, on.hi.year + 1)] if on else [UNDATED]


def lines(
    ledgers: Mapping[int, list[LedgerEvent]],
    told: Mapping[int, Told],
    bodies: Mapping[int, Body],
    calls: Mapping[str, Link],
    reader: Reader,
) -> list[LedgerLine]:
    """Give every act and word as a line, the latest first, undated ones last."""
    found = [
        _line(event, [told[key] for key in event.sources], bodies[entity], calls, reader)
        for entity, events in ledgers.items()
        for event in events
    ]
    return sorted(
        found,
        key=lambda one: (one.on is not None, one.on.hi if one.on else date.min, one.body.text),
        reverse=True,
    )


def fields(told: Collection[Told], wanted: Choice, reader: Reader) -> tuple[Field, ...]:
    """Give the fields of the filter form; each choice says how many rows of sources it has."""
    kinds = Counter(one.kind for one in told)
    schemes = Counter(one.payload.get("scheme", "") for one in told)
    of_year = Counter(year for one in told for year in years(one.on))
    return (
        Field("kind", reader.gettext("What happened"), tuple(
            Option(key, term.label(reader.lang), key == wanted.kind, kinds[key])
            for key, term in EVENT_KINDS.items() if kinds[key]
        )),
        Field("scheme", reader.gettext("Scheme"), tuple(
            Option(key, term.label(reader.lang), key == wanted.scheme, schemes[key])
            for key, term in SCHEMES.items() if schemes[key]
        )),
        Field("year", reader.gettext("Year"), tuple(
            Option(year, year if year != UNDATED else reader.gettext(N_("undated")),
                   year == wanted.year, of_year[year])
            for year in sorted(of_year, reverse=True)
        )),
    )  # fmt: skip


def _line(
    event: LedgerEvent,
    rows: list[Told],
    body: Body,
    calls: Mapping[str, Link],
    reader: Reader,
) -> LedgerLine:
    inferred = dict.fromkeys(
        part for row in rows for part in row.by.inferred if part not in OF_DATES
    )
    return LedgerLine(
        on=event.on,
        kind=event.kind,
        mark=sign(event.kind) if event.scheme in LABEL_SCHEMES else "",
        body=Link(body.title, reader.link("clusters", body.slug), lang="und"),
        evidence=f"{reader.link('clusters', body.slug, 'evidence')}#e{rows[0].id}",
        scheme=event.scheme,
        call=calls.get(event.call),
        term=event.term,
        tags=distinct(map(of_told, rows)),
        inferred=tuple(inferred),
        told=len(rows),
    )
