"""What one may have meant: bodies, sectors, cities and regions near to what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from observatory.domain.clean import fold, search_key
from observatory.domain.likeness import Hit, bare_words, misspelt
from observatory.domain.vocabulary import VOCABULARIES
from observatory.present.facets import FACETS
from observatory.present.reader import Reader
from observatory.store.queries.profiles import Card

MOST = 8
"""Suggestions that are given at most."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that can be asked for. ``kind`` is ``body``, ``sector``, ``city`` or ``region``.

    ``key`` is a slug or a vocabulary key; ``met`` is the name that was met, if it is another;
    ``close``: what was typed is only spelt alike.
    """

    text: str
    kind: str
    key: str
    href: str
    met: str = ""
    close: bool = False


def suggestions(
    words: str, hits: Mapping[int, Hit], cards: Iterable[Card], reader: Reader
) -> list[Suggestion]:
    """Give what begins so or is named so first, then what is only spelt alike."""
    cards = list(cards)
    by_id = {card.body.id: card for card in cards}
    found = [
        Suggestion(
            by_id[entity].body.title, "body", by_id[entity].body.slug,
            reader.link("clusters", by_id[entity].body.slug),
            hit.name if fold(hit.name) != fold(by_id[entity].body.title) else "", hit.close,
        )
        for entity, hit in hits.items()
        if entity in by_id
    ]  # fmt: skip
    found += _terms(words, cards, reader)
    return sorted(found, key=lambda one: one.close)[:MOST]


def _terms(words: str, cards: list[Card], reader: Reader) -> Iterable[Suggestion]:
    """Give the sectors, cities and regions that any line has and the words begin or misspell."""
    whole, wanted = fold(words), [search_key(word) for word in bare_words(words)]
    have = {
        "sector": {key for card in cards for key in card.keys("sector")},
        "city": {key for card in cards for key in card.keys("host_city")},
        "region": {key for card in cards for key in FACETS["region"](card)},
    }
    for kind, keys in have.items():
        for key, term in VOCABULARIES[kind].items():
            if key not in keys or not whole:
                continue
            labels = [fold(label) for label in (term.en, term.fr, term.ar)]
            theirs = {search_key(word) for label in labels for word in label.split()}
            begins = any(f" {whole}" in f" {label}" for label in labels)
            alike = all(any(misspelt(word, other) for other in theirs) for word in wanted)
            if begins or alike:
                label = term.label(reader.lang)
                yield Suggestion(label, kind, key, _place(kind, key, label, reader), "", not begins)


def _place(kind: str, key: str, label: str, reader: Reader) -> str:
    if kind == "city":
        return reader.link("clusters", q=label)
    return reader.link("clusters", **{kind: key})
