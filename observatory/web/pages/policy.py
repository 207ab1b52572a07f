"""The policy around the clusters: plans and milestones, forms of ecosystem, the country."""

from __future__ import annotations

from flask import Response

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import ecosystems as types
from observatory.present import policy as drawing
from observatory.present import shown as showing
from observatory.present.lists import Column
from observatory.present.told import told
from observatory.present.views import Page
from observatory.present.words import N_
from observatory.store.queries import entities, events, statements
from observatory.web import asking
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

OF_PROGRAMMES = tuple(key for key, rule in PROPERTIES.items() if "programme" in rule.kinds)
CREATIONS = (
    ("year", N_("Created"), False, True),
    ("name", N_("Cluster"), True, False),
    ("source", N_("Source and date"), False, False),
)
TYPES = (
    ("name", N_("Type of ecosystem"), True, False),
    ("plan", N_("Plan of origin"), False, False),
    ("count", N_("Sites, as stated"), False, True),
    ("sites", N_("Sites named"), False, False),
)


@page("/policy")
def policy() -> Response:
    """Draw the plans since 1995 over the creations of clusters; every row cited."""
    chosen = asking.as_of()
    to, day = reader(chosen), chosen.valid
    with site().database.read() as db:
        bodies = entities.bodies_of(db, ("programme", "cluster"))
        said = statements.said_of(db, chosen, properties=(*OF_PROGRAMMES, "creation_date"))
        happened = events.told_of(db, chosen, kinds=drawing.KINDS)
    values = drawing.by_entity(statements.shown(said, day))
    programmes = [body for body in bodies if body.kind == "programme"]
    plans = drawing.plans(programmes, values, happened, to, day)
    created = drawing.creations([b for b in bodies if b.kind == "cluster"], values, to, day)
    ids = {body.id for body in programmes}
    of_plans = {body.id for body in programmes if "plan_start" in values.get(body.id, {})}
    milestones = [row for row in happened if row.entity in ids]
    return render(
        "policy.html",
        Page(
            title=to.gettext("Policy"),
            section="policy",
            description=to.gettext("Morocco’s industrial plans since 1995, and its clusters."),
        ),
        as_of=chosen,
        d=drawing.draw(programmes, values, created, milestones, chosen.today, to),
        plans=plans,
        milestones=told((row for row in milestones if row.entity not in of_plans), to),
        created=created,
        columns=[
            Column(k, to.gettext(label), head, numeric) for k, label, head, numeric in CREATIONS
        ],
    )


@page("/ecosystems")
def ecosystems() -> Response:
    """Show the forms of grouping that plans created; what each source counts, side by side."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        bodies = entities.bodies_of(db, ("ecosystem",))
        said = statements.said_of(db, chosen, [body.id for body in bodies])
    values = drawing.by_entity(statements.shown(said, chosen.valid))
    return render(
        "ecosystems.html",
        Page(
            title=to.gettext("Ecosystems"),
            section="ecosystems",
            description=to.gettext("Forms of grouping of firms that plans created in Morocco."),
        ),
        as_of=chosen,
        types=[types.ecosystem(body, values.get(body.id, {}), to, chosen.valid) for body in bodies],
        columns=[Column(k, to.gettext(label), head, numeric) for k, label, head, numeric in TYPES],
    )


@page("/context")
def context() -> Response:
    """Show the key facts of the country, each with its date."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        places = entities.bodies_of(db, ("place",))
        ids = [body.id for body in places]
        said = statements.said_of(db, chosen, ids)
        happened = events.told_of(db, chosen, ids)
    values = drawing.by_entity(statements.shown(said, chosen.valid))
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
