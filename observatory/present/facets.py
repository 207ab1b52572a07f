"""By what a list of bodies is narrowed and ordered, and how many have each key of a facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from observatory.domain.clean import fold
from observatory.domain.likeness import bare_words
from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.events import LABEL_STATES
from observatory.domain.vocabulary.properties import LEVERS
from observatory.present.lists import Field, Option
from observatory.present.reader import Reader
from observatory.present.shown import region_key
from observatory.present.words import N_
from observatory.store.queries.profiles import Card

Keys = Callable[[Card], Collection[str]]

FACETS: dict[str, Keys] = {
    "sector": lambda card: card.keys("sector"),
    "region": lambda card: (region_key(card.keys("region"), card.keys("host_city")),),
    "label": lambda card: (card.label.state,),
    "vocation": lambda card: card.keys("vocation"),
    "governance": lambda card: card.keys("governance"),
    "financing": lambda card: card.keys("financing"),
    "lever": lambda card: [key for key in LEVERS if card.keys(f"lever_{key}") == ("marked",)],
    "life": lambda card: card.keys("life_status") or ("unknown",),
}
"""What a line has of each facet, as vocabulary keys."""

NAMES: dict[str, tuple[str, str]] = {
    "sector": (N_("Sector"), "sector"),
    "region": (N_("Region"), "region"),
    "label": (N_("Label"), "label_state"),
    "vocation": (N_("Vocation"), "vocation"),
    "governance": (N_("Governance"), "governance"),
    "financing": (N_("Financing"), "financing"),
    "lever": (N_("Lever of action"), "lever"),
    "life": (N_("Life status"), "life_status"),
    "kind": (N_("Kind"), "entity_kind"),
}
"""Each facet's name, and the vocabulary of its keys."""

SORTS = {
    "name": N_("Name"),
    "label": N_("Label"),
    "created": N_("Oldest first"),
    "members": N_("Most members first"),
    "sign": N_("Last sign of life first"),
}
"""Orders of a list of bodies."""

SHORT = {"in_process": "stated_in_process", "not_labelled": "stated_not_labelled"}
"""Short forms of label states that addresses may carry."""


def narrowed(cards: Sequence[Card], chosen: Mapping[str, str], but: str = "") -> list[Card]:
    """Give the lines that have every chosen key, one facet (``but``) left aside."""
    return [
        card
        for card in cards
        if all(
            key in FACETS[name](card)
            for name, key in chosen.items()
            if key and name != but and name in FACETS
        )
    ]


def named_terms(card: Card, words: str) -> tuple[tuple[str, str], ...]:
    """Give the sector, the city and the region of a line that ``words`` name, in any language.

    Every word must begin a word of one of them or of the line's names ("textile casablanca"), and
    one of them a term's; else nothing is named.
    """
    wanted = [word for word in bare_words(words) if word]
    terms = _terms(card)
    names = {word for name in card.names for word in fold(name.text).split()}
    met: dict[tuple[str, str], None] = {}
    for word in wanted:
        found = [term for term, labels in terms.items() if _begins(word, labels)]
        if not found and not _begins(word, names):
            return ()
        met.update(dict.fromkeys(found))
    return tuple(met)


def ordered(cards: Sequence[Card], sort: str) -> list[Card]:
    """Put lines in an order of ``SORTS``; equals, and those of unknown place last, by name."""
    return sorted(cards, key=lambda one: (*_place(one, sort), one.body.title.casefold()))


def fields(cards: Sequence[Card], chosen: Mapping[str, str], reader: Reader) -> list[Field]:
    """Give a field per facet that leaves anyone; each option says how many it would leave."""
    out = []
    for name, keys in FACETS.items():
        title, vocabulary = NAMES[name]
        counts = Counter(key for card in narrowed(cards, chosen, name) for key in keys(card))
        options = tuple(
            Option(key, term.label(reader.lang), key == chosen.get(name), counts[key])
            for key, term in VOCABULARIES[vocabulary].items()
            if counts[key] or key == chosen.get(name)
        )
        if options:
            out.append(Field(name, reader.gettext(title), options))
    return out


def _terms(card: Card) -> dict[tuple[str, str], set[str]]:
    """Give the words of every label of what a line is about and where it is."""
    keys = {
        "sector": card.keys("sector"),
        "city": card.keys("host_city"),
        "region": FACETS["region"](card),
    }
    return {
        (vocabulary, key): {
            word for label in (term.en, term.fr, term.ar) for word in fold(label).split()
        }
        for vocabulary, found in keys.items()
        for key in found
        if (term := VOCABULARIES[vocabulary].get(key))
    }


def _begins(word: str, others: Collection[str]) -> bool:
    """Say whether a word is one of others, or, from three letters on, begins one."""
    return word in others or (len(word) >= 3 and any(one.startswith(word) for one in others))


def _place(one: Card, sort: str) -> tuple[Any, ...]:
    match sort:
        case "label":
            return (list(LABEL_STATES).index(one.label.state),)
        case "created":
            created = one.keys("creation_date")
            return (not created, created)
        case "members":
            found = one.values.get("members_total") or one.values.get("members_companies")
            count = found.first[0].value.number if found else None
            return (-(count or 0),)
        case "sign":
            on = one.last_sign.on if one.last_sign else None
            return (on is None, -on.hi.toordinal() if on else 0)
    return ()
