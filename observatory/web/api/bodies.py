"""What the addresses of one body or one kind share: finding it, its page, its list."""

from __future__ import annotations

from flask import Response, jsonify

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import plain
from observatory.present.addresses import address
from observatory.present.homes import home
from observatory.store.queries import entities, profiles
from observatory.store.queries.asof import AsOf
from observatory.web import asking
from observatory.web.finding import profile_at
from observatory.web.listing import answer_list
from observatory.web.site import site

MANY = frozenset(name for name, rule in PROPERTIES.items() if rule.many)
"""Properties that may have several values at once."""


def page_of(body: entities.Body) -> str:
    """Give the address of the page of a body, with its place on it."""
    parts, place = home(body.kind, body.slug)
    return site().absolute(address(*parts)) + (f"#{place}" if place else "")


def cards_answered(cards: list[profiles.Card], chosen: AsOf) -> Response:
    """Answer a list of bodies by slug."""
    cards.sort(key=lambda card: card.body.slug)
    return answer_list(
        cards,
        lambda card: card.body.slug,
        lambda card: plain.card(card, page_of(card.body)),
        chosen,
    )


def list_of(kind: str) -> Response:
    """Answer the list of everything of one kind."""
    chosen = asking.as_of()
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, (kind,), tuple(PROPERTIES))
    return cards_answered(cards, chosen)


def one_of(slug: str, *kinds: str) -> Response:
    """Answer everything of one body of some kinds."""
    found = profile_at(slug, kinds)
    return jsonify(plain.profile(found, page_of(found.body), MANY))
