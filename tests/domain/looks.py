"""Looks in few words: what a source said, when, and how well its pages were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from observatory.domain.facts import Absence
from observatory.domain.folding import fold
from observatory.domain.statements import Assertion, Look, Spell
from observatory.domain.values import Value

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
PAGE = "https://example.org/list"
SCOPES: dict[str, Absence] = {
    "list": "record", "facts": "value", "news": "never", "": "edition",
}  # fmt: skip
WHOLE = frozenset({"list"})


def at(days: float) -> datetime:
    """Give the moment so many days after the start."""
    return START + timedelta(days=days)


def says(
    record: str,
    value: str,
    *,
    property: str = "smes_involved",
    scope: str = "list",
    many: bool = False,
    stated: str = "",
    page: str = PAGE,
    entity: int = 1,
) -> Assertion:
    """Say that a record has a value."""
    return Assertion(
        record, entity, property, Value(value, value.lower()), value, page, scope, many,
        stated=stated,
    )  # fmt: skip


def look(
    days: float,
    *assertions: Assertion,
    complete: bool = True,
    damage: Iterable[str] = (),
    pages: Sequence[str] = (PAGE,),
    believed: datetime | None = None,
    unread: Iterable[tuple[str, str]] = (),
    doubtful: bool = False,
) -> Look:
    """Look at the source so many days after the start."""
    broken = frozenset(damage)
    return Look(
        at(days),
        assertions,
        dict.fromkeys(pages, broken),
        WHOLE if complete else frozenset(),
        {},
        believed,
        frozenset(unread),
        frozenset(pages if doubtful else ()),
    )


def spells(*looks: Look) -> list[tuple[str, str, float | None, float | None, float | None]]:
    """Fold looks; give (record, value, first seen, absent since, concluded), in days."""
    folded = fold(looks, SCOPES)
    rows = [
        (
            spell.assertion.record,
            spell.assertion.value.text,
            days(spell.first_seen),
            days(spell.absent_since),
            days(spell.closed),
        )
        for spell in folded
    ]
    return sorted(rows, key=lambda row: (row[0], row[2] or 0, row[1]))


def days(moment: datetime | None) -> float | None:
    """Give a moment as days after the start."""
    return (moment - START) / timedelta(days=1) if moment else None


def open_values(folded: Iterable[Spell]) -> set[str]:
    """Give the values that stand."""
    return {s.assertion.value.text for s in folded if s.closed is None and s.superseded is None}
