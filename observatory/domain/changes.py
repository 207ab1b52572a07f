"""Changes: what a run's looks altered, as numbered, immutable entries. Pure; numbers come later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from observatory.domain.facts import Absence
from observatory.domain.labels import ACTS
from observatory.domain.periods import Period
from observatory.domain.statements import Spell, Step
from observatory.domain.values import Value

OLD = timedelta(days=30)
"""A label event older than this when first seen is history, not news."""

Scalar = str | float | int | None

IMPORTANCE = {
    "label_event": 3,
    "contract_signed": 3,
    "call_opened": 3,
    "deadline_moved": 3,
    "listed": 2,
    "no_longer_listed": 2,
    "disagreement": 2,
    "value_changed": 2,
    "value_added": 1,
    "value_withdrawn": 1,
    "correction": 1,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change before it has its number.

    ``not_before`` is the last look without it, ``not_after`` the first with it. ``old`` and ``new``
    are the spells it rests on.
    """

    kind: str
    entity: int
    record: str
    property: str = ""
    before: Scalar = None
    after: Scalar = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    old: Spell | None = None
    new: Spell | None = None
    retrospective: bool = False


class Past(Protocol):
    """The good looks at a source before this one, by what they had."""

    def had(self, record: str, property: str, before: datetime) -> datetime | None:
        """Give the last look before a moment that had a record, or (if named) a property of it."""

    def looked(self, page: str, before: datetime) -> datetime | None:
        """Give the last look before a moment at a page, or (if empty) at every page at once."""


def entries(
    taken: Step,
    past: Past,
    *,
    kinds: Mapping[int, str],
    titles: Mapping[int, str],
    scopes: Mapping[str, Absence],
    known: frozenset[str],
    present: frozenset[str],
) -> list[Entry]:
    """Give the entries of one step.

    ``known`` holds the records that were open before, ``present`` those of this look. A record
    that comes or goes as a whole is one entry; a value said again for another time is none.
    """
    came = _first_by_record(taken.opened, scopes, known, kinds)
    gone = _gone_records(taken, scopes, present)
    return [
        *_listed(came, past, kinds, titles),
        *_listed_no_longer(gone, past, titles),
        *_stated(taken, past, came, known),
        *_withdrawn(taken, past, gone),
    ]


def _listed(
    came: Mapping[str, Spell], past: Past, kinds: Mapping[int, str], titles: Mapping[int, str]
) -> Iterator[Entry]:
    for record, spell in came.items():
        entity = spell.assertion.entity
        kind = "call_opened" if kinds.get(entity) == "call" else "listed"
        since = past.looked("", spell.first_seen)
        title = titles.get(entity, record)
        yield Entry(
            kind, entity, record, after=title, not_before=since, not_after=spell.first_seen,
            new=spell,
        )  # fmt: skip


def _listed_no_longer(
    gone: Mapping[str, Spell], past: Past, titles: Mapping[int, str]
) -> Iterator[Entry]:
    for record, spell in gone.items():
        entity = spell.assertion.entity
        since = past.had(record, "", missed(spell))
        title = titles.get(entity, record)
        yield Entry(
            "no_longer_listed", entity, record, before=title, not_before=since,
            not_after=missed(spell), old=spell,
        )  # fmt: skip


def _stated(
    taken: Step, past: Past, came: Mapping[str, Spell], known: frozenset[str]
) -> Iterator[Entry]:
    """Give the values that are new or stand for others, of records that were there before."""
    ended, replaced = {s.key for s in taken.closed}, taken.replaced
    for spell in taken.opened:
        a, seen = spell.assertion, spell.first_seen
        if a.record in came or spell.key in ended:
            continue
        pair = replaced.get((a.record, a.property))
        if pair is None:
            since = past.had(a.record, "", seen) if a.record in known else past.looked(a.page, seen)
            yield Entry(
                "value_added", a.entity, a.record, a.property, None, scalar(a.value), since, seen,
                new=spell,
            )  # fmt: skip
        else:
            kind = "deadline_moved" if a.property == "deadline" else "value_changed"
            yield Entry(
                kind, a.entity, a.record, a.property, scalar(pair[0].assertion.value),
                scalar(a.value), past.had(a.record, a.property, seen), seen, pair[0], spell,
            )  # fmt: skip


def _withdrawn(taken: Step, past: Past, gone: Mapping[str, Spell]) -> Iterator[Entry]:
    """Give the values that nothing stands for any more, of records that are still there."""
    reopened, replaced = {s.key for s in taken.opened}, taken.replaced
    for spell in taken.closed:
        a = spell.assertion
        if a.record in gone or (a.record, a.property) in replaced or spell.key in reopened:
            continue
        yield Entry(
            "value_withdrawn", a.entity, a.record, a.property, scalar(a.value), None,
            past.had(a.record, a.property, missed(spell)), missed(spell), old=spell,
        )  # fmt: skip


def label_entry_kind(kind: str) -> str | None:
    """Give the kind of change that an event makes, or None: mentions, leads and news make none."""
    if kind == "contract_signed":
        return "contract_signed"
    if kind in ACTS or kind in ("withdrawn", "selected", "not_selected", "conditional"):
        return "label_event"
    return None


def is_old(on: Period | None, seen: date) -> bool:
    """Say whether an event is history when first seen: undated, or past for more than 30 days."""
    return on is None or seen - on.hi > OLD


def scalar(value: Value) -> Scalar:
    """Give the canonical scalar of a value: a number where it is one exactly, else its text."""
    if value.number is None or value.qualifier:
        return value.text
    return int(value.number) if value.number.is_integer() else value.number


def missed(spell: Spell) -> datetime:
    """Give the first look without a spell that was closed."""
    assert spell.absent_since is not None
    return spell.absent_since


def _first_by_record(
    spells: Iterable[Spell],
    scopes: Mapping[str, Absence],
    known: frozenset[str],
    kinds: Mapping[int, str],
) -> dict[str, Spell]:
    """Give one spell of each record that a list names for the first time, or again.

    A call is told as a whole wherever it is read: it opens once, whatever its page states.
    """
    out: dict[str, Spell] = {}
    for spell in spells:
        a = spell.assertion
        whole = scopes.get(a.scope) == "record" or kinds.get(a.entity) == "call"
        if whole and a.record not in known:
            out.setdefault(a.record, spell)
    return out


def _gone_records(
    taken: Step, scopes: Mapping[str, Absence], present: frozenset[str]
) -> dict[str, Spell]:
    """Give one spell of each record that is concluded to be gone from its list."""
    out: dict[str, Spell] = {}
    for spell in taken.closed:
        a = spell.assertion
        if scopes.get(a.scope) == "record" and a.record not in present:
            out.setdefault(a.record, spell)
    return out
