"""Figures of stated numbers: a dot for each, at the time it speaks for, and nothing between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from observatory.present.figures.ground import (
    HAIR,
    LABELLED,
    QUIET,
    WIDTH,
    Sheet,
    Spec,
    framed,
)  # fmt: skip

HEIGHT, GAP, AXIS = 96, 40, 30
NEAR = 550
"""Days within which the numbers of two dots would lie over each other."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One number on a day; ``said`` has what qualifies it."""

    on: date
    number: float
    said: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The dots of one cluster; ``counts`` says what they count."""

    name: str
    counts: str
    dots: tuple[Dot, ...]


def plots(sheet: Sheet, found: Sequence[Plot]) -> Spec:
    """Draw small multiples, two in a row, all on the same scales."""
    days = [dot.on for plot in found for dot in plot.dots]
    most = max((dot.number for plot in found for dot in plot.dots), default=1)
    first, last = (min(days).year, max(days).year + 1) if days else (2011, 2012)
    rows = []
    for n in range(0, len(found), 2):
        pair = list(found[n : n + 2])
        drawn = [_plot(sheet, plot, first, last, most) for plot in pair]
        if len(drawn) == 1:
            drawn.append(_empty())
        rows.append({"hconcat": drawn[::-1] if sheet.mirrored else drawn, "spacing": GAP})
    return framed(sheet, rows, AXIS)


def _plot(sheet: Sheet, plot: Plot, first: int, last: int, most: float) -> Spec:
    values = [
        {"on": dot.on.year + (dot.on.timetuple().tm_yday - 1) / 366, "number": dot.number,
         "said": dot.said, "side": _side(dot, plot.dots)}
        for dot in plot.dots
    ]  # fmt: skip
    x: Spec = {
        "field": "on", "type": "quantitative", "title": None,
        "scale": {"domain": [first - 0.5, last + 0.5], "nice": False, "zero": False,
                  "reverse": sheet.mirrored},
        "axis": {"values": [year for year in range(first, last + 1) if year % 5 == 0] or [first],
                 "format": "d", "grid": False, "ticks": True},
    }  # fmt: skip
    y: Spec = {
        "field": "number", "type": "quantitative", "title": None,
        "scale": {"domain": [0, most * 1.25], "nice": False},
        "axis": {"orient": sheet.start, "tickCount": 2, "gridColor": HAIR, "domain": False,
                 "ticks": False, "labelColor": QUIET, "minExtent": AXIS, "maxExtent": AXIS},
    }  # fmt: skip
    return {
        "width": (WIDTH - GAP) / 2 - AXIS,
        "height": HEIGHT,
        "title": {"text": sheet.lines(plot.name, "half"),
                  "subtitle": sheet.text(plot.counts), "subtitleFontSize": 12,
                  "subtitlePadding": 1, "subtitleLineHeight": 15, "lineHeight": 18,
                  "anchor": sheet.anchor, "fontSize": 14,
                  "fontWeight": 600, "offset": 8},
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1,
                      "color": LABELLED}, "encoding": {"x": x, "y": y}},
            *(
                {"mark": {"type": "text", "baseline": baseline, "dy": away, "fontSize": 12},
                 "transform": [{"filter": f"datum.side == '{side}'"}],
                 "encoding": {"x": x, "y": y, "text": {"field": "said"}}}
                for side, baseline, away in (("above", "bottom", -7), ("below", "top", 8))
            ),
        ],
    }  # fmt: skip


def _empty() -> Spec:
    return {
        "width": (WIDTH - GAP) / 2 - AXIS, "height": HEIGHT, "data": {"values": []},
        "mark": "point",
    }  # fmt: skip


def _side(dot: Dot, dots: Sequence[Dot]) -> str:
    """Say where a dot's number stands; the last of a run of equal numbers speaks for the run."""
    near = [other for other in dots if abs((other.on - dot.on).days) < NEAR and other != dot]
    if any(other.number == dot.number and other.on >= dot.on for other in near):
        return ""
    return "below" if any(other.number > dot.number for other in near) else "above"
