"""Measures of published figures: written as data, computed over plain values.

A measure is ``kind(condition | among)``, for instance ``share(governance=private)``,
``share(vocation={technological} | creation_date>=2020)``, ``count(acts=yes)``, ``mode(financing)``
or ``range(international_partnerships)``. What is not known of a member stays unknown: it is neither
counted nor left out (:mod:`observatory.domain.published.stated` says what follows from it).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, get_args

Kind = Literal["count", "share", "mode", "range"]
Values = Mapping[str, Collection[str]]
"""What is known of one member: canonical texts by property; a property left out is not known."""

_MEASURE = re.compile(r"(\w+)\(([^()|]*)(?:\|([^()|]*))?\)")
_BETWEEN = re.compile(r"(?:([\d.]+)<=)?(\w+)(?:(<=|>=)([\d.]+))?")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a member.

    ``how``: ``any`` of its values is wanted, its values are ``exactly`` those, or one of them as a
    number lies from ``lo`` to ``hi`` (``between``; a date counts by its year).
    """

    key: str
    how: Literal["any", "exactly", "between"]
    wanted: frozenset[str] = frozenset()
    lo: float = -math.inf
    hi: float = math.inf

    def holds(self, values: Values) -> bool | None:
        """Say whether it holds of a member; None if that is not known."""
        found = values.get(self.key)
        if not found:
            return None
        match self.how:
            case "any":
                return not self.wanted.isdisjoint(found)
            case "exactly":
                return set(found) == self.wanted
            case "between":
                numbers = [number for text in found if (number := leading_number(text)) is not None]
                return any(self.lo <= one <= self.hi for one in numbers) if numbers else None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures: of the members ``among``, those for which ``wanted`` holds.

    ``mode`` and ``range`` look at the values of ``key`` instead; a count may want nothing.
    """

    kind: Kind
    key: str = ""
    wanted: Condition | None = None
    among: Condition | None = None

    @classmethod
    def parse(cls, text: str) -> Measure:
        """Read a measure; raises ``ValueError`` for what the grammar does not have."""
        match = _MEASURE.fullmatch(text.strip())
        if not match or match[1] not in get_args(Kind):
            raise ValueError(f"not a measure: {text!r}")
        kind, inside = match[1], match[2].strip()
        among = _condition(match[3]) if match[3] else None
        if inside.isidentifier():
            if kind == "share":
                raise ValueError(f"a share needs a condition: {text!r}")
            return cls(kind, inside, None, among)  # type: ignore[arg-type]
        wanted = _condition(inside)
        return cls(kind, wanted.key, wanted, among)  # type: ignore[arg-type]

    @property
    def keys(self) -> frozenset[str]:
        """Give the properties that it looks at."""
        return frozenset(one.key for one in (self.wanted, self.among) if one) or {self.key}  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Result:
    """A measure computed: the members that ``match``, those that do ``not``, those not known.

    ``most`` are the commonest values of a mode, ``next_most`` how many have the value after them;
    ``span`` are the ends of a range.
    """

    kind: Kind
    match: tuple[str, ...]
    rest: tuple[str, ...]
    unknown: tuple[str, ...]
    most: tuple[str, ...] = ()
    next_most: int = 0
    span: tuple[float, float] | None = None

    @property
    def all(self) -> int:
        """Count every member, known or not."""
        return len(self.match) + len(self.rest) + len(self.unknown)

    @property
    def known(self) -> int:
        """Count the members of which it is known."""
        return len(self.match) + len(self.rest)

    def percent(self, *, of_known: bool = False, more: int = 0) -> float:
        """Give the share that matches in per cent, of all or of those known; 0 of nothing.

        To one decimal, halves up; ``more`` are members counted on top.
        """
        whole = (self.known if of_known else self.all) or 1
        share = Decimal(100 * (len(self.match) + more)) / whole
        return float(share.quantize(Decimal("0.1"), ROUND_HALF_UP))


def compute(measure: Measure, members: Mapping[str, Values]) -> Result:
    """Compute a measure over members and what is known of each, in their order."""
    match: list[str] = []
    rest: list[str] = []
    unknown: list[str] = []
    inside: dict[str, Values] = {}
    for member, values in members.items():
        among = measure.among.holds(values) if measure.among else True
        if among is None:
            unknown.append(member)
        elif among:
            inside[member] = values
    found, most, after = _commonest(measure, inside)
    for member, values in inside.items():
        holds = found.holds(values) if found else bool(values.get(measure.key)) or None
        if measure.kind == "count" and not found:
            holds = True
        (unknown if holds is None else match if holds else rest).append(member)
    numbers = [
        number
        for member in match
        if measure.kind == "range"
        for text in inside[member].get(measure.key, ())
        if (number := leading_number(text)) is not None
    ]
    span = (min(numbers), max(numbers)) if numbers else None
    return Result(measure.kind, tuple(match), tuple(rest), tuple(unknown), most, after, span)


def _commonest(
    measure: Measure, inside: Mapping[str, Values]
) -> tuple[Condition | None, tuple[str, ...], int]:
    """Give the condition that a mode comes down to: having the commonest values."""
    if measure.kind != "mode":
        return measure.wanted, (), 0
    counted = Counter(text for values in inside.values() for text in values.get(measure.key, ()))
    if not counted:
        return None, (), 0
    highest = max(counted.values())
    most = tuple(sorted(text for text, count in counted.items() if count == highest))
    after = max((count for text, count in counted.items() if text not in most), default=0)
    return (
        Condition(measure.key, "any", frozenset(most)),
        most,
        after if len(most) == 1 else highest,
    )


def _condition(text: str) -> Condition:
    """Read ``key=value``, ``key={all, of these}``, ``key in {one, of}``, ``2<=key<=9`` …"""
    text = text.strip()
    key, inside, wanted = text.partition(" in ")
    if inside and (found := _set(wanted)):
        return Condition(key.strip(), "any", found)
    key, equals, wanted = text.partition("=")
    if equals and key.strip().isidentifier() and wanted.strip():
        found = _set(wanted)
        how: Literal["any", "exactly"] = "exactly" if found else "any"
        return Condition(key.strip(), how, found or frozenset([wanted.strip()]))
    match = _BETWEEN.fullmatch(text.replace(" ", ""))
    if not match or not (match[1] or match[4]) or (match[1] and match[3] == ">="):
        raise ValueError(f"not a condition: {text!r}")
    lo = match[1] or (match[4] if match[3] == ">=" else None)
    hi = match[4] if match[3] == "<=" else None
    return Condition(
        match[2], "between",
        lo=float(lo) if lo else -math.inf, hi=float(hi) if hi else math.inf,
    )  # fmt: skip


def _set(text: str) -> frozenset[str]:
    """Read ``{a, b}``; empty if it is none."""
    text = text.strip()
    if not (text.startswith("{") and text.endswith("}")):
        return frozenset()
    return frozenset(part.strip() for part in text[1:-1].split(",") if part.strip())


def leading_number(text: str) -> float | None:
    """Give the number that a text begins with, so the year of an ISO date; None if none."""
    match = _DIGITS.match(text.lstrip("<>~"))
    return float(match[0]) if match else None
