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
class Scale:
    """Whole years laid over a width: from the start of ``first`` to the start of ``last``.

    ``edge`` is the room at both ends, in per cent of the width.
    """

    first: int
    last: int
    direction: str = "ltr"
    edge: int = 2

    @classmethod
    def over(cls, days: Sequence[date], direction: str) -> Scale:
        """Give the scale that holds some days; ``rtl`` runs leftwards."""
        return cls(min(days).year, max(days).year + 1, direction)

    def at(self, day: date) -> float:
        """Give the place of a day, in per cent of the width; one outside stands at the edge."""
        start, end = date(self.first, 1, 1), date(self.last, 1, 1)
        along = (min(max(day, start), end) - start).days / (end - start).days
        x = self.edge + (100 - 2 * self.edge) * along
        return round(100 - x if self.direction == "rtl" else x, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Give the starts of the years; a phone writes some of them only."""
        step = max(1, -(-(self.last - self.first) // LABELS))
        return tuple(
            Tick(self.at(date(year, 1, 1)), str(year), (year - self.first) % step == 0)
            for year in range(self.first, self.last)
        )


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
    scale = Scale.over(days, direction)
    at, last = scale.at, scale.last
    bars = []
    for term in timeline.terms:
        ends = sorted((at(term.start.lo), at(min(term.end.hi, date(last, 1, 1)))))
        lane = 1 if term.state.startswith("stated") else 0
        width = max(round(ends[1] - ends[0], 2), 0.4)
        bars.append(Bar(ends[0], width, lane, term.state, term.computed, term.text))
    marks = _stack([(at(middle(event.on)), event) for event in timeline.events])
    return Drawing(
        timeline,
        scale.ticks(),
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


def middle(when: Period) -> date:
    """Give the day that stands for a period in a drawing."""
    return when.lo + (when.hi - when.lo) / 2


def _days(periods: Sequence[Period]) -> list[date]:
    return [day for period in periods for day in (period.lo, period.hi)]
