"""Room on the map: stars off each other and beside their city, names where no star covers them."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, hypot, radians, sin

APART = 64.0
"""Units between two stars: 24 pixels, so that a finger meets one, where the map is 320 wide."""

STAR = 21.0
"""Units from the middle of a star to its points."""

SEAWARD = radians(213)
"""Direction in which several of one city are fanned out: north-west, where there is room at sea."""

ROUNDS = 80
"""Steps in which stars move off each other, at most."""


def spread(points: Sequence[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    """Move points off each other until no two are nearer than ``apart``; the same every time.

    Those of one place begin as an arc beside it, towards the sea.
    """
    out = [_fanned(points, n, apart) for n in range(len(points))]
    for _ in range(ROUNDS):
        still = True
        for n in range(len(out)):
            for m in range(n + 1, len(out)):
                (ax, ay), (bx, by) = out[n], out[m]
                far = hypot(bx - ax, by - ay)
                if far < apart - 0.1:
                    still = False
                    push = (apart - far) / 2
                    dx, dy = ((bx - ax) / far, (by - ay) / far) if far else (1.0, 0.0)
                    out[n] = ax - dx * push, ay - dy * push
                    out[m] = bx + dx * push, by + dy * push
        if still:
            break
    return out


def _fanned(points: Sequence[tuple[float, float]], n: int, apart: float) -> tuple[float, float]:
    """Give the place of a point in the arc of those of its place; a single one stays."""
    here = [m for m, point in enumerate(points) if point == points[n]]
    x, y = points[n]
    if len(here) == 1:
        return x, y
    radius = apart * max(0.75, len(here) / 2.7)
    step = 2 * asin(apart / (2 * radius))
    angle = SEAWARD + step * (here.index(n) - (len(here) - 1) / 2)
    return x + radius * cos(angle), y + radius * sin(angle)


def covers(star: tuple[float, float], lines: Sequence[str], x: int, y: int, anchor: str) -> bool:
    """Say whether a star lies over a name: letters some nine units wide in lines of nineteen."""
    width = 9 * max(map(len, lines))
    left = x - width / (2 if anchor == "middle" else 1)
    across = left - STAR < star[0] < left + width + STAR
    return across and y - 15 - STAR < star[1] < y + 19 * (len(lines) - 1) + STAR


def broken(label: str) -> tuple[str, ...]:
    """Break a long name of a region in two at the hyphen nearest to its middle."""
    hyphens = [n for n, letter in enumerate(label) if letter == "-"]
    if len(label) <= 14 or not hyphens:
        return (label,)
    middle = min(hyphens, key=lambda n: abs(n + 1 - len(label) / 2))
    return label[: middle + 1], label[middle + 1 :]
