"""What a source states: assertions, the looks that had them, and the spells in which they stood.

A spell is one assertion by one source record, from the first good look that had it to the first
that did not.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from observatory.domain.values import Value

Key = tuple[str, str, str]
"""(record, property, value key)."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A typed fact about a known entity, as one source record states it.

    ``entity`` is the entity's id. ``valid`` and ``stated`` are ISO periods or empty.
    ``page`` is the address it was read on. ``many`` says that the record may state several values
    of the property at once.
    """

    record: str
    entity: int
    property: str
    value: Value
    raw: str
    page: str
    scope: str
    many: bool = False
    lang: str = ""
    valid: str = ""
    stated: str = ""
    citation: str = ""
    locator: str = ""
    inferred: tuple[str, ...] = ()
    note: str = ""
    placed_at: datetime | None = None
    """When a person decided whom it is about, if a person did: it was not believed before."""

    @builtins.property
    def key(self) -> Key:
        """Give what makes two assertions of a source the same one."""
        return self.record, self.property, self.value.key


@dataclass(frozen=True, slots=True)
class Look:
    """One run's good look at a source.

    ``believed`` is when it was believed, if later than ``seen``: a person had to release it first.
    ``pages`` maps each page well read to the damage seen on it; ``complete`` holds the ``record``
    scopes of which every page was well read.
    """

    seen: datetime
    assertions: tuple[Assertion, ...]
    pages: Mapping[str, frozenset[str]]
    complete: frozenset[str] = frozenset()
    reading: Mapping[str, int] = field(default_factory=dict)
    """The reading id behind each page."""
    believed: datetime | None = None
    unread: frozenset[tuple[str, str]] = frozenset()
    """(record, property) of what the pages print and nobody could type or place: it is not gone."""
    doubtful: frozenset[str] = frozenset()
    """Pages of which the reader itself says that they lack what they should give."""

    @property
    def recorded(self) -> datetime:
        """Give when it was believed: never before it was seen."""
        return max(self.believed or self.seen, self.seen)

    @property
    def records(self) -> frozenset[str]:
        """Give the records that this look has, read or not."""
        read = (assertion.record for assertion in self.assertions)
        return frozenset(read) | {record for record, _ in self.unread}


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell: ``absent_since`` is the first complete look without it; ``closed`` when that was
    concluded. ``absent_since`` without ``closed`` is one look without it: not yet a conclusion.
    ``superseded`` is when the belief was given up although the world did not change; ``again``
    when it was taken up anew after that.
    """

    assertion: Assertion
    first_seen: datetime
    recorded: datetime
    reading: int = 0
    absent_since: datetime | None = None
    closed: datetime | None = None
    superseded: datetime | None = None
    again: datetime | None = None

    @property
    def key(self) -> Key:
        """Give the key of its assertion."""
        return self.assertion.key


@dataclass(frozen=True, slots=True)
class Step:
    """What one look does to the open spells of its source."""

    opened: tuple[Spell, ...] = ()
    updated: tuple[Spell, ...] = ()
    """Missing for the first time, or back after one look without it."""
    closed: tuple[Spell, ...] = ()
    superseded: tuple[Spell, ...] = ()
    """No longer in the present edition of a reviewed data file."""

    @property
    def replaced(self) -> dict[tuple[str, str], tuple[Spell, Spell]]:
        """Pair the closed and the opened spell of a property that holds one value at a time."""
        new = {
            (s.assertion.record, s.assertion.property): s
            for s in self.opened
            if not s.assertion.many
        }
        return {
            pair: (old, new[pair])
            for old in self.closed
            if (pair := (old.assertion.record, old.assertion.property)) in new
        }
