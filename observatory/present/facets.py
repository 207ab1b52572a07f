"""By what a list of bodies is narrowed: what each line has of a facet, and how many have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from observatory.domain.clean import fold
from observatory.domain.vocabulary import VOCABULARIES
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


def speaks_of(card: Card, words: str) -> bool:
    """Say whether ``words`` name the sector, the city or the region of a line, in any language."""
    wanted = fold(words)
    terms = [
        VOCABULARIES[vocabulary].get(key)
        for vocabulary, keys in (
            ("sector", card.keys("sector")),
            ("city", card.keys("host_city")),
            ("region", FACETS["region"](card)),
        )
        for key in keys
    ]
    labels = [fold(label) for term in terms if term for label in (term.en, term.fr, term.ar)]
    return bool(wanted) and any(f" {wanted}" in f" {label}" for label in labels)


def fields(cards: Sequence[Card], chosen: Mapping[str, str], reader: Reader) -> list[Field]:
    """Give a field per facet; each option says how many lines it would leave."""
    out = []
    for name, keys in FACETS.items():
        title, vocabulary = NAMES[name]
        counts = Counter(key for card in narrowed(cards, chosen, name) for key in keys(card))
        options = tuple(
            Option(key, term.label(reader.lang), key == chosen.get(name), counts[key])
            for key, term in VOCABULARIES[vocabulary].items()
            if counts[key] or key == chosen.get(name)
        )
        out.append(Field(name, reader.gettext(title), options))
    return out
