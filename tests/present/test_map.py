"""Room on the map, and outlines that lie where the cities are."""

from __future__ import annotations

import re
from itertools import combinations
from math import hypot

from observatory import paths
from observatory.domain.vocabulary.places import CITIES, REGIONS
from observatory.present.map.outlines import HEIGHT, LABELS, WIDTH, outlines, place
from observatory.present.map.room import APART, broken, covers, spread


def test_no_two_stars_are_nearer_than_a_finger_is_wide() -> None:
    casablanca, rabat, settat = (place(CITIES[c].lat, CITIES[c].lon)
                                 for c in ("casablanca", "rabat", "settat"))  # fmt: skip
    points = [casablanca] * 9 + [rabat] * 2 + [settat]
    out = spread(points, APART)
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(out, 2)) > APART - 1
    assert spread(points, APART) == out, "the same every time"


def test_one_alone_stays_at_its_city() -> None:
    assert spread([(100.0, 100.0), (300.0, 300.0)], APART) == [(100.0, 100.0), (300.0, 300.0)]
    assert spread([], APART) == []


def corners(path: str) -> list[tuple[float, float]]:
    """Give the points of a path of one ring, drawn in steps."""
    numbers = [int(n) for n in re.findall(r"-?\d+", path)]
    points = [(float(numbers[0]), float(numbers[1]))]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        points.append((points[-1][0] + dx, points[-1][1] + dy))
    return points


def inside(x: float, y: float, ring: list[tuple[float, float]]) -> bool:
    within = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within


def test_the_twelve_regions_are_drawn_small_and_hold_their_cities() -> None:
    assert paths.REGIONS.stat().st_size <= 12_000
    rings = {one.region: corners(one.path) for one in outlines()}
    assert list(rings) == list(REGIONS) == list(LABELS)
    for ring in rings.values():
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in ring)
    at = {city.key: place(city.lat, city.lon) for city in CITIES.values()}
    lost = [c.key for c in CITIES.values() if not inside(*at[c.key], rings[c.region])]
    assert len(lost) <= 10, "the simplified coast may leave a few harbours just off it"
    for key in lost:
        x, y = at[key]
        ring = rings[CITIES[key].region]
        assert min(hypot(x - a, y - b) for a, b in ring) < 30, key


def test_a_name_gives_way_to_a_star() -> None:
    assert covers((592, 84), ("Rabat-Salé-", "Kénitra"), 592, 84, "middle")
    assert not covers((592, 184), ("Rabat-Salé-", "Kénitra"), 592, 84, "middle")
    assert broken("Dakhla-Oued Ed-Dahab") == ("Dakhla-", "Oued Ed-Dahab")
    assert broken("Oriental") == ("Oriental",)
