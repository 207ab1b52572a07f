"""The ledger of the whole labelling programme since its first call, event by event."""

from __future__ import annotations

from flask import Response

from observatory.present.clocks import days
from observatory.present.ledger import listing
from observatory.present.lists import Column, Filters
from observatory.present.views import Link, Page
from observatory.store.queries import entities, events, profiles
from observatory.web import asking
from observatory.web.data.ledger import wanted
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site


@page("/labelling/ledger")
def ledger() -> Response:
    """List every act and every word about a label, narrowed by kind, scheme and year."""
    chosen = asking.as_of()
    here = reader(chosen)
    choice = wanted()
    with site().database.read() as db:
        found = entities.bodies_of(db, (*profiles.BODIES, "call"), known=chosen.known)
        told = events.told_of(db, chosen, kinds=events.LABEL_KINDS)
    bodies = {one.id: one for one in found if one.kind != "call"}
    calls = {
        one.slug: Link(one.title, here.link("calls", one.slug), lang="und")
        for one in found
        if one.kind == "call"
    }
    everything = listing.told_in(told, bodies, listing.Choice(), chosen.valid)
    rows = listing.told_in(everything, bodies, choice, chosen.valid)
    return render(
        "ledger.html",
        Page(
            title=here.gettext("The label ledger"),
            section="labelling",
            description=here.gettext("Every label act and statement since 2011, dated and cited."),
            crumbs=(Link(here.gettext("Labelling"), here.link("labelling")),),
            downloads=downloads("labels_ledger.csv", "labels_ledger.jsonl"),
        ),
        as_of=chosen,
        lines=listing.lines(
            events.ledgers(rows), {one.id: one for one in rows}, bodies, calls, here
        ),
        told=len(rows),
        filters=Filters(
            here.link("labelling", "ledger").partition("?")[0],
            listing.fields(everything, choice, here),
            hidden=days(chosen),
            clear=here.link("labelling", "ledger") if choice != listing.Choice() else "",
        ),
        columns=(
            Column("name", here.gettext("Cluster"), True),
            Column("on", here.gettext("When")),
            Column("what", here.gettext("What happened")),
            Column("call", here.gettext("Call")),
            Column("term", here.gettext("Term stated to")),
            Column("told", here.gettext("Told by")),
        ),
    )
