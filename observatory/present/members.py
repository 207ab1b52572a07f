"""Members over time: what each source counted, as points on a line of years, one lane per counter.

Counters differ (members, firms, SMEs) and are never joined: each has its mark and its own height,
from nought to the most ever stated. A count of a whole year is drawn with the span it speaks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period, begun
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import dates, tags
from observatory.present.languages import LANGUAGES
from observatory.present.reader import Reader
from observatory.present.timeline import Scale, Tick, middle
from observatory.present.values import written
from observatory.present.views import SourceTag
from observatory.store.queries.statements import Said

SHAPES = {
    "members_total": "disc",
    "members_companies": "square",
    "members_sme": "triangle",
    "members_startups": "diamond",
    "members_large": "block",
    "members_research": "plus",
    "members_associations": "cross",
    "member_clusters": "star",
}
"""The mark of each counter that moves with time; founding members do not."""
SIGNS = {">": "> ", "<": "< ", "~": "≈ "}
LANE, PLOT, ZERO = 92, 44, 76
"""Pixels of a lane: its height, and where in it the most and nought are drawn."""
FLAT, ROW = 54, 32
"""The same of a lane with one point, which has no height to compare."""
CLOSE = 11.0
"""Per cent of the width within which two written values would touch on a phone."""


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted: the value in words and short, its time, and all who say so."""

    label: str
    shape: str
    on: Period | None
    text: str
    short: str
    number: float
    qualifier: str
    told_by: tuple[SourceTag, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A count where it is drawn; its value stands ``above``, ``below``, ``beside`` or is listed."""

    count: Count
    x: float
    y: float
    span: tuple[float, float] | None
    written: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One counter with its points, from ``top`` pixels; ``nought`` is where nought lies, or 0."""

    label: str
    shape: str
    top: int
    height: int
    nought: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """The drawing, and the list that says the same; without two dated counts nothing is drawn."""

    counts: tuple[Count, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float
    day: date
    height: int


def members(said: Iterable[Said], reader: Reader, day: date) -> Members | None:
    """Lay out what is said of members by ``day`` (valid time); None if nothing is."""
    found = _counts(said, reader, day)
    dated = [(one, one.on) for one in found if one.on]
    if not found:
        return None
    if len(dated) < 2:
        return Members(tuple(found), (), (), 0, day, 0)
    bounds = [bound for _, on in dated for bound in (on.lo, on.hi)]
    scale = Scale.over([day, *bounds], LANGUAGES[reader.lang].direction)
    shapes = [shape for shape in SHAPES.values() if any(one.shape == shape for one, _ in dated)]
    lanes: list[Lane] = []
    for shape in shapes:
        top = lanes[-1].top + lanes[-1].height if lanes else 0
        lanes.append(_lane([pair for pair in dated if pair[0].shape == shape], top, scale))
    height = lanes[-1].top + lanes[-1].height
    return Members(tuple(found), tuple(lanes), scale.ticks(), scale.at(day), day, height)


def _counts(said: Iterable[Said], reader: Reader, day: date) -> list[Count]:
    """Gather what several sources count alike, by counter and time, the undated last."""
    alike: dict[tuple[str, str, str], list[Said]] = {}
    for one in said:
        counted = one.property in SHAPES and one.value.number is not None
        if counted and begun(one.speaks, day):
            alike.setdefault((one.property, str(one.speaks), one.value.key), []).append(one)
    order = list(SHAPES)
    ranked = sorted(alike.values(), key=lambda same: (
        order.index(same[0].property), same[0].speaks is None,
        same[0].speaks.hi if same[0].speaks else day,
    ))  # fmt: skip
    return [_count(same, reader) for same in ranked]


def _count(same: Sequence[Said], reader: Reader) -> Count:
    first = same[0]
    rule, number = PROPERTIES[first.property], first.value.number or 0.0
    sign = SIGNS.get(first.value.qualifier, "")
    return Count(
        rule.label(reader.lang),
        SHAPES[first.property],
        first.speaks,
        written(rule, first.value, first.lang, reader).text,
        sign + dates.number(number, reader.lang),
        number,
        first.value.qualifier,
        tuple(tags.of_said(one) for one in same),
    )


def _lane(counts: Sequence[tuple[Count, Period]], top: int, scale: Scale) -> Lane:
    most, flat = max(one.number for one, _ in counts) or 1.0, len(counts) == 1
    points: list[Point] = []
    taken: dict[str, float] = {}
    for one, on in counts:
        x = scale.at(middle(on))
        place = next(
            (side for side in ("above", "below") if abs(x - taken.get(side, -99)) >= CLOSE), ""
        )
        if place:
            taken[place] = x
        ends = sorted((scale.at(on.lo), scale.at(on.hi)))
        y = round(top + (ROW if flat else ZERO - (ZERO - PLOT) * one.number / most), 1)
        span = None if on.precision == "day" else (ends[0], ends[1])
        points.append(Point(one, x, y, span, "beside" if flat else place))
    first = counts[0][0]
    height, nought = (FLAT, 0) if flat else (LANE, top + ZERO)
    return Lane(first.label, first.shape, top, height, nought, tuple(points))
