"""The home page: the state today, what has changed lately, where one's cluster is."""

from __future__ import annotations

from collections import Counter

from flask import Response

from observatory.domain.creation import number_later
from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.events import LABEL_STATES
from observatory.domain.weeks import Week
from observatory.present import changes as changing
from observatory.present.addresses import root
from observatory.present.health import health
from observatory.present.lists import Field, Option
from observatory.present.map.drawing import PROPERTIES, map_view
from observatory.present.orientation import readers
from observatory.present.reader import Reader
from observatory.present.shown import region_key
from observatory.present.views import Link, Page
from observatory.present.week import name
from observatory.store.queries import changes, profiles, sources
from observatory.web import asking
from observatory.web.pages.frame import FOOTER, page, reader, render
from observatory.web.site import site

SHOWN = ("sector", "creation_date", *PROPERTIES)
"""What the home page needs of each body."""
LATELY = 4
"""Changes that the home page shows."""
TILES = ("labelled", "stated_in_process", "lapsed", "withdrawn", "unknown_since")
"""States that are counted even where none stands: that nothing was withdrawn is news too."""


@page("/")
def home() -> Response:
    """Answer: what is the state today, what has changed, where is my cluster."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, profiles.CLUSTERS, SHOWN)
        lately = changes.changes(db, changes.Filter(known=chosen.known, seen=chosen.seen), LATELY)
        states = sources.states(db, until=chosen.looked)
    counted = [card for card in cards if card.body.counted]
    week = Week.of(min(chosen.seen, chosen.known))
    labels: Counter[str] = Counter(card.label.state for card in counted)
    return render(
        "home.html",
        Page(
            title=here.gettext("Home"),
            description=here.gettext("What is published about Morocco’s clusters, dated and cited"),
            feed=root("feeds", "changes.atom", lang=here.lang),
        ),
        as_of=chosen,
        day=chosen.valid,
        total=len(counted),
        later=number_later((card.created for card in counted), chosen.valid),
        tiles=[(key, labels[key]) for key in LABEL_STATES if labels[key] or key in TILES],
        lately=[changing.change(row, here) for row in lately],
        week=Link(name(week, here), here.link("week", str(week))),
        health=health(states, here),
        map=map_view(counted, here, chosen.valid),
        readers=readers(FOOTER, here),
        finders=_finders(counted, here),
    )


def _finders(cards: list[profiles.Card], here: Reader) -> tuple[Field, Field]:
    """Give the fields by which one finds a cluster: sector and region, with their counts."""
    sectors = Counter(key for card in cards for key in card.keys("sector"))
    regions = Counter(region_key(card.keys("region"), card.keys("host_city")) for card in cards)
    return (
        Field("sector", here.gettext("Sector"), _options("sector", sectors, here)),
        Field("region", here.gettext("Region"), _options("region", regions, here)),
    )


def _options(vocabulary: str, counts: Counter[str], here: Reader) -> tuple[Option, ...]:
    return tuple(
        Option(key, term.label(here.lang), count=counts[key])
        for key, term in VOCABULARIES[vocabulary].items()
        if counts[key]
    )
