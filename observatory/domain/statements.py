"""Reconcile: fold the looks of one source into spells of assertions.

A spell is one assertion by one source record, from the first good look that had it to the first
that did not. The fold is pure and goes over looks in order of *seen*; the live run applies one
step to the open spells, ``rebuild`` folds all looks, and both must agree.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from observatory.domain.facts import Absence
from observatory.domain.values import Value

TWO_LOOKS = timedelta(hours=12)
"""A vanished record or value needs two complete looks at least this far apart."""

Key = tuple[str, str, str]
"""(record, property, value key)."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A typed fact about a known entity, as one source record states it.

    ``entity`` is the entity's id. ``valid``, ``stated`` and ``published`` are ISO periods or empty.
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


LastDamage = Callable[[str], Mapping[str, frozenset[str]]]
"""record → the damage by page in the last good look that had this record."""


def step(
    spells: Iterable[Spell], look: Look, scopes: Mapping[str, Absence], last_damage: LastDamage
) -> Step:
    """Apply one look to the open spells of its source.

    A changed value closes its spell at once; a vanished one after two complete looks ``TWO_LOOKS``
    apart. A look concludes no absence where damage stands that was not there in the last look
    that had the record.
    """
    said = {assertion.key: assertion for assertion in look.assertions}
    opened: dict[Key, Spell] = {}
    updated: list[Spell] = []
    closed: list[Spell] = []
    superseded: list[Spell] = []
    going: set[Key] = set()
    held = {(a.record, a.property) for a in look.assertions}
    single = {(a.record, a.property) for a in look.assertions if not a.many}
    columns = {(a.scope, a.property) for a in look.assertions}
    records = look.records
    for spell in spells:
        old = spell.assertion
        now = said.get(spell.key)
        same = now is not None and _same(old, now)
        if same:
            going.add(spell.key)
            if spell.absent_since:
                updated.append(replace(spell, absent_since=None))
        elif scopes.get(old.scope) == "edition":
            superseded.append(replace(spell, superseded=max(look.recorded, spell.recorded)))
        elif now is not None or ((old.record, old.property) in single and not old.many):
            closed.append(_closed(spell, look, look.seen))
        elif _misses(look, old, scopes, held, columns, records) and not _new_damage(
            look, old, scopes, last_damage
        ):
            since = spell.absent_since or look.seen
            if look.seen - since >= TWO_LOOKS:
                closed.append(_closed(spell, look, since))
            elif spell.absent_since is None:
                updated.append(replace(spell, absent_since=since))
    for key, assertion in said.items():
        if key not in going:
            reading = look.reading.get(assertion.page, 0)
            believed = max(look.recorded, assertion.placed_at or look.recorded)
            opened[key] = Spell(assertion, look.seen, believed, reading)
    return Step(tuple(opened.values()), tuple(updated), tuple(closed), tuple(superseded))


class Folding:
    """A fold in progress: what is open after the looks taken so far, and what has ended."""

    def __init__(self, scopes: Mapping[str, Absence]) -> None:
        """Begin with nothing; ``scopes`` says what absence means in each."""
        self._scopes = scopes
        self._open: dict[Key, Spell] = {}
        self._done: list[Spell] = []
        self._damage: dict[str, Mapping[str, frozenset[str]]] = {}

    @builtins.property
    def standing(self) -> tuple[Spell, ...]:
        """Give the spells that are open now."""
        return tuple(self._open.values())

    @builtins.property
    def spells(self) -> list[Spell]:
        """Give all spells, those that ended first."""
        return [*self._done, *self._open.values()]

    def take(self, look: Look) -> Step:
        """Apply one look, not earlier than those before."""
        taken = step(
            self._open.values(), look, self._scopes, lambda record: self._damage.get(record, {})
        )
        for spell in (*taken.closed, *taken.superseded):
            self._done.append(spell)
            del self._open[spell.key]
        for spell in (*taken.updated, *taken.opened):
            self._open[spell.key] = spell
        for record in look.records:
            self._damage[record] = look.pages
        return taken


def fold(looks: Iterable[Look], scopes: Mapping[str, Absence]) -> list[Spell]:
    """Fold all looks of a source, in order of *seen*, into its spells, open and closed."""
    folding = Folding(scopes)
    for look in looks:
        folding.take(look)
    return folding.spells


def _closed(spell: Spell, look: Look, since: datetime) -> Spell:
    """Close a spell; one that was believed late, by a release, is not given up before that."""
    return replace(spell, absent_since=since, closed=max(look.recorded, spell.recorded))


def _same(old: Assertion, now: Assertion) -> bool:
    """Say whether two assertions with one key are one: same entity and same time spoken for."""
    return (old.entity, old.stated, old.valid, old.citation) == (
        now.entity,
        now.stated,
        now.valid,
        now.citation,
    )


def _misses(
    look: Look,
    old: Assertion,
    scopes: Mapping[str, Absence],
    held: set[tuple[str, str]],
    columns: set[tuple[str, str]],
    records: frozenset[str],
) -> bool:
    """Say whether this look was one in which the assertion should have stood, and nothing does.

    In a ``record`` scope the record itself must be gone from a complete list. Where the record
    stands, the property must have been read with other values, or its cell must be blank in a
    complete list that has the property of another record: a column that is empty or missing as a
    whole says nothing. In a ``value`` scope every value of a page should stand again that was well
    read and without a doubt of its reader.
    """
    if (old.record, old.property) in look.unread:
        return False
    match scopes.get(old.scope, "never"):
        case "record":
            if old.record not in records:
                return old.scope in look.complete
            blank = old.scope in look.complete and (old.scope, old.property) in columns
            return blank or (old.record, old.property) in held
        case "value":
            return old.page in look.pages and old.page not in look.doubtful
    return False


def _new_damage(
    look: Look, old: Assertion, scopes: Mapping[str, Absence], last_damage: LastDamage
) -> bool:
    """Say whether damage stands where the assertion might be that its record's last look lacked."""
    known = last_damage(old.record)
    pages = look.pages if scopes.get(old.scope) == "record" else (old.page,)
    return any(look.pages[page] - known.get(page, frozenset()) for page in pages)
