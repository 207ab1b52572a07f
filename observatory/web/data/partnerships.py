"""The partnerships as data: one row each, with whether a list that we read names it."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present.addresses import root
from observatory.present.datasets import Cell, Row, Variable
from observatory.present.partnerships.listing import SHOWN, listing
from observatory.present.rows import said_in
from observatory.present.wide import cells, described
from observatory.store.queries import profiles
from observatory.store.queries.profiles import Card
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site

PARTNERSHIPS = (
    Variable("partnership", "slug of the partnership", "key"),
    Variable("title", "its name, as shown first"),
    Variable("url", "address of its page"),
    Variable("listing", "listed, gone, or cited: on no list that we read"),
    Variable("first_seen", "first good look that found it on the list", "date"),
    Variable("last_seen", "last good look that found it there", "date"),
    Variable("gone_since", "first good look that did not", "date"),
    *(variable for name in SHOWN for variable in described(name)),
)


@dataset("partnerships", "Partnerships abroad that target Morocco, one row each.", PARTNERSHIPS)
def partnerships() -> Iterable[Row]:
    """Give the rows of ``/partnerships``."""
    with site().database.read() as db:
        cards = profiles.directory(db, asking.as_of(), ("partnership",), SHOWN)
    return [_row(card) for card in sorted(cards, key=lambda card: card.body.slug)]


def _row(card: Card) -> Row:
    seen = listing(said_in(card.values, tuple(card.values)))
    row: dict[str, Cell] = {
        "partnership": card.body.slug,
        "title": card.body.title,
        "url": site().absolute(root("partnerships", card.body.slug)),
        "listing": seen.state,
        "first_seen": str(seen.first) if seen.first else None,
        "last_seen": str(seen.last) if seen.last else None,
        "gone_since": str(seen.gone) if seen.gone else None,
    }
    for name in SHOWN:
        row |= cells(card, name)
    return row
