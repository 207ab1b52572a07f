"""Figures of counts under one heading: one bar a key, its name above it, its number at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from observatory.present.figures.ground import (
    LABELLED,
    PAPER,
    SLATE,
    TINT,
    WIDTH,
    Sheet,
    Spec,
    framed,
)  # fmt: skip

STEP = 46
"""Pixels from one bar to the next."""
ROOM = 0.9
"""Share of the width that the longest bar takes, so that its number has room."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its number, and whether it counts who is not known."""

    name: str
    number: float
    said: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars of one kind beside others, on one scale; ``kind`` says how they are painted."""

    title: str
    numbers: tuple[float, ...]
    kind: str = "known"


def bars(sheet: Sheet, found: Sequence[Bar]) -> Spec:
    """Draw one bar a key, from where one begins to read."""
    values = [
        {"place": n, "name": sheet.text(bar.name), "number": bar.number, "said": bar.said,
         "kind": "unknown" if bar.unknown else "known"}
        for n, bar in enumerate(found)
    ]  # fmt: skip
    most = max((bar.number for bar in found), default=1)
    x = {"field": "number", "type": "quantitative", "axis": None, "scale": _scale(sheet, most)}
    side = -1 if sheet.mirrored else 1
    body: Spec = {
        "width": WIDTH,
        "height": {"step": STEP},
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "bar", "height": 13}, "encoding": {"y": PLACES, "x": x, **PAINT}},
            {
                "mark": {"type": "text", "align": sheet.start, "baseline": "bottom", "dy": -11,
                         "x": sheet.origin, "fontSize": 15},
                "encoding": {"y": PLACES, "text": {"field": "name"}},
            },
            {
                "mark": {"type": "text", "align": sheet.start, "baseline": "middle",
                         "dx": 7 * side, "fontSize": 15, "fontWeight": 600},
                "encoding": {"y": PLACES, "x": x, "text": {"field": "said"}},
            },
        ],
    }  # fmt: skip
    return framed(sheet, [body])


def beside(sheet: Sheet, names: Sequence[str], panels: Sequence[Panel]) -> Spec:
    """Draw small multiples: a row for each name, and panels of one scale side by side."""
    gap = 24
    width = (WIDTH - gap * (len(panels) - 1)) / max(len(panels), 1)
    most = max((number for panel in panels for number in panel.numbers), default=1)
    values = []
    for n, panel in enumerate(panels):
        # The first panel stands where one begins to read.
        left = (len(panels) - 1 - n if sheet.mirrored else n) * (width + gap)
        for place, number in enumerate(panel.numbers):
            long = number / (most or 1) * width * 0.8
            begin, end = (
                (left + width, left + width - long) if sheet.mirrored else (left, left + long)
            )
            values.append({
                "place": place, "begin": begin, "end": end, "said": f"{number:g}",
                "kind": panel.kind, "head": "\n".join(sheet.lines(panel.title, "third")),
                "name": sheet.text(names[place]) if n == 0 else "",
            })  # fmt: skip
    pixels: Spec = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, WIDTH], "nice": False},
    }
    side = -1 if sheet.mirrored else 1
    start, stop = {"field": "begin", **pixels}, {"field": "end", **pixels}
    heads: Spec = {
        "width": WIDTH,
        "height": 36,
        "data": {"values": [value for value in values if value["place"] == 0]},
        "mark": {
            "type": "text",
            "align": sheet.start,
            "baseline": "top",
            "y": 0,
            "fontWeight": 600,
            "lineBreak": "\n",
            "lineHeight": 18,
        },
        "encoding": {"x": start, "text": {"field": "head"}},
    }
    body: Spec = {
        "width": WIDTH,
        "height": {"step": STEP},
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "bar", "height": 13},
             "transform": [{"filter": "datum.begin != datum.end"}],
             "encoding": {"y": PLACES, "x": start, "x2": {"field": "end"}, **PAINT}},
            {"mark": {"type": "text", "align": sheet.start, "baseline": "bottom", "dy": -9,
                      "x": sheet.origin, "fontSize": 14},
             "encoding": {"y": PLACES, "text": {"field": "name"}}},
            {"mark": {"type": "text", "align": sheet.start, "baseline": "middle", "dx": 7 * side,
                      "fontWeight": 600},
             "encoding": {"y": PLACES, "x": stop, "text": {"field": "said"}}},
        ],
    }  # fmt: skip
    return framed(sheet, [heads, body])


def _scale(sheet: Sheet, most: float) -> Spec:
    return {"domain": [0, (most or 1) / ROOM], "nice": False, "reverse": sheet.mirrored}


PLACES: Spec = {
    "field": "place", "type": "ordinal", "axis": None,
    "scale": {"paddingInner": 0.6, "paddingOuter": 0.5},
}  # fmt: skip
"""Where a bar stands, in order from above."""
KINDS = ["known", "quiet", "unknown"]
PAINT: Spec = {
    "color": {"field": "kind", "type": "nominal", "legend": None,
              "scale": {"domain": KINDS, "range": [LABELLED, TINT, PAPER]}},
    "stroke": {"field": "kind", "type": "nominal", "legend": None,
               "scale": {"domain": KINDS, "range": [LABELLED, LABELLED, SLATE]}},
    "strokeDash": {"field": "kind", "type": "nominal", "legend": None,
                   "scale": {"domain": KINDS, "range": [[1, 0], [1, 0], [2, 3]]}},
}  # fmt: skip
"""How a bar is painted: known is filled, a blank mark pale, not known a dotted outline."""
