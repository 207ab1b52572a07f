"""International partnerships that target Morocco: a line of the list, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from observatory.domain.clean import fold
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import shown
from observatory.present.cards import acronym
from observatory.present.reader import Reader
from observatory.present.rows import said_in
from observatory.present.told import ToldView, told
from observatory.present.values import written
from observatory.present.views import ShownValue
from observatory.store.queries.profiles import Card, Profile
from observatory.store.queries.statements import Said, Shown

KEYS = ("smes_involved", "partners_count", "generation", "launch_date")
SHOWN = (*KEYS, "name", "acronym", "targeted_country", "technology_field", "sectoral_industry")
"""Properties that a line of the list is made of."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Whether a list that we read names it. ``state``: listed, gone or cited (on no such list).

    ``first`` and ``last`` are the first and last good look with it; ``gone`` the first without.
    """

    state: str
    first: date | None = None
    last: date | None = None
    gone: date | None = None


@dataclass(frozen=True, slots=True)
class PartnershipView:
    """A partnership in the list."""

    slug: str
    href: str
    acronym: str
    name: str
    smes: ShownValue | None
    partners: ShownValue | None
    generation: ShownValue | None
    countries: tuple[str, ...]
    listing: Listing


@dataclass(frozen=True, slots=True)
class PartnershipPage:
    """A partnership whole."""

    line: PartnershipView
    key_values: tuple[ShownValue, ...]
    groups: tuple[shown.GroupView, ...]
    events: tuple[ToldView, ...]


def line(card: Card | Profile, reader: Reader, day: date) -> PartnershipView:
    """Give a partnership as a line of the list."""
    values = card.values
    stated = _text(values.get("acronym"), reader)
    short = stated or acronym(card.body, card.names) or card.body.title
    name = _text(values.get("name"), reader) or card.body.title
    countries = values.get("targeted_country")
    rule = PROPERTIES["targeted_country"]
    return PartnershipView(
        slug=card.body.slug,
        href=reader.link("partnerships", card.body.slug),
        acronym=short,
        name=name if name != short else "",
        smes=_value(values.get("smes_involved"), reader, day),
        partners=_value(values.get("partners_count"), reader, day),
        generation=_value(values.get("generation"), reader, day),
        countries=tuple(
            sorted(
                (written(rule, said.value, "", reader).text for said in countries.first), key=fold
            )
        )
        if countries
        else (),
        listing=listing(said_in(values, tuple(values))),
    )


def whole(found: Profile, reader: Reader) -> PartnershipPage:
    """Give a partnership with everything that is said and told of it."""
    day = found.as_of.valid
    return PartnershipPage(
        line(found, reader, day),
        tuple(_key_value(name, found, reader) for name in KEYS),
        shown.groups(found.values, reader, day),
        told(found.told, reader),
    )


def _key_value(name: str, found: Profile, reader: Reader) -> ShownValue:
    """Give a value that stands above; the place to cite is the one in its group below."""
    value = _value(found.values.get(name), reader, found.as_of.valid)
    if value is None:
        return shown.missing(name, reader).values[0]
    others = tuple(replace(other, statement_id=0) for other in value.others)
    return replace(value, statement_id=0, others=others)


def listing(said: Iterable[Said]) -> Listing:
    """Say from the statements of pages that are kept whether a list names it, and since when."""
    read = [one for one in said if one.by.kept and one.record.startswith("escp4i:")]
    if not read:
        return Listing("cited")
    first = min(one.first_seen for one in read).date()
    standing = [one for one in read if one.open]
    if standing:
        return Listing("listed", first, _day(one.last_checked for one in standing))
    return Listing("gone", first, None, _day(one.absent_since for one in read))


def _day(moments: Iterable[datetime | None]) -> date | None:
    known = [moment for moment in moments if moment]
    return max(known).date() if known else None


def _value(found: Shown | None, reader: Reader, day: date) -> ShownValue | None:
    return shown.values(found, reader, day)[0] if found else None


def _text(found: Shown | None, reader: Reader) -> str:
    if not found:
        return ""
    first = found.first[0]
    return written(PROPERTIES[found.property], first.value, first.lang, reader).text
