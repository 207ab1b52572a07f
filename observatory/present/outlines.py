"""The outlines of the twelve regions, and where a point of the earth falls on their drawing."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from observatory import paths

WEST, NORTH = -17.2, 36.2
"""Degrees at the left and upper edge of the drawing."""
SCALE = 60.0
"""Units of the drawing per degree of latitude."""
SQUEEZE = cos(radians(29.0))
"""A degree of longitude by one of latitude, at the middle of the country: an equirectangular map,
true to size along that parallel and off by a tenth at most in the far south and north."""
WIDTH, HEIGHT = 856, 904
"""Size of the drawing, in its units."""


LABELS: dict[str, tuple[int, int, str]] = {
    "MA-01": (566, 30, "end"),
    "MA-02": (764, 176, "middle"),
    "MA-03": (668, 178, "middle"),
    "MA-04": (512, 66, "end"),
    "MA-05": (576, 208, "middle"),
    "MA-06": (404, 168, "end"),
    "MA-07": (372, 262, "end"),
    "MA-08": (590, 306, "middle"),
    "MA-09": (362, 346, "end"),
    "MA-10": (256, 452, "end"),
    "MA-11": (292, 588, "middle"),
    "MA-12": (132, 804, "middle"),
}
"""Where each region's name stands on the drawing, and which end of it: at sea where there is room,
so that stars have theirs on land."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A region's outline as an SVG path."""

    region: str
    path: str


def place(lat: float, lon: float) -> tuple[float, float]:
    """Give where a point (degrees, WGS 84) falls on the drawing, from its upper left corner."""
    return (lon - WEST) * SQUEEZE * SCALE, (NORTH - lat) * SCALE


@cache
def outlines() -> tuple[Outline, ...]:
    """Read the outlines that travel with the package."""
    with paths.REGIONS.open(encoding="utf-8", newline="") as lines:
        return tuple(Outline(row["region"], row["path"]) for row in csv.DictReader(lines))
