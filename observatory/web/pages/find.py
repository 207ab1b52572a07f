"""Find a cluster: by words, or by field, region, life and needs, with the reasons written out."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from observatory.domain import matching
from observatory.domain.matching import Wish
from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.properties import LEVERS
from observatory.present.addresses import address
from observatory.present.clocks import days
from observatory.present.facets import fields
from observatory.present.find.reasons import PROPERTIES, found, wish
from observatory.present.lists import Field, Option
from observatory.present.reader import Reader
from observatory.present.suggestions import suggestions
from observatory.present.views import Page
from observatory.store.queries import profiles, search
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import Card
from observatory.web import asking
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site


@page("/find")
def find() -> Response:
    """Show who meets what is looked for, most wishes first; each reason says who says so."""
    chosen, words = asking.as_of(), asking.argument("q")
    here = reader(chosen)
    sector, region = (asking.chosen(name, VOCABULARIES[name]) for name in ("sector", "region"))
    needs = asking.several("need", LEVERS)
    alive = asking.chosen("alive", (matching.ALIVE,))
    asked = matching.wishes(words, sector, region, needs, alive)
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, profiles.BODIES, PROPERTIES, signs=True)
        hits = search.hits(db, words, profiles.BODIES, chosen.known) if words else {}
    rows = found(asked, cards, hits, here, chosen.valid)
    return render(
        "find.html",
        Page(
            title=here.gettext("Find my cluster"),
            section="find",
            searched=words,
            description=here.gettext("By name, or by field, region and needs, with the reasons."),
        ),
        as_of=chosen,
        day=chosen.valid,
        words=words,
        fields=_fields(cards, {"sector": sector, "region": region}, here),
        alive=Option(matching.ALIVE, wish(Wish("alive", matching.ALIVE), here).text, bool(alive)),
        needs=[
            (Option(key, lever.label(here.lang), key in needs), lever.means(here.lang))
            for key, lever in LEVERS.items()
        ],
        wishes=[(wish(one, here), _without(one, asked, chosen, here.lang)) for one in asked],
        rows=rows,
        all_met=sum(row.met == len(asked) for row in rows),
        meant=suggestions(words, hits, cards, here) if words and not rows else [],
    )


def _fields(cards: list[Card], chosen: dict[str, str], here: Reader) -> list[Field]:
    """Give sector and region with how many bodies have each; a wish leaves nobody out."""
    return [
        replace(one, options=tuple(
            replace(option, chosen=option.value == chosen[one.name]) for option in one.options
        ))
        for one in fields(cards, {}, here)
        if one.name in chosen
    ]  # fmt: skip


def _without(left: Wish, asked: tuple[Wish, ...], chosen: AsOf, lang: str) -> str:
    """Give the address of the same search without one wish."""
    rest = [("q" if one.about == "words" else one.about, one.key) for one in asked if one != left]
    return address("find", lang=lang, query=[*rest, *days(chosen)])
