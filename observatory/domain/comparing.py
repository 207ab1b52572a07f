"""Two sides compared: what differs, of which type, and how much is the same. Pure.

A side is what is held of each aspect: a label's state, a property's values, or how many bodies have
something. The same comparison reads over time (two days) or side by side (two bodies, two regions);
only the names of the differences are others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

LABEL, PROPERTY, COUNT = "label", "property", "count"
"""Families of aspects: a scheme's label, a property of a body, how many bodies have a key."""


@dataclass(frozen=True, slots=True, order=True)
class Aspect:
    """What is compared: of whom (a slug), which family, and which scheme, property or key."""

    subject: str
    family: str
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What a side holds of an aspect: canonical keys, whether sources disagree, what it rests on.

    ``basis`` are ids of statements or events, or slugs of the bodies that are counted.
    """

    keys: frozenset[str]
    conflict: bool = False
    basis: tuple[str, ...] = ()


class Names(NamedTuple):
    """How each type of difference is called, from the left side to the right; weightiest first."""

    label: str
    value: str
    right_only: str
    left_only: str
    conflict_right: str
    conflict_left: str


OVER_TIME = Names(
    "label_changed", "value_changed", "value_added", "value_withdrawn",
    "conflict_begun", "conflict_ended",
)  # fmt: skip
SIDE_BY_SIDE = Names(
    "label_differs", "value_differs", "only_there", "only_here",
    "conflict_there", "conflict_here",
)  # fmt: skip
"""``here`` is the left side, ``there`` the right one."""

UNKNOWN = Held(frozenset({"unknown"}))
"""A label of which a side says nothing: its state is unknown, which is a state."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one aspect: in which ways, and what each side holds, None if nothing.

    ``kinds`` are one or two types: the value, and whether sources disagree about it.
    """

    kinds: tuple[str, ...]
    aspect: Aspect
    left: Held | None
    right: Held | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in the order of their aspects, and the aspects that are the same."""

    differences: tuple[Difference, ...]
    same: tuple[Aspect, ...]

    @property
    def counts(self) -> Counter[str]:
        """Count the differences of each type; the sum may exceed the aspects that differ."""
        return Counter(kind for one in self.differences for kind in one.kinds)


def compare(
    left: Mapping[Aspect, Held], right: Mapping[Aspect, Held], names: Names = OVER_TIME
) -> Comparison:
    """Compare two sides; an aspect may differ in its value and in whether sources disagree."""
    differences: list[Difference] = []
    same: list[Aspect] = []
    for aspect in sorted({*left, *right}):
        one, other = left.get(aspect), right.get(aspect)
        if aspect.family == LABEL:
            one, other = one or UNKNOWN, other or UNKNOWN
        if kinds := _kinds(aspect, one, other, names):
            differences.append(Difference(kinds, aspect, one, other))
        else:
            same.append(aspect)
    return Comparison(tuple(differences), tuple(same))


def _kinds(aspect: Aspect, left: Held | None, right: Held | None, names: Names) -> tuple[str, ...]:
    kinds = []
    if left is None:
        kinds.append(names.right_only)
    elif right is None:
        kinds.append(names.left_only)
    elif left.keys != right.keys:
        kinds.append(names.label if aspect.family == LABEL else names.value)
    before, after = bool(left and left.conflict), bool(right and right.conflict)
    if before != after:
        kinds.append(names.conflict_right if after else names.conflict_left)
    return tuple(kinds)
