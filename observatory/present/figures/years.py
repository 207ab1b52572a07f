"""Figures over years: columns with their number above; a year without a number stays a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observatory.present.figures.bars import KINDS, PAINT
from observatory.present.figures.ground import (
    BRICK,
    INK,
    LABELLED,
    PAPER,
    PROCESS,
    SLATE,
    TINT,
    WIDTH,
    Sheet,
    Spec,
    framed,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strip:
    """One small multiple: a key, its name, and its number for each year that has one."""

    key: str
    name: str
    numbers: Mapping[str, float]


STATE_FILLS: dict[str, tuple[str, str, list[int]]] = {
    "labelled": (LABELLED, LABELLED, [1, 0]),
    "stated_labelled": (TINT, LABELLED, [1, 0]),
    "stated_in_process": (PROCESS, PROCESS, [1, 0]),
    "stated_not_labelled": (PAPER, INK, [1, 0]),
    "withdrawn": (BRICK, BRICK, [1, 0]),
    "lapsed": (SLATE, SLATE, [1, 0]),
    "unknown_since": (PAPER, SLATE, [2, 3]),
    "unknown": (PAPER, SLATE, [2, 3]),
    "not_created": (PAPER, SLATE, [1, 5]),
}
"""Fill, stroke and dashes of a state, as its star has them: who is not known is dotted."""


def strips(sheet: Sheet, found: Sequence[Strip], years: Sequence[str]) -> Spec:
    """Draw one row of columns for each state, all on one scale and over the same years."""
    most = max((n for strip in found for n in strip.numbers.values()), default=1)
    parts = [
        _strip(sheet, strip, years, most, last=n == len(found) - 1) for n, strip in enumerate(found)
    ]
    return framed(sheet, parts)


def columns(sheet: Sheet, numbers: Mapping[str, float], unknown: float, words: str) -> Spec:
    """Draw one column a year; who is not known stands apart at the end, under its own words."""
    years = [int(year) for year in numbers]
    every = [str(year) for year in range(min(years), max(years) + 1)] if years else []
    values = [
        {"year": year, "number": number, "kind": "known", "said": f"{number:g}"}
        for year, number in numbers.items()
    ]
    domain = every
    if unknown:
        domain = [*every, " ", "  ", "?"]
        values.append({"year": "?", "number": unknown, "kind": "unknown", "said": f"{unknown:g}"})
    if sheet.mirrored:
        domain = domain[::-1]
    x = _years(domain, [year for year in every if int(year) % 5 == 0 or len(every) < 9])
    most = max((float(str(value["number"])) for value in values), default=1)
    body = _columns(values, x, 180, most, PAINT)
    if unknown:
        outer, inner = ("left", -12) if sheet.mirrored else ("right", 12)
        body["layer"].append({
            "data": {"values": [{"year": "?", "words": sheet.text(words)}]},
            "mark": {"type": "text", "baseline": "top", "y": 188, "dx": inner, "align": outer,
                     "fontSize": 13, "color": SLATE},
            "encoding": {"x": x, "text": {"field": "words"}},
        })  # fmt: skip
    return framed(sheet, [body])


def _strip(sheet: Sheet, strip: Strip, years: Sequence[str], most: float, *, last: bool) -> Spec:
    values = [
        {"year": year, "number": number, "said": f"{number:g}"}
        for year, number in strip.numbers.items()
        if number
    ]
    fill, stroke, dash = STATE_FILLS.get(strip.key, (SLATE, SLATE, [1, 0]))
    domain = list(years)[::-1] if sheet.mirrored else list(years)
    written = [
        year
        for year in years
        if len(years) < 9 or year == years[-1] or (int(year) % 5 == 0 and year != years[-2])
    ]
    x = _years(domain, written if last else [], quiet=not last)
    paint = {name: {"value": value} for name, value in (
        ("color", fill), ("stroke", stroke), ("strokeDash", dash))}  # fmt: skip
    body = _columns(values, x, 44, most, paint)
    return {
        **body,
        "title": {"text": sheet.text(strip.name), "anchor": sheet.anchor, "fontSize": 14,
                  "fontWeight": 600, "offset": 4},
    }  # fmt: skip


def _columns(
    values: list[dict[str, object]], x: Spec, height: int, most: float, paint: Spec
) -> Spec:
    y: Spec = {
        "field": "number", "type": "quantitative", "axis": None,
        "scale": {"domain": [0, (most or 1) * 1.05], "nice": False},
    }  # fmt: skip
    return {
        "width": WIDTH,
        "height": height,
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"x": x, "y": y, **paint}},
            {
                "mark": {"type": "text", "baseline": "bottom", "dy": -3, "fontSize": 13,
                         "fontWeight": 600},
                "encoding": {"x": x, "y": y, "text": {"field": "said"}},
            },
        ],
    }  # fmt: skip


def _years(domain: Sequence[str], written: Sequence[str], *, quiet: bool = False) -> Spec:
    return {
        "field": "year", "type": "ordinal", "title": None,
        "scale": {"domain": list(domain), "paddingInner": 0.35},
        "axis": {"values": list(written), "labelAngle": 0, "ticks": False, "labels": not quiet,
                 "domain": True, "labelPadding": 6, "labelOverlap": False, "title": None},
    }  # fmt: skip


__all__ = ["KINDS", "STATE_FILLS", "Strip", "columns", "strips"]
