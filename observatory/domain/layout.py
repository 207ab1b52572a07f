"""The layout of a page as its reader met it, and what moved where facts changed with it.

A column is a property within a scope. Its layout is the places that it was read from (locators,
their digits blanked), the kind of what stands there, and its rank among the other columns. A page
may look otherwise and say the same; where a column moved and its values changed with it, the
reader may have taken one thing for another, and a person looks first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from observatory.domain.clean import fold
from observatory.domain.clean.months import MONTHS
from observatory.domain.extract import Reason
from observatory.domain.facts import Fact
from observatory.domain.vocabulary.properties import PROPERTIES

LEAST_MOVED = 3
"""Fewer values that changed with their column may be news: a president and the word beside it."""

WORDS = frozenset({"text", "name", "person", "term", "place", "country"})
"""Data types of which no value is a bare number or date; the others are typed by their rule."""

Name = tuple[str, str]
"""(scope, property): one column."""
Cell = tuple[str, str]
"""(record, property)."""

_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"\D*\d{1,4}([-/.])\d{1,2}\1\d{1,4}\D*")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column was read from, the kind of most of its values, and its rank in its scope."""

    places: frozenset[str]
    kind: str
    rank: int


def layout(facts: Iterable[Fact]) -> list[str]:
    """Give the fingerprint of a page: for each column, its rank, places and kind, sorted."""
    return sorted(
        f"{scope}, {name}: {column.kind} in {_place(column)}"
        for (scope, name), column in _columns(facts).items()
    )


def judge_layout(before: Collection[Fact], now: Collection[Fact]) -> tuple[Reason, ...]:
    """Say what moved, where values changed with their places; ``before`` is the last good look.

    Held are: columns that moved if at least three values, and half of those in a column or in all
    that moved, changed wholly; words that became bare numbers or dates; and three values, or more,
    that stand now under another property, if that is half of it.
    """
    said = [*_moved(before, now), *_exchanged(_cells(before), _cells(now))]
    return (Reason("layout_changed", "; ".join(said)),) if said else ()


def _moved(before: Collection[Fact], now: Collection[Fact]) -> Iterator[str]:
    was, became = _columns(before), _columns(now)
    common = [name for name in was if name in became]
    ranks = _ranks(common, was), _ranks(common, became)
    moved = [
        name
        for name in common
        if (was[name].places, was[name].kind, ranks[0][name])
        != (became[name].places, became[name].kind, ranks[1][name])
    ]
    held, states = _cells(before), _cells(now)
    changed: dict[Name, list[Cell]] = {}
    total = 0
    for name in moved:
        cells = [cell for cell in held.get(name, {}) if cell in states.get(name, {})]
        changed[name] = [c for c in cells if held[name][c].isdisjoint(states[name][c])]
        total += len(cells)
        typed = PROPERTIES.get(name[1])
        if typed and typed.datatype in WORDS and _numbers(was[name].kind, became[name].kind):
            yield f"{name[1]} were words and are {became[name].kind}s now"
        elif len(changed[name]) >= LEAST_MOVED and len(changed[name]) * 2 >= len(cells):
            yield (
                f"{name[1]} moved from {_place(was[name])} to {_place(became[name])},"
                f" and {len(changed[name])} of its {len(cells)} values changed with it"
            )
    all_changed = sum(map(len, changed.values()))
    alone = max(map(len, changed.values()), default=0) < LEAST_MOVED
    if alone and all_changed >= LEAST_MOVED and all_changed * 2 >= total:
        names = ", ".join(name[1] for name in moved if changed[name])
        yield f"{names} moved, and {all_changed} of the {total} values that moved changed"


def _exchanged(
    before: Mapping[Name, Mapping[Cell, frozenset[str]]],
    now: Mapping[Name, Mapping[Cell, frozenset[str]]],
) -> Iterator[str]:
    """Name each property that now says, of the same records, what another one said before."""
    for (scope, one), (scope_too, other) in permutations([n for n in before if n in now], 2):
        if scope != scope_too:
            continue
        left, right, after = before[scope, one], before[scope, other], now[scope, other]
        both = [record for record, _ in left if (record, other) in after]
        taken = [
            record
            for record in both
            if after[record, other] & left[record, one]
            and after[record, other].isdisjoint(right.get((record, other), frozenset()))
        ]
        if len(taken) >= LEAST_MOVED and len(taken) * 2 >= len(both):
            yield f"{len(taken)} values of {one} stand now under {other}"


def _numbers(was: str, became: str) -> bool:
    return was in ("word", "list") and became in ("number", "date")


def _place(column: Column) -> str:
    return f"column {column.rank} ({'; '.join(sorted(column.places))})"


def _columns(facts: Iterable[Fact]) -> dict[Name, Column]:
    places: dict[Name, set[str]] = {}
    kinds: dict[Name, Counter[str]] = {}
    ranks: dict[Name, int] = {}
    for fact in facts:
        name = fact.scope, fact.property
        ranks.setdefault(name, 1 + sum(scope == fact.scope for scope, _ in ranks))
        places.setdefault(name, set()).add(_DIGITS.sub("#", fact.locator))
        kinds.setdefault(name, Counter())[_kind(fact.raw)] += 1
    return {
        name: Column(frozenset(places[name]), _most(kinds[name]), ranks[name]) for name in places
    }


def _most(kinds: Counter[str]) -> str:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _kind(raw: str) -> str:
    """Say whether a value is a number, a date, a list or words."""
    if _DATE.fullmatch(raw):
        return "date"
    words = fold(raw).split()
    digits = any(c.isdigit() for c in raw)
    if digits and not any(c.isalpha() for c in raw):
        return "number"
    if digits and any(word in MONTHS for word in words):
        return "date"
    return "list" if len(re.findall(r"[,;،؛]", raw)) > 1 else "word"


def _ranks(names: Iterable[Name], columns: Mapping[Name, Column]) -> dict[Name, int]:
    """Give the rank of columns among those of ``names``: one that is new moves no other."""
    ordered = sorted(names, key=lambda name: (name[0], columns[name].rank))
    return {name: place for place, name in enumerate(ordered)}


def _cells(facts: Iterable[Fact]) -> dict[Name, dict[Cell, frozenset[str]]]:
    """Give the values of every cell, folded, by column."""
    found: dict[Name, dict[Cell, set[str]]] = {}
    for fact in facts:
        column = found.setdefault((fact.scope, fact.property), {})
        column.setdefault((fact.record, fact.property), set()).add(fold(fact.raw))
    return {
        name: {cell: frozenset(values) for cell, values in cells.items()}
        for name, cells in found.items()
    }
