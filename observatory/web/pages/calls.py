"""Calls for projects: the funnel of all, and each with its deadlines and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from observatory.present.calls import call as view
from observatory.present.cards import acronym
from observatory.present.lists import Column
from observatory.present.reader import Reader
from observatory.present.shown import view as property_view
from observatory.present.views import Link, Page
from observatory.store.queries import entities, events, profiles, statements
from observatory.web import asking
from observatory.web.finding import body_at
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

OF_CALLS = ("call_launched", "call_deadline", "call_result", "reported")
SAID = ("opening", "deadline", "condition", "document_url", "envelope", "target")


@page("/labelling/calls")
def funnel() -> Response:
    """Show every call from its launch to contracts, and the money, fund by fund."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        bodies = {
            body.id: body
            for body in entities.bodies_of(db, (*profiles.BODIES, "call", "programme"))
        }
        said = statements.said_of(db, chosen, properties=SAID)
        told = events.told_of(db, chosen, kinds=(*events.LABEL_KINDS, *OF_CALLS))
        names = entities.names_of(db, {row.entity for row in told})
    shown = statements.shown(said, chosen.valid)
    by_entity: dict[int, dict[str, statements.Shown]] = {}
    for (entity, name), one in shown.items():
        by_entity.setdefault(entity, {})[name] = one
    ledgers = events.ledgers(told)
    calls = [
        view(
            body, by_entity.get(body.id, {}), [row for row in told if row.entity == body.id],
            ledgers, bodies, here, chosen.valid, _acronyms(bodies.values(), names),
        )
        for body in bodies.values()
        if body.kind == "call"
    ]  # fmt: skip
    funds = [
        (bodies[entity], property_view(found["envelope"], here, chosen.valid))
        for entity, found in by_entity.items()
        if "envelope" in found and entity in bodies
    ]
    return render(
        "calls.html",
        Page(title=here.gettext("Calls for projects"), section="calls"),
        as_of=chosen,
        day=chosen.valid,
        calls=sorted(calls, key=lambda one: one.order, reverse=True),
        columns=_columns(here),
        funds=sorted(funds, key=lambda fund: (fund[0].kind != "programme", fund[0].title)),
    )


@page("/calls/<slug>", alone=False)
def call(slug: str) -> Response:
    """Show one call: opening, deadlines with every extension, conditions, results."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        body = body_at(db, slug, ("call",))
        shown = statements.shown(statements.said_of(db, chosen, [body.id]), chosen.valid)
        told = events.told_of(db, chosen, [body.id])
        ledgers = events.ledgers(events.told_of(db, chosen, kinds=events.LABEL_KINDS))
        bodies = {one.id: one for one in entities.bodies_of(db, profiles.BODIES)}
    found = view(
        body, {name: one for (_, name), one in shown.items()}, told, ledgers, bodies, here,
        chosen.valid,
    )  # fmt: skip
    return render(
        "call.html",
        Page(
            title=body.title,
            section="calls",
            crumbs=(Link(here.gettext("Calls for projects"), here.link("labelling", "calls")),),
        ),
        as_of=chosen,
        day=chosen.valid,
        c=found,
    )


def _acronyms(bodies: Iterable[entities.Body], names: Iterable[entities.NameRow]) -> dict[int, str]:
    by: dict[int, list[entities.NameRow]] = {}
    for name in names:
        by.setdefault(name.entity, []).append(name)
    return {body.id: acronym(body, by.get(body.id, ())) for body in bodies}


def _columns(here: Reader) -> tuple[Column, ...]:
    return (
        Column("name", here.gettext("Call"), True),
        Column("opened", here.gettext("Launched")),
        Column("deadline", here.gettext("Deadline")),
        Column("named", here.gettext("Named as targets")),
        Column("selected", here.gettext("Selected")),
        Column("acts", here.gettext("Contracts and labels")),
    )
