"""Joinings: who is part of whom, as people decided it: bodies merged into another, or split off.

A merge says that two bodies are one; a split, that what some records said of one is of another.
Both hold from the moment of the decision until it is taken back, for all that was ever read: what
was believed before that moment stays in the history as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Record = tuple[str, str]
"""A source, and one record of it."""


@dataclass(frozen=True, slots=True)
class Joining:
    """A merge of ``entity`` into ``of``, or a split of ``entity`` from ``of`` with its records.

    ``undone`` is when it was taken back.
    """

    kind: Literal["merge", "split"]
    entity: int
    of: int
    at: datetime
    undone: datetime | None = None
    records: frozenset[Record] = frozenset()

    def holds(self, at: datetime | None = None) -> bool:
        """Say whether it holds at a moment (None: at present)."""
        if at is None:
            return self.undone is None
        return self.at <= at and (self.undone is None or at < self.undone)


@dataclass(frozen=True, slots=True)
class Joined:
    """Who is part of whom at one moment.

    ``parts`` maps a body that is none of its own to the one whose part it is; ``unsplit`` are those
    among them that only a split makes; ``apart`` maps (source, record, body) to the body that was
    split off with that record.
    """

    parts: Mapping[int, int]
    unsplit: frozenset[int]
    apart: Mapping[tuple[str, str, int], int]


def joined(joinings: Iterable[Joining], at: datetime | None = None) -> Joined:
    """Give who is part of whom at a moment (None: at present); parts of parts are resolved."""
    known = list(joinings)
    holding = [one for one in known if one.holds(at)]
    split = {one.entity for one in holding if one.kind == "split"}
    unsplit = frozenset(one.entity for one in known if one.kind == "split") - split
    direct = {one.entity: one.of for one in known if one.entity in unsplit}
    direct |= {one.entity: one.of for one in holding if one.kind == "merge"}
    return Joined(
        {entity: _whole(entity, direct) for entity in direct},
        unsplit,
        {
            (*record, _whole(one.of, direct)): _whole(one.entity, direct)
            for one in holding
            if one.kind == "split"
            for record in one.records
        },
    )


def _whole(entity: int, direct: Mapping[int, int]) -> int:
    while entity in direct:
        entity = direct[entity]
    return entity
