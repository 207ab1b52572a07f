"""What is counted: one cluster with its answers, its label on any day, and numbers stated of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from observatory.domain.labels import LabelState
from observatory.domain.periods import Period

LabelOn = Callable[[date], LabelState]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cluster is under one heading, as a vocabulary key, and the statements that say so."""

    key: str
    statements: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A number stated of a cluster: ``on`` is the time it speaks for, None if nobody says.

    ``qualifier`` is ``>``, ``<``, ``~`` or empty; several statements may say the same.
    """

    property: str
    on: Period | None
    number: float
    qualifier: str
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A counted cluster as of the chosen days.

    ``answers`` maps a heading (sector, region … or a lever) to its keys; a heading without an
    answer is not stated. ``created`` is the creation shown, empty if none is stated. ``label_on``
    gives the state of its label on a day.
    """

    slug: str
    name: str
    answers: Mapping[str, tuple[Answer, ...]]
    created: tuple[Period, ...]
    created_by: tuple[int, ...]
    members: tuple[Point, ...]
    label_on: LabelOn
