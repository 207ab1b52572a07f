"""The outlines of the twelve regions, and where a point of the earth falls on their drawing."""

from __future__ import annotations

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


Spot = tuple[int, int, str]

LABELS: dict[str, tuple[Spot, ...]] = {
    "MA-01": ((566, 30, "end"),),
    "MA-02": ((776, 196, "middle"),),
    "MA-03": ((668, 178, "middle"), (672, 110, "middle")),
    "MA-04": ((592, 84, "middle"), (628, 84, "middle")),
    "MA-05": ((582, 206, "middle"), (572, 240, "middle")),
    "MA-06": ((382, 172, "end"), (340, 140, "end")),
    "MA-07": ((384, 262, "end"), (450, 270, "middle")),
    "MA-08": ((590, 306, "middle"),),
    "MA-09": ((366, 404, "end"), (470, 330, "middle")),
    "MA-10": ((256, 452, "end"), (380, 480, "middle")),
    "MA-11": ((262, 556, "middle"), (350, 570, "middle")),
    "MA-12": ((128, 800, "middle"),),
}
"""Where each region's name may stand on the drawing, and which end of it, the best place first: at
sea where there is room, so that stars have theirs on land."""


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
    return tuple(Outline(row["region"], row["path"]) for row in paths.rows(paths.REGIONS))
