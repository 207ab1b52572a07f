"""Every spell of every property: what was said, for when, and between which looks it stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from observatory.domain.periods import Period
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import tags
from observatory.present.reader import Reader
from observatory.present.values import Written, written
from observatory.present.views import SourceTag
from observatory.present.words import N_
from observatory.store.queries.statements import Said

WHY = {
    "edition": N_("a later edition of the reviewed record says otherwise"),
    "decision": N_("a person decided so"),
}
"""Why we stopped believing a statement; any other reason is a better reading of the same page."""
READ_AGAIN = N_("the page was read again, and better")


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
class Corrected:
    """What we recorded and have corrected since; ``href`` is the page as it stood before."""

    id: int
    label: str
    value: Written
    recorded: date
    corrected: date
    why: str
    href: str
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


def corrected(said: Iterable[Said], place: Iterable[str], reader: Reader) -> tuple[Corrected, ...]:
    """Give what we have corrected of the body at ``place``, the latest correction first.

    The page as known on the day before a correction shows what we believed until then; recorded
    and corrected on one day, no day shows it.
    """
    given_up = sorted(
        ((one.given_up, one) for one in said if one.given_up),
        key=lambda pair: (pair[0], pair[1].id),
        reverse=True,
    )
    return tuple(
        Corrected(
            one.id,
            PROPERTIES[one.property].label(reader.lang),
            written(PROPERTIES[one.property], one.value, one.lang, reader),
            one.recorded_at.date(),
            at.date(),
            reader.gettext(WHY.get(one.why, READ_AGAIN)),
            reader.link(*place, known_at=(at.date() - timedelta(days=1)).isoformat())
            if one.recorded_at.date() < at.date()
            else "",
            tags.of_said(one),
        )
        for at, one in given_up
    )


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
