"""The list of bodies: searched, narrowed, sorted, and each kind apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, g, request

from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.events import LABEL_STATES
from observatory.present.addresses import address
from observatory.present.cards import card
from observatory.present.facets import FACETS, NAMES, SHORT, fields, narrowed, speaks_of
from observatory.present.lists import Column, Field, Option, Pager
from observatory.present.reader import Reader
from observatory.present.views import Page
from observatory.present.words import N_
from observatory.store.queries import profiles, search
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import Card
from observatory.web import asking
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

LENGTH = 40
"""Lines of one page of the list."""
SORTS = {
    "name": N_("Name"),
    "label": N_("Label"),
    "created": N_("Oldest first"),
    "members": N_("Most members first"),
    "sign": N_("Last sign of life first"),
}


@page("/clusters")
def clusters() -> Response:
    """List clusters; networks, federations, groupings and parks stand apart as their own kinds."""
    chosen, words = asking.as_of(), asking.argument("q")
    here = reader(chosen)
    kind = asking.chosen("kind", profiles.BODIES)
    sort = asking.chosen("sort", SORTS)
    wanted = {name: _facet(name) for name in FACETS}
    number = asking.whole("page", 1, 1000)
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, signs=True)
        ranked = search.search(db, words, profiles.BODIES) if words else []
    if words:
        place = {entity: n for n, entity in enumerate(ranked)}
        cards = [c for c in cards if c.body.id in place or speaks_of(c, words)]
        cards.sort(key=lambda c: place.get(c.body.id, len(place)))
    main = [c for c in cards if (c.body.kind == kind if kind else c.body.counted)]
    apart = [] if kind else [c for c in cards if not c.body.counted]
    found = narrowed(main, wanted)
    if sort or not words:
        found = _sorted(found, sort or "name")
    start = (number - 1) * LENGTH
    shown = found[start : start + LENGTH]
    last = start + LENGTH >= len(found)
    return render(
        "clusters.html",
        Page(title=here.gettext("Clusters"), section="clusters", searched=words),
        as_of=chosen,
        day=chosen.valid,
        columns=_columns(here, sort or "name"),
        rows=[card(one, here, chosen.valid) for one in shown],
        apart=_apart(narrowed(apart, wanted), here, chosen) if last else [],
        total=len(found),
        pager=_pager(number, len(found)),
        fields=[_words(words, here), *fields(main, wanted, here), _kinds(kind, here)],
        sorts=Field("sort", here.gettext("Order"), tuple(
            Option(key, here.gettext(said), key == sort) for key, said in SORTS.items()
        )),
        hidden=_hidden(chosen),
        narrowed=bool(kind or words or any(wanted.values())),
        more=any(wanted[name] for name in list(wanted)[3:]) or bool(kind),
    )  # fmt: skip


def _facet(name: str) -> str:
    vocabulary = VOCABULARIES[NAMES[name][1]]
    key = asking.chosen(name, {*vocabulary, *(SHORT if name == "label" else ())})
    return SHORT.get(key, key)


def _sorted(cards: Sequence[Card], sort: str) -> list[Card]:
    states = list(LABEL_STATES)

    def key(one: Card) -> tuple[Any, ...]:
        match sort:
            case "label":
                return (states.index(one.label.state),)
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

    return sorted(cards, key=lambda one: (*key(one), one.body.title.casefold()))


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


def _words(words: str, here: Reader) -> Field:
    return Field("q", here.gettext("Name, in any script"), value=words)


def _kinds(kind: str, here: Reader) -> Field:
    terms = VOCABULARIES["entity_kind"]
    options = tuple(Option(k, terms[k].label(here.lang), k == kind) for k in profiles.BODIES)
    return Field("kind", here.gettext(NAMES["kind"][0]), options)


def _hidden(chosen: AsOf) -> list[tuple[str, str]]:
    days = (("valid_at", chosen.valid), ("seen_at", chosen.seen), ("known_at", chosen.known))
    return [(name, day.isoformat()) for name, day in days if day != chosen.today]
