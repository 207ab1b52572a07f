"""Where the marks of a timeline stand: percentages of its width, so that text keeps its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period
from observatory.present.views import Timeline, TimelineEvent

GAP = 9.0
"""Per cent of the width below which two marks would touch on a phone; they are stacked instead."""
LABELS = 5
"""Years that are written on a phone; a wide screen writes all that fit."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The start of a year. Only a ``major`` one is written on a phone."""

    x: float
    label: str
    major: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A span from ``x``, ``width`` wide, in lane 0 (acts) or 1 (what is only said)."""

    x: float
    width: float
    lane: int
    state: str
    computed: bool
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event's sign, ``level`` steps above the line, with its number in the list beside."""

    x: float
    level: int
    number: int
    event: TimelineEvent


@dataclass(frozen=True, slots=True)
class Drawing:
    """A timeline ready to draw; ``levels`` and ``lanes`` say how high it is."""

    timeline: Timeline
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    today: float
    levels: int
    lanes: int


def lay_out(timeline: Timeline, direction: str = "ltr") -> Drawing:
    """Place everything between the first year spoken of and the last; ``rtl`` runs leftwards."""
    days = [timeline.today, *_days([event.on for event in timeline.events])]
    for term in timeline.terms:
        days += [term.start.lo, term.end.hi]
    first, last = min(days).year, max(days).year + 1
    span = (date(last, 1, 1) - date(first, 1, 1)).days

    def at(day: date) -> float:
        x = 2 + 96 * (day - date(first, 1, 1)).days / span
        return round(100 - x if direction == "rtl" else x, 2)

    bars = []
    for term in timeline.terms:
        ends = sorted((at(term.start.lo), at(min(term.end.hi, date(last, 1, 1)))))
        lane = 1 if term.state.startswith("stated") else 0
        width = max(round(ends[1] - ends[0], 2), 0.4)
        bars.append(Bar(ends[0], width, lane, term.state, term.computed, term.text))
    marks = _stack([(at(_middle(event.on)), event) for event in timeline.events])
    step = max(1, -(-(last - first) // LABELS))
    ticks = tuple(
        Tick(at(date(year, 1, 1)), str(year), (year - first) % step == 0)
        for year in range(first, last)
    )
    return Drawing(
        timeline,
        ticks,
        tuple(bars),
        marks,
        at(timeline.today),
        1 + max((mark.level for mark in marks), default=0),
        1 + max((bar.lane for bar in bars), default=0),
    )


def _stack(placed: Sequence[tuple[float, TimelineEvent]]) -> tuple[Mark, ...]:
    """Give each mark the lowest level on which it touches no other."""
    levels: list[list[float]] = []
    marks = []
    for number, (x, event) in enumerate(placed, start=1):
        free = (
            i for i, taken in enumerate(levels) if all(abs(x - other) >= GAP for other in taken)
        )
        level = next(free, len(levels))
        if level == len(levels):
            levels.append([])
        levels[level].append(x)
        marks.append(Mark(x, level, number, event))
    return tuple(marks)


def _middle(when: Period) -> date:
    return when.lo + (when.hi - when.lo) / 2


def _days(periods: Sequence[Period]) -> list[date]:
    return [day for period in periods for day in (period.lo, period.hi)]
