"""Finding a cluster: each body that meets a wish, with the reasons and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from observatory.domain import matching
from observatory.domain.likeness import ORDER, Hit
from observatory.domain.matching import Candidate, Reason, Wish
from observatory.domain.vocabulary.properties import LEVERS
from observatory.present import dates
from observatory.present.cards import SignView, sign
from observatory.present.facets import FACETS, named_terms
from observatory.present.find.words import (
    BY_CITY,
    HOWS,
    MARKS,
    NAMED_TERM,
    OTHERWISE,
    SIGNS,
    UNSAID,
    WISHES,
)
from observatory.present.ledger import labels
from observatory.present.reader import Reader
from observatory.present.shown import region_of_city, values
from observatory.present.tags import of_told
from observatory.present.views import LabelView, ShownValue, SourceTag
from observatory.store.queries.profiles import Card

PROPERTIES = (
    "sector", "region", "host_city", "life_status", *(f"lever_{key}" for key in LEVERS),
)  # fmt: skip
"""What the reasons rest on."""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """How a body stands to a wish, in a sentence; ``tag`` is who says so, ``name`` a name met."""

    verdict: str
    text: str
    tag: SourceTag | None = None
    name: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class FoundView:
    """A body that meets at least one wish. ``life`` is its stated life status, if any."""

    name: str
    href: str
    kind: str
    counted: bool
    label: LabelView
    met: int
    reasons: tuple[ReasonView, ...]
    sign: SignView | None
    life: ShownValue | None


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish in words."""

    about: str
    key: str
    text: str


def found(
    asked: Sequence[Wish],
    cards: Sequence[Card],
    hits: Mapping[int, Hit],
    reader: Reader,
    day: date,
) -> list[FoundView]:
    """Give the bodies that meet a wish, in the order of ``matching.place``."""
    words = next((wish.key for wish in asked if wish.about == "words"), "")
    rows = []
    for card in cards:
        one = candidate(card, words, hits.get(card.body.id))
        reasons = matching.judge(asked, one, day)
        if matching.met(reasons):
            rows.append((matching.place(reasons, one), card, reasons))
    rows.sort(key=lambda row: row[0])
    return [_found(card, reasons, hits.get(card.body.id), reader, day) for _, card, reasons in rows]


def candidate(card: Card, words: str, hit: Hit | None) -> Candidate:
    """Give what matching needs to know of a body; naming its sector or place counts as a part."""
    named = ORDER[hit.how] if hit else 0
    if words and named < ORDER["part"] and named_terms(card, words):
        named = ORDER["part"]
    return Candidate(
        named=named,
        sectors=card.keys("sector"),
        regions=[key for key in FACETS["region"](card) if key],
        levers={key: keys[0] for key in LEVERS if (keys := card.keys(f"lever_{key}"))},
        sign=card.last_sign.on.hi if card.last_sign and card.last_sign.on else None,
        name=card.body.title,
    )


def wish(one: Wish, reader: Reader) -> WishView:
    """Give a wish in words."""
    said = {
        "words": one.key,
        "sector": reader.term("sector", one.key),
        "region": reader.term("region", one.key),
        "need": reader.term("lever", one.key),
        "alive": "",
    }[one.about]
    return WishView(one.about, one.key, reader.gettext(WISHES[one.about], what=said))


def _found(
    card: Card, reasons: Sequence[Reason], hit: Hit | None, reader: Reader, day: date
) -> FoundView:
    life = card.values.get("life_status")
    return FoundView(
        name=card.body.title,
        href=reader.link("clusters", card.body.slug),
        kind=card.body.kind,
        counted=card.body.counted,
        label=labels.label(card.label, {}, reader),
        met=matching.met(reasons),
        reasons=tuple(_reason(card, one, hit, reader, day) for one in reasons),
        sign=sign(card),
        life=values(life, reader, day)[0] if life else None,
    )


def _reason(card: Card, one: Reason, hit: Hit | None, reader: Reader, day: date) -> ReasonView:
    match one.wish.about:
        case "words":
            return _named(card, one, hit, reader)
        case "need":
            return _lever(card, one, reader, day)
        case "alive":
            return _alive(card, one, reader)
    name = one.wish.about
    found = card.values.get(name)
    if found is None and name == "region":
        worked_out = region_of_city(card.values, reader, day)
        if worked_out:
            shown = worked_out.values[0]
            city = values(card.values["host_city"], reader, day)[0].text
            text = reader.gettext(BY_CITY, what=shown.text, city=city)
            return ReasonView(one.verdict, text, shown.tag)
    if found is None:
        return ReasonView(one.verdict, reader.gettext(UNSAID[name]))
    shown = values(found, reader, day)[0]
    form = WISHES[name] if one.verdict == "met" else OTHERWISE[name]
    text = reader.gettext(form, what=shown.text)
    return ReasonView(one.verdict, text, shown.tag, conflict=shown.conflict)


def _named(card: Card, one: Reason, hit: Hit | None, reader: Reader) -> ReasonView:
    terms = named_terms(card, one.wish.key)
    if hit and not (hit.close and terms):
        return ReasonView(one.verdict, reader.gettext(HOWS[hit.how]), name=hit.name)
    if terms:
        said = reader.joined([reader.term(vocabulary, key) for vocabulary, key in terms])
        return ReasonView(one.verdict, reader.gettext(NAMED_TERM, what=said))
    unsaid = UNSAID[one.wish.about]
    return ReasonView(one.verdict, reader.gettext(unsaid))


def _alive(card: Card, one: Reason, reader: Reader) -> ReasonView:
    told, unsaid = card.last_sign, UNSAID[one.wish.about]
    if told is None or told.on is None:
        return ReasonView(one.verdict, reader.gettext(unsaid))
    kind = reader.term("event_kind", told.kind)
    form = SIGNS[one.verdict == "met"]
    text = reader.gettext(form, what=kind, day=dates.period(told.on, reader.lang))
    return ReasonView(one.verdict, text, of_told(told))


def _lever(card: Card, one: Reason, reader: Reader, day: date) -> ReasonView:
    said = reader.term("lever", one.wish.key)
    found = card.values.get(f"lever_{one.wish.key}")
    if found is None:
        unsaid = UNSAID[one.wish.about]
        return ReasonView(one.verdict, reader.gettext(unsaid, what=said))
    shown = values(found, reader, day)[0]
    form = MARKS[one.verdict == "met"]
    return ReasonView(
        one.verdict, reader.gettext(form, what=said), shown.tag, conflict=shown.conflict
    )
