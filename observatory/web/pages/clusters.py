"""The list of bodies: searched, narrowed, sorted, and each kind apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Response, g, request

from observatory.domain.creation import number_later
from observatory.present.addresses import address, root
from observatory.present.cards import card
from observatory.present.facets import FACETS, NAMES, SORTS, fields, narrowed
from observatory.present.lists import Column, Field, Option, Pager
from observatory.present.reader import Reader
from observatory.present.suggestions import Suggestion, suggestions
from observatory.present.views import Page
from observatory.store.queries import profiles
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import Card
from observatory.web import asking, directory
from observatory.web.directory import Answer, Asked
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site

LENGTH = 40
"""Lines of one page of the list."""


@page("/clusters")
def clusters() -> Response:
    """List clusters; networks, federations, groupings and parks stand apart as their own kinds."""
    chosen, wanted = asking.as_of(), directory.asked()
    here = reader(chosen)
    number = asking.whole("page", 1, 1000)
    with site().database.read() as db:
        found = directory.answer(db, wanted, chosen, signs=True)
    start = (number - 1) * LENGTH
    shown = found.main[start : start + LENGTH]
    last = start + LENGTH >= len(found.main)
    sort = wanted.sort or ("" if wanted.words else "name")
    return render(
        "clusters.html",
        Page(
            title=here.gettext("Clusters"),
            section="clusters",
            searched=wanted.words,
            feed=_feed(wanted, here),
            downloads=downloads("clusters.csv", "clusters.jsonl"),
        ),
        as_of=chosen,
        day=chosen.valid,
        columns=_columns(here, sort),
        rows=[card(one, here, chosen.valid) for one in shown],
        apart=_apart(found.apart, here, chosen) if last else [],
        total=len(found.main),
        later=number_later((one.created for one in found.main), chosen.valid),
        pager=_pager(number, len(found.main)),
        fields=[
            Field("q", here.gettext("Name, in any script"), value=wanted.words),
            *fields(directory.counted(found.met, wanted.kind), wanted.chosen, here),
            _kinds(wanted, found, here),
        ],
        sorts=Field("sort", here.gettext("Order"), tuple(
            Option(key, here.gettext(said), key == sort) for key, said in SORTS.items()
        )),
        wanted=wanted,
        meant=_meant(wanted, found, here),
        more=bool(wanted.kind or {*list(FACETS)[3:]} & {*wanted.chosen}),
    )  # fmt: skip


def _meant(wanted: Asked, found: Answer, here: Reader) -> list[Suggestion]:
    """Say what may have been meant where nobody is called so."""
    if not wanted.words or (found.bodies and not found.guessed):
        return []
    return suggestions(wanted.words, found.hits, found.everybody, here)


def _feed(wanted: Asked, here: Reader) -> str:
    """Give the address of the changes of those whom the list names."""
    narrow = {"q": wanted.words, "body": wanted.kind, **wanted.chosen}
    return root("feeds", "changes.atom", **narrow, lang=here.lang)


def _columns(here: Reader, sort: str) -> tuple[Column, ...]:
    def by(name: str) -> str:
        query = [(k, v) for k, v in request.args.items() if k not in ("sort", "page")]
        return address("clusters", lang=g.lang, query=[*query, ("sort", name)])

    def mark(name: str, ascending: bool = True) -> str:
        return "" if sort != name else "ascending" if ascending else "descending"

    return (
        Column("name", here.gettext("Name"), True, sort=by("name"), sorted=mark("name")),
        Column("label", here.gettext("Label"), sort=by("label"), sorted=mark("label")),
        Column("sector", here.gettext("Sector")),
        Column("place", here.gettext("City and region")),
        Column("created", here.gettext("Created"), sort=by("created"), sorted=mark("created")),
        Column(
            "members", here.gettext("Members"), sort=by("members"), sorted=mark("members", False)
        ),
        Column("sign", here.gettext("Last sign"), sort=by("sign"), sorted=mark("sign", False)),
    )


def _apart(cards: Sequence[Card], here: Reader, chosen: AsOf) -> list[tuple[str, list[Any]]]:
    """Group what is followed and not counted, by kind."""
    out = []
    for kind in profiles.BODIES:
        mine = [card(one, here, chosen.valid) for one in cards if one.body.kind == kind]
        if mine:
            out.append((kind, mine))
    return out


def _pager(number: int, total: int) -> Pager | None:
    if total <= LENGTH:
        return None

    def at(place: int) -> str:
        query = [(k, v) for k, v in request.args.items() if k != "page"]
        return address("clusters", lang=g.lang, query=[*query, ("page", str(place))])

    return Pager(
        (number - 1) * LENGTH + 1,
        min(number * LENGTH, total),
        total,
        at(number - 1) if number > 1 else "",
        at(number + 1) if number * LENGTH < total else "",
    )


def _kinds(wanted: Asked, found: Answer, here: Reader) -> Field:
    counts = Counter(card.body.kind for card in narrowed(found.met, wanted.chosen))
    options = tuple(
        Option(key, here.term("entity_kind", key), key == wanted.kind, counts[key])
        for key in profiles.BODIES
    )
    return Field("kind", here.gettext(NAMES["kind"][0]), options)
