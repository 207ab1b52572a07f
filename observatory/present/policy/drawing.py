"""The industrial plans since 1995, drawn over the years in which clusters were created."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period, add_years
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import shown
from observatory.present.languages import LANGUAGES
from observatory.present.programmes.listing import NAMES, SPAN, span
from observatory.present.reader import Reader
from observatory.present.told import ToldView, told
from observatory.present.views import ShownValue
from observatory.present.words import N_
from observatory.present.yearline import Row, Span, YearLine
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.statements import Shown

FIRST = 1995
"""The first plan of the record; the drawing begins here."""
OPEN = 2
"""Years that are dotted after the start of a plan whose end nobody states."""
BESIDE = N_("Other programmes: milestones and studies")


@dataclass(frozen=True, slots=True)
class Column:
    """The clusters created in one year, as stated."""

    year: int
    x: float
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Plans above with their milestones, creations below, on one line of years."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    ticks: tuple[tuple[int, float], ...]
    today: float
    highest: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with every row that is said and told of it."""

    slug: str
    href: str
    name: str
    span: str
    properties: tuple[shown.PropertyView, ...]
    events: tuple[ToldView, ...]


@dataclass(frozen=True, slots=True)
class Creation:
    """A cluster with the creation that is shown of it."""

    name: str
    href: str
    created: ShownValue
    year: int


def plans(
    bodies: Iterable[Body],
    values: Mapping[int, Mapping[str, Shown]],
    events: Sequence[Told],
    reader: Reader,
    day: date,
) -> tuple[Plan, ...]:
    """Give the plans in order of their beginning."""
    found = [body for body in bodies if "plan_start" in values.get(body.id, {})]
    found.sort(key=lambda body: (values[body.id]["plan_start"].first[0].value.text, body.title))
    return tuple(
        Plan(
            body.slug,
            reader.link("programmes", body.slug),
            body.title,
            span(values[body.id], reader),
            tuple(
                shown.view(values[body.id][name], reader, day)
                for name in PROPERTIES
                if name in values[body.id] and name not in NAMES
            ),
            told((row for row in events if row.entity == body.id), reader),
        )
        for body in found
    )


def creations(
    bodies: Iterable[Body],
    values: Mapping[int, Mapping[str, Shown]],
    reader: Reader,
    day: date,
) -> tuple[Creation, ...]:
    """Give the clusters whose creation somebody dates, the earliest first."""
    out = []
    for body in bodies:
        found = values.get(body.id, {}).get("creation_date")
        if found and body.counted:
            on = Period.parse(found.first[0].value.text)
            created = shown.values(found, reader, day)[0]
            href = reader.link("clusters", body.slug)
            out.append(Creation(body.title, href, created, on.lo.year))
    return tuple(sorted(out, key=lambda one: (one.year, one.name.casefold())))


def draw(
    bodies: Collection[Body],
    values: Mapping[int, Mapping[str, Shown]],
    created: Iterable[Creation],
    events: Collection[Told],
    today: date,
    reader: Reader,
) -> Drawing:
    """Place each plan with its milestones, those of no plan in a row of their own, creations."""
    line = YearLine(FIRST, today.year + 1, LANGUAGES[reader.lang].direction)
    starts = {body.id: start for body in bodies if (start := _start(values.get(body.id, {})))}
    rows = []
    for body in sorted(bodies, key=lambda body: (starts.get(body.id, date.max), body.title)):
        if start := starts.get(body.id):
            end = _end(values.get(body.id, {}))
            span = Span(start, end or add_years(start, OPEN), "stated" if end else "open")
            rows.append(line.row(body.title, [span], _days(events, {body.id})))
    others = {row.entity for row in events} - set(starts)
    if days := _days(events, others):
        rows.append(line.row(reader.gettext(BESIDE), [], days))
    years = Counter(one.year for one in created if one.year >= FIRST)
    return Drawing(
        tuple(rows),
        tuple(
            Column(year, line.at(date(year, 7, 1)), count) for year, count in sorted(years.items())
        ),
        line.ticks(),
        line.at(today),
        max(years.values(), default=0),
    )


def _days(events: Iterable[Told], entities: Collection[int]) -> list[date]:
    """Give the days of the dated events of some entities since the first year."""
    return [
        row.on.lo for row in events
        if row.entity in entities and row.on and row.on.lo.year >= FIRST
    ]  # fmt: skip


def _start(values: Mapping[str, Shown]) -> date | None:
    found = values.get(SPAN[0])
    return Period.parse(found.first[0].value.text).lo if found else None


def _end(values: Mapping[str, Shown]) -> date | None:
    found = values.get(SPAN[1])
    return Period.parse(found.first[0].value.text).hi if found else None
