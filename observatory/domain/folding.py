"""Reconcile: fold the looks of one source into spells of assertions.

The fold is pure and goes over looks in order of *seen*; the live run applies one step to the open
spells, ``rebuild`` folds all looks, and both must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from observatory.domain.facts import Absence
from observatory.domain.statements import Assertion, Key, Look, Spell, Step

TWO_LOOKS = timedelta(hours=12)
"""A vanished record or value needs two complete looks at least this far apart."""

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

    @property
    def standing(self) -> tuple[Spell, ...]:
        """Give the spells that are open now."""
        return tuple(self._open.values())

    @property
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
