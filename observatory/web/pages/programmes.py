"""Programmes, funds and authorities: what each is said to have paid, counted and done."""

from __future__ import annotations

from flask import Response

from observatory.present.lists import Column
from observatory.present.programmes import listing
from observatory.present.programmes.promises import promises
from observatory.present.views import Link, Page
from observatory.store.queries import entities, events, profiles, statements
from observatory.web import asking
from observatory.web.finding import profile_at
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

KINDS = ("programme", "organisation")
PROMISED = ("target", *listing.MONEY, *listing.COUNTS)
CAME = ("call_result", "study", "funding")
"""Kinds of events that say what came of a promise."""


@page("/programmes")
def programmes() -> Response:
    """List programmes by who runs them; money fund by fund, counts with what each counts."""
    chosen = asking.as_of()
    to = reader(chosen)
    asked = (*listing.SPAN, *listing.MONEY, *listing.COUNTS)
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, KINDS, asked)
        bodies = entities.bodies_of(db, ("programme", "call"), known=chosen.known)
        ids = [body.id for body in bodies]
        said = statements.said_of(db, chosen, ids, PROMISED)
        told = events.told_of(db, chosen, ids, CAME)
    lines = [listing.programme(card, to, chosen.valid) for card in cards]
    return render(
        "programmes.html",
        Page(
            title=to.gettext("Programmes"),
            section="programmes",
            description=to.gettext("Programmes and funds around Morocco’s clusters, cited."),
        ),
        as_of=chosen,
        groups=listing.grouped(lines, to),
        funds=[line for line in lines if line.money],
        counted=[line for line in lines if line.counts],
        promises=promises(bodies, said, told, to, chosen.valid),
        columns=(
            Column("promise", to.gettext("Promised"), True),
            Column("body", to.gettext("By")),
            Column("sources", to.gettext("Stated by")),
            Column("outcome", to.gettext("Stated later")),
        ),
    )


@page("/programmes/<slug>", alone=False)
def programme(slug: str) -> Response:
    """Show everything that is said and told of one programme or authority."""
    about = profile_at(slug, KINDS)
    to = reader(about.as_of)
    return render(
        "programme.html",
        Page(
            title=about.body.title,
            section="programmes",
            crumbs=(Link(to.gettext("Programmes"), to.link("programmes")),),
        ),
        as_of=about.as_of,
        kind=about.body.kind,
        p=listing.whole(about, to),
    )
