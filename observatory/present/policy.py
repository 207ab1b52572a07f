"""The industrial plans since 1995, drawn over the years in which clusters were created."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period
from observatory.present import shown
from observatory.present.programmes import NAMES, SPAN, span
from observatory.present.reader import Reader
from observatory.present.told import ToldView, told
from observatory.present.views import ShownValue
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.statements import Shown

KINDS = ("milestone", "study")
LETTER = 2.05
"""Per cent of a drawing 288 pixels wide (a phone of 320) that a letter of a name takes."""
FIRST = 1995
"""The first plan of the record; the drawing begins here."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A plan as drawn: percentages of the width. ``open`` says that no source gives its end.

    Its name stands at ``at``, from there on, up to there or around it (``anchor``, as in SVG).
    """

    name: str
    x: float
    width: float
    open: bool
    at: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Column:
    """The clusters created in one year, as stated."""

    year: int
    x: float
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Plans above, creations below, one scale of years; ``major`` years are written on a phone."""

    bars: tuple[Bar, ...]
    columns: tuple[Column, ...]
    ticks: tuple[tuple[int, float, bool], ...]
    milestones: tuple[float, ...]
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
                shown.view(one, reader, day)
                for name, one in values[body.id].items()
                if name not in NAMES
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
    bodies: Iterable[Body],
    values: Mapping[int, Mapping[str, Shown]],
    created: Iterable[Creation],
    events: Iterable[Told],
    today: date,
    reader: Reader,
) -> Drawing:
    """Place plans, creations and milestones; Arabic runs from the right."""
    last = today.year + 1
    left, right = date(FIRST, 1, 1), date(last, 1, 1)
    mirrored = reader.lang == "ar"

    def at(day: date) -> float:
        x = 1 + 98 * (min(max(day, left), right) - left).days / (right - left).days
        return round(100 - x if mirrored else x, 2)

    bars = []
    for body in sorted(bodies, key=lambda body: _start(values.get(body.id, {})) or date.max):
        start, end = _start(values.get(body.id, {})), _end(values.get(body.id, {}))
        if start is None:
            continue
        until = end or date(start.year + 2, 1, 1)
        ends = sorted((at(start), at(until)))
        bars.append(
            Bar(
                body.title,
                ends[0],
                round(ends[1] - ends[0], 2),
                end is None,
                *_place(body.title, ends[0], ends[1]),
            )
        )
    years = Counter(one.year for one in created if one.year >= FIRST)
    return Drawing(
        tuple(bars),
        tuple(Column(year, at(date(year, 7, 1)), count) for year, count in sorted(years.items())),
        tuple((year, at(date(year, 1, 1)), year % 5 == 0) for year in range(FIRST, last)),
        tuple(sorted({at(row.on.lo) for row in events if row.on and row.on.lo.year >= FIRST})),
        max(years.values(), default=0),
    )


def _place(name: str, left: float, right: float) -> tuple[float, str]:
    """Say where a bar's name fits on the narrowest screen: from it, up to it, else around it."""
    needed = len(name) * LETTER
    if needed <= 100 - left:
        return left, "start"
    if needed <= right:
        return right, "end"
    return min(max((left + right) / 2, needed / 2), 100 - needed / 2), "middle"


def by_entity(values: Mapping[tuple[int, str], Shown]) -> dict[int, dict[str, Shown]]:
    """Group shown values by entity."""
    out: dict[int, dict[str, Shown]] = {}
    for (entity, name), found in values.items():
        out.setdefault(entity, {})[name] = found
    return out


def _start(values: Mapping[str, Shown]) -> date | None:
    found = values.get(SPAN[0])
    return Period.parse(found.first[0].value.text).lo if found else None


def _end(values: Mapping[str, Shown]) -> date | None:
    found = values.get(SPAN[1])
    return Period.parse(found.first[0].value.text).hi if found else None
