"""Every spell of every property: what was said, for when, and between which looks it stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import tags
from observatory.present.reader import Reader
from observatory.present.values import Written, written
from observatory.present.views import SourceTag
from observatory.store.queries.statements import Said


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell: ``gone`` is the first look without it, None while its source still says it."""

    id: int
    value: Written
    speaks: Period | None
    first_seen: date
    gone: date | None
    checked: date | None
    tag: SourceTag


@dataclass(frozen=True, slots=True)
class PropertySpells:
    """The spells of one property, the latest spoken for first."""

    key: str
    label: str
    spells: tuple[Spell, ...]


def spells(said: Iterable[Said], reader: Reader) -> tuple[PropertySpells, ...]:
    """Give the spells of every property, in the order of the vocabulary."""
    found: dict[str, list[Said]] = {}
    for one in said:
        found.setdefault(one.property, []).append(one)
    return tuple(
        PropertySpells(name, rule.label(reader.lang), tuple(
            _spell(one, reader) for one in sorted(found[name], key=_latest, reverse=True)
        ))
        for name, rule in PROPERTIES.items()
        if name in found
    )  # fmt: skip


def _spell(said: Said, reader: Reader) -> Spell:
    return Spell(
        said.id,
        written(PROPERTIES[said.property], said.value, said.lang, reader),
        said.speaks,
        said.first_seen.date(),
        said.absent_since.date() if said.absent_since else None,
        said.last_checked.date() if said.last_checked else None,
        tags.of_said(said),
    )


def _latest(said: Said) -> tuple[bool, date, date]:
    spoken = said.speaks.hi if said.speaks else date.min
    return said.open, spoken, said.first_seen.date()
