"""Which bodies a request asks for: one answer for the page, the API, the feed and the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from observatory.domain.likeness import Hit
from observatory.domain.vocabulary import VOCABULARIES
from observatory.present.facets import FACETS, NAMES, SHORT, SORTS, named_terms, narrowed, ordered
from observatory.store.queries import profiles, search
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import Card
from observatory.web import asking

PROPERTIES = (*profiles.CARD, *profiles.LEVERS)
"""What a list shows and filters by."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request narrows and orders the list by; empty texts ask for nothing."""

    words: str = ""
    kind: str = ""
    facets: Mapping[str, str] | None = None
    sort: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """Give the facets that are asked for, by name."""
        return {name: key for name, key in (self.facets or {}).items() if key}

    @property
    def narrows(self) -> bool:
        """Say whether it leaves anyone out."""
        return bool(self.words or self.kind or self.chosen)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers: ``main`` are counted as clusters (or of the kind asked for), ``apart`` are not.

    ``met`` are those whom the words name, before kind and facets, whose counts come from them;
    ``hits`` says by which name somebody was found; ``everybody`` is who could have answered.
    """

    main: Sequence[Card]
    apart: Sequence[Card]
    met: Sequence[Card]
    hits: Mapping[int, Hit]
    everybody: Sequence[Card]

    @property
    def bodies(self) -> list[Card]:
        """Give everybody who answers, in the order of the page."""
        return [*self.main, *self.apart]

    @property
    def guessed(self) -> bool:
        """Say whether the words name nobody, and those who answer are only spelt alike."""
        found = [self.hits.get(card.body.id) for card in self.bodies]
        return bool(found) and all(hit is not None and hit.close for hit in found)


def asked(kind: str = "kind", kinds: Sequence[str] = profiles.BODIES) -> Asked:
    """Read what the present request asks for; an unknown value is 400.

    ``kind`` is the argument that names one of ``kinds``: in a feed it has another name.
    """
    return Asked(
        asking.argument("q"),
        asking.chosen(kind, kinds),
        {name: _facet(name) for name in FACETS},
        asking.chosen("sort", SORTS),
    )


def answer(
    db: Connection,
    wanted: Asked,
    chosen: AsOf,
    properties: Sequence[str] = PROPERTIES,
    *,
    signs: bool = False,
) -> Answer:
    """Give who answers to ``wanted`` on the chosen days, the best met words first."""
    everybody = profiles.directory(db, chosen, profiles.BODIES, properties, signs=signs)
    cards = everybody
    hits = search.hits(db, wanted.words, profiles.BODIES, chosen.known) if wanted.words else {}
    if wanted.words:
        named = {c.body.id for c in cards if named_terms(c, wanted.words)}
        hits = {body: hit for body, hit in hits.items() if not (hit.close and body in named)}
        sure = named | {body for body, hit in hits.items() if not hit.close}
        place = {body: n for n, body in enumerate(hits)}
        cards = [c for c in cards if c.body.id in (sure or place)]
        cards.sort(key=lambda c: place.get(c.body.id, len(place)))
    main = narrowed(counted(cards, wanted.kind), wanted.chosen)
    apart = [] if wanted.kind else narrowed([c for c in cards if not c.body.counted], wanted.chosen)
    if wanted.sort or not wanted.words:
        main, apart = ordered(main, wanted.sort), ordered(apart, wanted.sort)
    return Answer(main, apart, cards, hits, everybody)


def counted(cards: Sequence[Card], kind: str) -> list[Card]:
    """Give those of a kind; of no kind, those counted as clusters by the ministry's definition."""
    return [c for c in cards if (c.body.kind == kind if kind else c.body.counted)]


def _facet(name: str) -> str:
    vocabulary = VOCABULARIES[NAMES[name][1]]
    key = asking.chosen(name, {*vocabulary, *(SHORT if name == "label" else ())})
    return SHORT.get(key, key)
