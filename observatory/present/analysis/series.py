"""The series of ``/analysis``: clusters as the indicators count them, with all that stands behind.

What a cluster is under a heading follows the rules of the directory, so that both give one number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from observatory.domain.indicators import Answer, Indicator, Point, Row, Subject
from observatory.domain.indicators.counting import Asked
from observatory.domain.indicators.series import Axis
from observatory.domain.labels import LabelState, LedgerEvent, states
from observatory.domain.vocabulary.places import REGIONS
from observatory.domain.vocabulary.properties import LEVERS
from observatory.present.facets import FACETS
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told, ledgers
from observatory.store.queries.profiles import Card, first_label
from observatory.store.queries.statements import Said, by_entity, shown

HEADINGS: dict[str, tuple[str, ...]] = {
    "sector": ("sector",),
    "region": ("region", "host_city"),
    "vocation": ("vocation",),
    "governance": ("governance",),
    "financing": ("financing",),
    "label": (),
}
"""Headings of the directory, and the properties on which each rests, the first before others."""
MEMBERS = ("members_total", "members_companies")
LEVER = tuple(f"lever_{key}" for key in LEVERS)
ASKED = (
    *(name for names in HEADINGS.values() for name in names),
    *LEVER,
    "creation_date",
    *MEMBERS,
)
"""Every property that the series need."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the series are counted from: counted clusters, and statements and events by id."""

    subjects: tuple[Subject, ...]
    said: Mapping[int, Said]
    told: Mapping[int, Told]
    bodies: Mapping[int, Body]


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator, counted: its rows, and the axis of each key."""

    indicator: Indicator
    asked: Asked
    axes: tuple[Axis, ...]
    rows: tuple[Row, ...]
    record: Record

    @property
    def total(self) -> int:
        """Give how many clusters were counted."""
        return len(self.record.subjects)


def record(
    bodies: Iterable[Body], said: Collection[Said], told: Collection[Told], day: date
) -> Record:
    """Gather what is known of every counted cluster on ``day`` (valid time)."""
    counted = [body for body in bodies if body.counted]
    values = by_entity(shown(said, day))
    numbers: dict[int, list[Said]] = {}
    for one in said:
        if one.property in MEMBERS:
            numbers.setdefault(one.entity, []).append(one)
    events = ledgers(told)
    subjects = tuple(
        _subject(
            Card(body, (), values.get(body.id, {}), tuple(states(events.get(body.id, []), day))),
            events.get(body.id, []),
            numbers.get(body.id, ()),
        )
        for body in counted
    )
    return Record(
        subjects,
        {one.id: one for one in said},
        {one.id: one for one in told},
        {body.id: body for body in counted},
    )


def series(indicator: Indicator, found: Record, asked: Asked) -> Series:
    """Count one indicator."""
    rows = tuple(indicator.rows(found.subjects, asked))
    return Series(indicator, asked, indicator.axes_by(asked.by), rows, found)


def publishers(found: Series) -> list[tuple[str, int]]:
    """Give who says what stands behind a series, and in how many statements and events each."""
    names: Counter[str] = Counter()
    said = {id for row in found.rows for id in row.statements}
    told = {id for row in found.rows for id in row.events}
    names.update(found.record.said[id].by.publisher for id in said)
    names.update(found.record.told[id].by.publisher for id in told)
    return sorted(names.items(), key=lambda item: (-item[1], item[0]))


def _subject(card: Card, ledger: list[LedgerEvent], numbers: Sequence[Said]) -> Subject:
    answers = {heading: _answers(card, heading) for heading in HEADINGS}
    for name in LEVER:
        answers[name] = tuple(Answer(key, _behind(card, name)) for key in card.keys(name))
    return Subject(
        card.body.slug,
        card.body.title,
        answers,
        card.created,
        _behind(card, "creation_date"),
        _points(numbers),
        partial(_label, ledger),
    )


def _answers(card: Card, heading: str) -> tuple[Answer, ...]:
    """Give what the directory narrows by, with the statements of the property it rests on."""
    keys = [key for key in FACETS[heading](card) if key]
    names = [name for name in HEADINGS[heading] if card.keys(name)]
    if heading == "region" and not any(key in REGIONS for key in card.keys("region")):
        names = [name for name in names if name != "region"]
    return tuple(Answer(key, _saying(card, names[0], key) if names else ()) for key in keys)


def _saying(card: Card, name: str, key: str) -> tuple[int, ...]:
    """Give the statements shown that say this key; all of them where keys are worked out."""
    first = card.values[name].first
    return tuple(said.id for said in first if said.value.text == key) or _behind(card, name)


def _behind(card: Card, name: str) -> tuple[int, ...]:
    return tuple(said.id for said in card.values[name].first) if name in card.values else ()


def _label(ledger: Sequence[LedgerEvent], day: date) -> LabelState:
    return first_label(states(ledger, day))


def _points(numbers: Sequence[Said]) -> tuple[Point, ...]:
    """Gather statements that say one number of one time, in order of time; undated ones last."""
    points: dict[tuple[str, str, float, str], list[Said]] = {}
    for said in numbers:
        if said.value.number is not None:
            speaks = str(said.speaks) if said.speaks else ""
            key = said.property, speaks, said.value.number, said.value.qualifier
            points.setdefault(key, []).append(said)
    out = [
        Point(name, mine[0].speaks, number, qualifier, tuple(said.id for said in mine))
        for (name, _, number, qualifier), mine in points.items()
    ]
    return tuple(sorted(out, key=lambda p: (p.on is None, p.on.hi if p.on else date.max)))
