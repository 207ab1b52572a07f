"""Figures as they are stated, and whether they agree with what is computed.

What is not known may turn out either way: a figure agrees or disagrees only if it does so whatever
the unknown is, else it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from observatory.domain.published.measures import Result

Verdict = Literal["agrees", "disagrees", "open"]

_STATED = re.compile(r"([<>~]?)(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?(%?)")
ABOUT = 0.1
"""How far, relatively, a value may lie from one that is stated with "about"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as stated: ``65%``, ``>90%``, ``~80%``, ``17``, ``5-30``, or a word."""

    text: str
    qualifier: str = ""
    number: float | None = None
    upto: float | None = None
    percent: bool = False

    @classmethod
    def parse(cls, text: str) -> Figure:
        """Read it; what is no number is a word."""
        match = _STATED.fullmatch(text.strip())
        if not match:
            return cls(text.strip())
        upto = float(match[3]) if match[3] else None
        return cls(text.strip(), match[1], float(match[2]), upto, bool(match[4]))

    def admits(self, value: float) -> bool:
        """Say whether ``value`` (per cent for a share) is what it says.

        A share may have been rounded: to the ten if it ends in zero, else to the last digit.
        """
        if self.number is None:
            return False
        match self.qualifier:
            case ">":
                return value > self.number
            case "<":
                return value < self.number
            case "~":
                return abs(value - self.number) <= ABOUT * self.number
        if not self.percent:
            return value == self.number
        decimals = len(f"{self.number:g}".partition(".")[2])
        step = 10 if self.number % 10 == 0 else 10.0**-decimals
        return abs(value - self.number) <= step / 2


def judge(stated: Figure, found: Result) -> Verdict:
    """Say whether a figure agrees with what is computed, whatever the unknown may turn out to be.

    A count agrees as soon as what is known makes it up: the record is not asked to be complete.
    """
    unknown, count = len(found.unknown), len(found.match)
    if not found.known and not (found.kind == "count" and found.all):
        return "open"
    match found.kind:
        case "mode":
            if count - found.next_most <= unknown:
                return "open"
            return "agrees" if found.most == (stated.text,) else "disagrees"
        case "range":
            if found.span is None or stated.number is None or stated.upto is None:
                return "open"
            if not stated.number <= found.span[0] <= found.span[1] <= stated.upto:
                return "disagrees"
            return "open" if unknown else _word(found.span == (stated.number, stated.upto))
        case "count" if stated.admits(count):
            return "agrees"
    possible = [stated.admits(value) for value in _possible(found)]
    return _word(all(possible)) if all(possible) or not any(possible) else "open"


def reached(target: float, found: Result) -> Verdict:
    """Say whether a target was reached, from what is known and what may be."""
    if len(found.match) >= target:
        return "agrees"
    return "open" if len(found.match) + len(found.unknown) >= target else "disagrees"


def _possible(found: Result) -> Iterator[float]:
    """Give every value that a count or share may have, however the unknown turns out.

    A share may also be one of fewer members: who states it may have left out the unknown.
    """
    unknown, count = len(found.unknown), len(found.match)
    for told in range(unknown + 1):
        for more in range(told + 1):
            if found.kind == "count":
                yield count + more
            elif found.known + told:
                yield 100 * (count + more) / (found.known + told)


def _word(agrees: bool) -> Verdict:
    return "agrees" if agrees else "disagrees"
