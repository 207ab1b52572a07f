"""One line of a list of bodies: label, field, place, creation, members, last sign of life."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.present.ledger import labels
from observatory.present.reader import Reader
from observatory.present.shown import region_key, values
from observatory.present.views import LabelView, ShownValue
from observatory.store.queries.entities import Body, NameRow
from observatory.store.queries.profiles import Card


@dataclass(frozen=True, slots=True)
class SignView:
    """The newest dated sign of life: what, when, and an address."""

    what: str
    on: Period


@dataclass(frozen=True, slots=True)
class CardView:
    """A body as lists show it; ``also`` are its other names, for who searched for one of them."""

    slug: str
    href: str
    name: str
    kind: str
    counted: bool
    acronym: str
    label: LabelView
    sector: ShownValue | None
    city: ShownValue | None
    region: str
    created: ShownValue | None
    members: ShownValue | None
    sign: SignView | None


def card(found: Card, reader: Reader, day: date) -> CardView:
    """Give one line."""

    def first(*names: str) -> ShownValue | None:
        for name in names:
            if name in found.values:
                return values(found.values[name], reader, day)[0]
        return None

    region = region_key(found.keys("region"), found.keys("host_city"))
    return CardView(
        slug=found.body.slug,
        href=reader.link("clusters", found.body.slug),
        name=found.body.title,
        kind=found.body.kind,
        counted=found.body.counted,
        acronym=acronym(found.body, found.names),
        label=labels.label(found.label, {}, reader),
        sector=first("sector"),
        city=first("host_city"),
        region=reader.term("region", region) if region else "",
        created=first("creation_date"),
        members=first("members_total", "members_companies"),
        sign=sign(found),
    )


def acronym(body: Body, names: Iterable[NameRow]) -> str:
    """Give the acronym that the reviewed names put first, if the title does not hold it."""
    found = next((n.text for n in names if n.kind == "acronym" and n.script == "Latn"), "")
    return "" if found in body.title else found


def sign(found: Card) -> SignView | None:
    """Give the last sign of life."""
    told = found.last_sign
    if told is None or told.on is None:
        return None
    return SignView(EVENT_KINDS[told.kind].key, told.on)
