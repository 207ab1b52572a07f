"""International partnerships of clusters that target Morocco, each with its history."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, request

from observatory.present import changes as changing
from observatory.present.addresses import root
from observatory.present.clocks import days
from observatory.present.holds import holds
from observatory.present.lists import Column
from observatory.present.partnerships import listing, time
from observatory.present.programmes import listing as programmes
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.present.words import N_
from observatory.store.queries import changes, events, profiles
from observatory.store.queries.asof import AsOf
from observatory.store.queries.changes import Filter
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.holds import open_holds
from observatory.store.queries.profiles import Card
from observatory.web import asking
from observatory.web.finding import body_at, profile_at
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.pages.history import history_of
from observatory.web.site import site

KIND = ("partnership",)
ABROAD = (*programmes.EUROPEAN, *programmes.BILATERAL)
"""Programmes with partners abroad, beside the partnerships."""

ASKED = (*listing.SHOWN, *programmes.SPAN, *programmes.MONEY)

COLUMNS = (
    ("name", N_("Partnership"), True, False),
    ("smes", N_("SMEs"), False, True),
    ("partners", N_("Partners"), False, True),
    ("countries", N_("Countries targeted"), False, False),
    ("generation", N_("Generation"), False, False),
    ("period", N_("Period"), False, False),
    ("listing", N_("On the European list"), False, False),
    ("first", N_("First seen"), False, False),
    ("last", N_("Last seen"), False, False),
)


@page("/partnerships")
def partnerships() -> Response:
    """List who targets Morocco abroad, when each was first and last seen on its list."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        cards = profiles.directory(
            db,
            chosen,
            ("partnership", "programme"),
            ASKED,
        )
        abroad = [card for card in cards if card.body.kind == "partnership" or _abroad(card)]
        told = events.told_of(db, chosen, {card.body.id for card in abroad})
        held = open_holds(db, chosen.looked)
    lines = [
        listing.line(card, to, chosen.valid) for card in cards if card.body.kind == "partnership"
    ]
    others = [
        programmes.programme(card, to, chosen.valid)
        for card in cards
        if card.body.kind == "programme"
    ]
    return render(
        "partnerships.html",
        Page(
            title=to.gettext("Partnerships"),
            section="partnerships",
            description=to.gettext("European partnerships of clusters that target Morocco."),
            feed=root("feeds", "changes.atom", body="partnership", lang=to.lang),
            downloads=downloads("partnerships.csv", "partnerships.jsonl"),
        ),
        as_of=chosen,
        day=chosen.valid,
        columns=[
            Column(key, to.gettext(label), head, numeric) for key, label, head, numeric in COLUMNS
        ],
        d=time.draw(abroad, told, chosen.today, to),
        terms={
            card.body.slug: time.view(card, _of(told, card.body), chosen.valid, to)
            for card in abroad
        },
        rows=sorted(lines, key=lambda line: line.acronym.casefold()),
        others=programmes.some(others, ABROAD),
        holds=holds((h for h in held if h.concerns(card.body.id for card in cards)), to),
    )


@page("/partnerships/<slug>", alone=False)
def partnership(slug: str) -> Response:
    """Show one partnership: what is said of it, by whom, and what changed."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        body = body_at(db, slug, KIND)
        about = profiles.profile(db, body, chosen)
        wanted = Filter(
            entities=[body.id], retrospective=True, known=chosen.known, seen=chosen.seen
        )
        rows = changes.changes(db, wanted, 5)
        held = [h for h in open_holds(db, chosen.looked) if h.concerns([body.id])]
    return render(
        "partnership.html",
        _about(body, to),
        as_of=chosen,
        p=listing.whole(about, to),
        term=time.view(about, about.told, chosen.valid, to),
        lately=[changing.change(row, to) for row in rows],
        holds=holds(held, to),
        links=_links(body, to, chosen),
    )


@page("/partnerships/<slug>/history", alone=False)
def partnership_history(slug: str) -> Response:
    """Show every spell of every property, and every numbered change, by time."""
    found = profile_at(slug, KIND)
    to = reader(found.as_of)
    about, links = _about(found.body, to, N_("History")), _links(found.body, to, found.as_of)
    return history_of(found, about, ("partnerships", slug), links, to)


def _abroad(card: Card) -> bool:
    return card.body.filed in ABROAD


def _of(told: Iterable[Told], body: Body) -> list[Told]:
    return [row for row in told if row.entity == body.id]


def _about(body: Body, to: Reader, below: str = "") -> Page:
    crumbs = [Link(to.gettext("Partnerships"), to.link("partnerships"))]
    if below:
        crumbs.append(Link(body.title, to.link("partnerships", body.slug)))
    return Page(
        title=f"{body.title} · {to.gettext(below)}" if below else body.title,
        section="partnerships",
        feed=root("partnerships", body.slug, "changes.atom", lang=to.lang),
        crumbs=tuple(crumbs),
    )


def _links(body: Body, to: Reader, chosen: AsOf) -> list[Link]:
    own = [
        (to.gettext("Overview"), to.link("partnerships", body.slug)),
        (to.gettext("History"), to.link("partnerships", body.slug, "history")),
    ]
    return [
        *(Link(text, href, href.partition("?")[0] == request.path) for text, href in own),
        Link("JSON", root("api", "v1", "partnerships", body.slug, **dict(days(chosen)))),
        Link("Atom", root("partnerships", body.slug, "changes.atom", lang=to.lang)),
    ]
