"""The policy around the clusters: plans and milestones, forms of ecosystem, the country."""

from __future__ import annotations

from flask import Response

from observatory.domain.clean import fold
from observatory.present import ecosystems as types
from observatory.present import shown as showing
from observatory.present.lists import Column
from observatory.present.policy import drawing, rows
from observatory.present.reader import Reader
from observatory.present.told import told
from observatory.present.views import Page
from observatory.present.words import N_
from observatory.store.queries import citations, entities, events, statements
from observatory.store.queries.policy import policy as plans_of
from observatory.web import asking
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site

CREATIONS = (
    ("year", N_("Created"), False, True),
    ("name", N_("Cluster"), True, False),
    ("source", N_("Source and date"), False, False),
)
ROWS = (
    ("on", N_("Date"), False, False),
    ("what", N_("What"), True, False),
    ("text", N_("What happened"), False, False),
    ("source", N_("Source and date"), False, False),
)
TYPES = (
    ("name", N_("Type of ecosystem"), True, False),
    ("plan", N_("Plan of origin"), False, False),
    ("count", N_("How many, as stated"), False, False),
)


@page("/policy")
def policy() -> Response:
    """Draw the plans since 1995 over the creations of clusters; every row cited."""
    chosen = asking.as_of()
    to, day = reader(chosen), chosen.valid
    with site().database.read() as db:
        found = plans_of(db, chosen)
    plans = drawing.plans(found.programmes, found.values, found.events, to, day)
    created = drawing.creations(found.clusters, found.values, to, day)
    of_plans = {b.id for b in found.programmes if "plan_start" in found.values.get(b.id, {})}
    return render(
        "policy.html",
        Page(
            title=to.gettext("Policy"),
            section="policy",
            description=to.gettext("Morocco’s industrial plans since 1995, and its clusters."),
            downloads=downloads("policy.csv", "policy.jsonl"),
        ),
        as_of=chosen,
        d=drawing.draw(found.programmes, found.values, created, found.events, chosen.today, to),
        plans=plans,
        milestones=told((row for row in found.events if row.entity not in of_plans), to),
        created=created,
        columns=_columns(CREATIONS, to),
        rows=rows.rows(found),
        whats={key: to.gettext(word) for key, word in rows.WHAT.items()},
        row_columns=_columns(ROWS, to),
    )


@page("/ecosystems")
def ecosystems() -> Response:
    """Show the forms of grouping that plans created; what each source counts, side by side."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        bodies = entities.bodies_of(db, ("ecosystem",), known=chosen.known)
        said = statements.said_of(db, chosen, [body.id for body in bodies])
        cited = citations.publications(db, types.sources())
    values = statements.by_entity(statements.shown(said, chosen.valid))
    shown = [
        types.ecosystem(body, values.get(body.id, {}), cited, to, chosen.valid) for body in bodies
    ]
    return render(
        "ecosystems.html",
        Page(
            title=to.gettext("Ecosystems"),
            section="ecosystems",
            description=to.gettext("Forms of grouping of firms that plans created in Morocco."),
        ),
        as_of=chosen,
        types=sorted(shown, key=lambda one: fold(one.name)),
        columns=_columns(TYPES, to),
    )


@page("/context")
def context() -> Response:
    """Show the key facts of the country, each with its date."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        places = entities.bodies_of(db, ("place",), known=chosen.known)
        ids = [body.id for body in places]
        said = statements.said_of(db, chosen, ids)
        happened = events.told_of(db, chosen, ids)
    values = statements.by_entity(statements.shown(said, chosen.valid))
    return render(
        "context.html",
        Page(
            title=to.gettext("The country"),
            section="context",
            description=to.gettext("Key facts of Morocco as sources give them, dated."),
        ),
        as_of=chosen,
        groups=[
            group
            for body in places
            for group in showing.groups(values.get(body.id, {}), to, chosen.valid)
        ],
        events_told=told(happened, to),
    )


def _columns(given: tuple[tuple[str, str, bool, bool], ...], to: Reader) -> list[Column]:
    return [Column(key, to.gettext(label), head, numeric) for key, label, head, numeric in given]
