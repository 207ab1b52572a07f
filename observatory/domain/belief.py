"""Belief: of all that is stated about one property, what is shown first, and who disagrees.

The choice follows the written rule of each property; everything else stays visible as "also said".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period
from observatory.domain.values import Value
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.properties import AUTHORITIES, Property


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement as belief sees it.

    ``speaks`` is the period that it speaks for: what it states, else its day of publication, else
    None (a live page: the day it was seen). ``voice`` is whose voice it is (origin, else
    publisher): carriers of one voice count once. ``kind`` is the kind of its publisher.
    ``open`` says that its source still states it.
    """

    id: int
    value: Value
    speaks: Period | None
    voice: str
    kind: str
    open: bool = True
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Belief:
    """What is shown for one property: the chosen statements first, the others, and the dissent.

    ``shown`` holds one statement per value (one only, unless the property holds many);
    ``voices`` counts the independent voices behind the first; ``conflicts`` are the others whose
    stated period overlaps and whose value differs beyond tolerance.
    """

    shown: tuple[Stated, ...]
    others: tuple[Stated, ...]
    conflicts: tuple[Stated, ...]
    voices: int = 1

    @property
    def conflict(self) -> bool:
        """Say whether sources disagree."""
        return bool(self.conflicts)


def heard(event: str, kind: str) -> str:
    """Give the kind of event that a live source of this kind of publisher is heard to tell.

    Only the first authority acts on a label. From anybody else an act is a lead, which a person
    confirms or leaves.
    """
    known = EVENT_KINDS.get(event)
    return "lead" if known and known.act and kind != AUTHORITIES[0] else event


def believe(rule: Property, statements: Iterable[Stated], day: date) -> Belief | None:
    """Choose what is shown on ``day`` (valid time); None where nothing is stated by then.

    A statement counts if it speaks for a time that began on or before ``day``; an undated one
    counts only where no dated one does, or where the property is timeless.
    """
    known = [s for s in statements if s.speaks is None or s.speaks.lo <= day or rule.timeless]
    if not known:
        return None
    ranked = sorted(known, key=lambda s: _rank(rule, s), reverse=True)
    if rule.many:
        return _many(ranked)
    first = ranked[0]
    others = tuple(ranked[1:])
    return Belief(
        (first,),
        others,
        tuple(s for s in others if disagrees(rule, first, s)),
        len({s.voice for s in ranked if s.value.key == first.value.key}),
    )


def disagrees(rule: Property, one: Stated, other: Stated) -> bool:
    """Say whether two statements contradict each other: same time, another value.

    An undated statement never conflicts, except for timeless properties.
    """
    if one.voice == other.voice or not (one.open and other.open):
        return False
    same_time = one.speaks and other.speaks and one.speaks.overlaps(other.speaks)
    if not (rule.timeless or same_time):
        return False
    return not same_value(rule, one.value, other.value)


def same_value(rule: Property, one: Value, other: Value) -> bool:
    """Say whether two values agree: equal keys, dates that overlap, numbers within tolerance."""
    if one.key == other.key:
        return True
    if rule.datatype == "date":
        return Period.parse(one.text).overlaps(Period.parse(other.text))
    if one.number is not None and other.number is not None and one.unit == other.unit:
        if _admits(one, other.number) or _admits(other, one.number):
            return True
        return abs(one.number - other.number) <= rule.tolerance * max(
            abs(one.number), abs(other.number)
        )
    return False


def _many(ranked: Sequence[Stated]) -> Belief:
    """Show every value that is stated, each by its best statement."""
    best: dict[str, Stated] = {}
    for statement in ranked:
        if statement.open:
            best.setdefault(statement.value.key, statement)
    shown = tuple(best.values()) or tuple(ranked[:1])
    chosen = {s.id for s in shown}
    return Belief(shown, tuple(s for s in ranked if s.id not in chosen), ())


def _rank(rule: Property, statement: Stated) -> tuple[object, ...]:
    """Order statements, the best last: open before gone, then the rule of the property.

    An undated one never comes before a dated one, unless the property needs no date.
    """
    authority = -(
        AUTHORITIES.index(statement.kind) if statement.kind in AUTHORITIES else len(AUTHORITIES)
    )
    dated = statement.speaks is not None
    latest = statement.speaks.hi if statement.speaks else date.min
    exact = -(statement.speaks.hi - statement.speaks.lo).days if statement.speaks else -(10**6)
    sure = -len(statement.inferred)
    if rule.chosen == "authority":
        counts = dated or rule.timeless
        return statement.open, counts, authority, dated, latest, sure, exact, -statement.id
    return statement.open, dated, latest, authority, sure, exact, -statement.id


def _admits(bound: Value, number: float) -> bool:
    """Say whether a value such as ">110" or "~100" admits a number."""
    if bound.number is None:
        return False
    match bound.qualifier:
        case ">":
            return number >= bound.number
        case "<":
            return number <= bound.number
        case "~":
            return abs(number - bound.number) <= 0.1 * bound.number
    return False
