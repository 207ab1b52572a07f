"""A line of years with a row for each plan or partnership: where bars, marks and names stand.

Places are percentages of the width, so that text keeps its size; Arabic runs from the right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from observatory.present.timeline import Scale

LETTER = 2.05
"""Per cent of a drawing 288 pixels wide (a phone of 320) that a letter of a name takes."""
LABELLED = 5
"""Years between those that are written."""
EDGE = 3
"""Per cent of the width that is free at both ends."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; ``kind``: ``stated``, ``computed`` or ``open`` (its end), ``seen``."""

    start: date
    end: date
    kind: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A span as drawn; ``ended`` is the place of its end if that has passed, else 0."""

    x: float
    width: float
    kind: str
    ended: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, which stands at ``at``, from there on, up to there or around it."""

    name: str
    at: float
    anchor: str
    bars: tuple[Bar, ...]
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """The years from ``first`` up to ``last``, which is not drawn itself."""

    first: int
    last: int
    direction: str = "ltr"

    def at(self, day: date) -> float:
        """Give the place of a day; one outside stands at the edge."""
        return Scale(self.first, self.last, self.direction, EDGE).at(day)

    def ticks(self) -> tuple[tuple[int, float], ...]:
        """Give the years that are written, with their places."""
        years = range(self.first, self.last)
        step = LABELLED if len(years) > 2 * LABELLED else 2
        return tuple((year, self.at(date(year, 1, 1))) for year in years if year % step == 0)

    def row(self, name: str, spans: Iterable[Span], days: Iterable[date]) -> Row:
        """Place a row; its name stands where its first bar or mark does."""
        bars = []
        for span in spans:
            ends = sorted((self.at(span.start), self.at(span.end)))
            width = max(round(ends[1] - ends[0], 2), 0.6)
            bars.append(Bar(ends[0], width, span.kind, self.at(span.end) if span.ended else 0))
        marks = tuple(sorted({self.at(day) for day in days}))
        left = min([bar.x for bar in bars] or marks, default=1.0)
        right = max([bar.x + bar.width for bar in bars] or marks, default=1.0)
        return Row(name, *_place(name, left, right), tuple(bars), marks)


def _place(name: str, left: float, right: float) -> tuple[float, str]:
    """Say where a name fits on the narrowest screen: from its bar on, up to it, else around it."""
    needed = len(name) * LETTER
    if needed <= 100 - left:
        return left, "start"
    if needed <= right:
        return right, "end"
    return min(max((left + right) / 2, needed / 2), 100 - needed / 2), "middle"
