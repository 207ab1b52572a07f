"""The board of labels, on today or any other day."""

from __future__ import annotations

from datetime import date

from flask import Response

from observatory.present.addresses import root
from observatory.present.board import board
from observatory.present.endings import endings, terms
from observatory.present.holds import holds
from observatory.present.lists import Column
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.store.queries import entities, events, profiles, statements
from observatory.store.queries.holds import open_holds
from observatory.web import asking
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site

DAYS = (date(2013, 12, 31), date(2016, 12, 31), date(2023, 12, 31))
"""Days of the past that one click leads to: after the first calls, the third, the survey."""


@page("/labelling")
def labelling() -> Response:
    """Show the state of every label on one day, grouped by state, with what each rests on."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        bodies = entities.bodies_of(db, (*profiles.BODIES, "call"), known=chosen.known)
        told = events.told_of(db, chosen, kinds=events.LABEL_KINDS)
        said = statements.said_of(db, chosen, properties=("creation_date",))
        held = [one for one in open_holds(db, chosen.looked) if one.labels]
    calls = {
        body.slug: Link(body.title, here.link("calls", body.slug), lang="und")
        for body in bodies
        if body.kind == "call"
    }
    labelled = [body for body in bodies if body.kind != "call"]
    ledgers, rows = events.ledgers(told), {row.id: row for row in told}
    values = statements.by_entity(statements.shown(said, chosen.valid))
    created = {entity: profiles.creation(mine) for entity, mine in values.items()}
    found = board(labelled, ledgers, rows, created, calls, here, chosen.valid)
    return render(
        "labelling.html",
        Page(
            title=here.gettext("Labelling"),
            section="labelling",
            feed=root("feeds", "changes.atom", kind="label_event", lang=here.lang),
            downloads=downloads("labels.csv", "labels.jsonl"),
        ),
        as_of=chosen,
        day=chosen.valid,
        board=found,
        endings=endings(terms(labelled, ledgers, rows, here, chosen.valid), chosen.valid),
        columns=_columns(here),
        holds=holds(held, here),
        days=[one for one in DAYS if one != chosen.valid],
    )


def _columns(here: Reader) -> tuple[Column, ...]:
    return (
        Column("name", here.gettext("Cluster"), True),
        Column("since", here.gettext("Since")),
        Column("until", here.gettext("Until")),
        Column("call", here.gettext("Call")),
        Column("support", here.gettext("Years of support"), numeric=True),
        Column("basis", here.gettext("Rests on")),
    )
