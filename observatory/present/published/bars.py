"""The bars of published figures: what is stated and what comes out, on one scale."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.published.measures import Result
from observatory.present.languages import LANGUAGES
from observatory.present.published.checking import Checked
from observatory.present.reader import Reader


@dataclass(frozen=True, slots=True)
class BarView:
    """A bar in per cent of its width: ``x`` to ``width``; ``loose`` is what may come on top."""

    x: float
    width: float
    loose_x: float = 0
    loose: float = 0


def computed_bar(found: Result, scale: float, reader: Reader) -> BarView | None:
    """Draw what comes out, and what the unknown may add to it; a range has no bar."""
    if found.kind == "range":
        return None
    return bar(_drawn(found), _loose(found), scale, reader)


def _drawn(found: Result) -> float:
    return len(found.match) if found.kind == "count" else found.percent()


def _loose(found: Result) -> float:
    return len(found.unknown) * (1 if found.kind == "count" else 100 / found.all)


def scale_of(one: Checked) -> float:
    """Give the number that the whole width stands for: 100 per cent, or the largest count."""
    results = [side.result for side in one.sides if side.result]
    if not all(found.kind == "count" for found in results):
        return 100
    most = [len(found.match) + len(found.unknown) for found in results]
    return max([one.stated.number or 0, *most, 1])


def bar(length: float | None, loose: float, scale: float, reader: Reader) -> BarView | None:
    """Place a bar, from where one begins to read."""
    if length is None:
        return None
    width, more = (round(100 * part / scale, 2) for part in (length, loose))
    if LANGUAGES[reader.lang].direction == "rtl":
        return BarView(round(100 - width, 2), width, round(100 - width - more, 2), more)
    return BarView(0, width, width, more)
