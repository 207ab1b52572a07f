"""Calls for projects: the funnel of each, and one call with deadlines, conditions and results."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from observatory.domain.eligibility import Answers
from observatory.domain.periods import begun
from observatory.present.calls.call import call as view
from observatory.present.calls.check import check
from observatory.present.calls.funnel import scaled, standing, steps
from observatory.present.cards import acronym
from observatory.present.clocks import days
from observatory.present.rows import said_in
from observatory.present.shown import view as property_view
from observatory.present.views import Link, Page
from observatory.store.queries import entities, events, profiles, statements
from observatory.store.queries.asof import AsOf
from observatory.store.queries.events import Told
from observatory.web import asking
from observatory.web.finding import body_at
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

OF_CALLS = ("call_launched", "call_deadline", "call_result", "reported")
SAID = ("opening", "deadline", "condition", "document_url", "envelope", "target")
MOST = 100_000
"""Members, firms or years that an answer may give."""


@page("/labelling/calls")
def funnel() -> Response:
    """Show every call from its launch to contracts, and the money, fund by fund."""
    chosen = asking.as_of()
    here = reader(chosen)
    with site().database.read() as db:
        bodies = {
            body.id: body
            for body in entities.bodies_of(
                db, (*profiles.BODIES, "call", "programme"), known=chosen.known
            )
        }
        said = statements.said_of(db, chosen, properties=SAID)
        told = _by_then(events.told_of(db, chosen, kinds=(*events.LABEL_KINDS, *OF_CALLS)), chosen)
        names = entities.names_of(db, {row.entity for row in told})
    by_entity = statements.by_entity(statements.shown(said, chosen.valid))
    ledgers, short = events.ledgers(told), _acronyms(bodies.values(), names)
    found = []
    for body in bodies.values():
        mine = [row for row in told if row.entity == body.id]
        if body.kind == "call":
            one = view(
                body, by_entity.get(body.id, {}), mine, ledgers, bodies, here, chosen.valid, short
            )
            if standing(one, chosen.valid) != "coming":
                found.append((one, steps(one, mine, here)))
    found.sort(key=lambda pair: pair[0].order, reverse=True)
    funnels = scaled(drawn for _, drawn in found)
    funds = [
        (bodies[entity], property_view(values["envelope"], here, chosen.valid))
        for entity, values in by_entity.items()
        if "envelope" in values and entity in bodies
    ]
    return render(
        "calls.html",
        Page(title=here.gettext("Calls for projects"), section="calls"),
        as_of=chosen,
        day=chosen.valid,
        calls=[
            (one, drawn, standing(one, chosen.valid))
            for (one, _), drawn in zip(found, funnels, strict=True)
        ],
        funds=sorted(funds, key=lambda fund: (fund[0].kind != "programme", fund[0].title)),
    )


@page("/calls/<slug>", alone=False)
def call(slug: str) -> Response:
    """Show one call: opening, deadlines with every extension, conditions, results."""
    chosen = asking.as_of()
    here = reader(chosen)
    answers = _answers()
    with site().database.read() as db:
        body = body_at(db, slug, ("call",))
        shown = statements.shown(statements.said_of(db, chosen, [body.id]), chosen.valid)
        told = _by_then(events.told_of(db, chosen, [body.id]), chosen)
        acts = _by_then(events.told_of(db, chosen, kinds=events.LABEL_KINDS), chosen)
        bodies = {
            one.id: one for one in entities.bodies_of(db, profiles.BODIES, known=chosen.known)
        }
    values = {name: one for (_, name), one in shown.items()}
    found = view(body, values, told, events.ledgers(acts), bodies, here, chosen.valid)
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
        steps=steps(found, told, here),
        standing=standing(found, chosen.valid),
        check=check(said_in(values, ("condition",)), answers, here),
        hidden=days(chosen),
    )


def _answers() -> Answers:
    """Give what the form of a call was answered with; nothing of it is kept."""

    def number(name: str) -> int | None:
        return asking.whole(name, 0, MOST) or None

    def truth(name: str) -> bool | None:
        given = asking.chosen(name, ("yes", "no"))
        return given == "yes" if given else None

    return Answers(
        number("members"), number("firms"), truth("association"), truth("labelled"),
        number("years"),
    )  # fmt: skip


def _by_then(told: Iterable[Told], chosen: AsOf) -> list[Told]:
    """Leave out what had not happened yet on the chosen day."""
    return [one for one in told if begun(one.on, chosen.valid)]


def _acronyms(bodies: Iterable[entities.Body], names: Iterable[entities.NameRow]) -> dict[int, str]:
    by: dict[int, list[entities.NameRow]] = {}
    for name in names:
        by.setdefault(name.entity, []).append(name)
    return {body.id: acronym(body, by.get(body.id, ())) for body in bodies}
