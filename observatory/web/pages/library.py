"""The library: what has been published about the clusters, and how much here rests on it."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response

from observatory.domain.vocabulary.events import SOURCE_KINDS
from observatory.present import library as shelf
from observatory.present.clocks import days
from observatory.present.lists import Column, Filters, Pager
from observatory.present.told import told
from observatory.present.views import Page
from observatory.store.queries import entities, events
from observatory.store.queries.citations import library as cited
from observatory.web import asking
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

EACH = 40
"""Publications on one page."""


@page("/library")
def library() -> Response:
    """List every publication that the record cites, with what is taken from it."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        found = cited(db, chosen)
        bodies = {body.id: body for body in entities.bodies_of(db, known=chosen.known)}
        studies = events.told_of(db, chosen, kinds=("study",))
    choice = _choice({body.slug for body in bodies.values()})
    kept = shelf.chosen(found, choice, bodies)
    asked = {"kind": choice.kind, "year": choice.year, "about": choice.about}
    number = asking.whole("page", 1, max(1, -(-len(kept) // EACH)))
    first = (number - 1) * EACH
    pager = Pager(
        min(first + 1, len(kept)), min(first + EACH, len(kept)), len(kept),
        here.link("library", **asked, page=number - 1) if number > 1 else "",
        here.link("library", **asked, page=number + 1) if first + EACH < len(kept) else "",
    )  # fmt: skip
    return render(
        "library.html",
        Page(
            title=here.gettext("Library"),
            section="library",
            description=here.gettext("Studies and press on Morocco’s clusters, cited and dated."),
        ),
        as_of=chosen,
        volumes=[shelf.volume(one, bodies, here) for one in kept[first : first + EACH]],
        studies=told(studies, here) if choice == shelf.Choice() and number == 1 else (),
        total=len(found),
        resting=(sum(one.statements for one in found), sum(one.events for one in found)),
        pager=pager if len(kept) > EACH else None,
        filters=Filters(
            here.link("library").partition("?")[0],
            shelf.fields(found, choice, bodies, here),
            hidden=days(chosen),
            clear=here.link("library") if choice != shelf.Choice() else "",
        ),
        columns=(
            Column("title", here.gettext("Publication"), True),
            Column("kind", here.gettext("Kind of publisher")),
            Column("published", here.gettext("Published")),
            Column("rests", here.gettext("What rests on it")),
            Column("about", here.gettext("Speaks of")),
        ),
    )


def _choice(slugs: Collection[str]) -> shelf.Choice:
    return shelf.Choice(
        asking.chosen("kind", SOURCE_KINDS), asking.year_or_undated(), asking.chosen("about", slugs)
    )
