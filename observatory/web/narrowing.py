"""The filters of changes, the same for the page, the feeds and the API, with the same refusals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from flask import g
from sqlalchemy import Connection

from observatory.present.shown import region_key
from observatory.present.watch import Placed
from observatory.present.words import N_
from observatory.store.queries import entities, sources, statements
from observatory.store.queries.changes import Filter
from observatory.store.queries.profiles import BODIES
from observatory.web import asking, directory
from observatory.web.directory import Asked


def changes_wanted(
    db: Connection, about: Collection[int] | None = None, *, numbered: bool = False
) -> Filter:
    """Give the filter that the request's arguments ask for; an unknown value is 400.

    ``about`` narrows to some bodies first; ``numbered`` is for programs (``asking``).
    """
    wanted = replace(asking.change_filter(numbered=numbered), entities=about)
    source = asking.argument("source")
    if source:
        asking.chosen("source", {state.name for state in sources.states(db)})
        wanted = replace(wanted, source=source)
    slug = asking.argument("cluster")
    if slug:
        known = asking.as_of().known
        found = entities.by_slug(db, slug, known)
        if isinstance(found, entities.Moved) and found.slug:
            found = entities.by_slug(db, found.slug, known)
        if not isinstance(found, entities.Body):
            asking.wrong(N_("cluster=%(given)s is the address of nobody"), given=repr(slug[:60]))
        wanted = replace(wanted, entities=[found.id])
    bodies = directory.asked("body", (*BODIES, "partnership"))
    if bodies.narrows:
        ids = _answering(db, bodies)
        held = wanted.entities
        wanted = replace(wanted, entities=ids if held is None else ids & set(held))
    return wanted


def _answering(db: Connection, bodies: Asked) -> set[int]:
    """Give who answers to a list of bodies; by sector and region also others than bodies."""
    if bodies.kind == "partnership":
        return {
            body.id for body in entities.bodies_of(db, ("partnership",), known=asking.as_of().known)
        }
    if bodies.words or bodies.kind or {*bodies.chosen} - {"sector", "region"}:
        found = directory.answer(db, bodies, asking.as_of())
        return {card.body.id for card in found.bodies}
    sector, region = bodies.chosen.get("sector"), bodies.chosen.get("region")
    return {
        entity
        for entity, (sectors, place) in placed(db).items()
        if (not sector or sector in sectors) and (not region or region == place)
    }


def placed(db: Connection) -> Placed:
    """Give the sectors and the region of whom any is stated, asked once per request.

    Where no region is stated it is the host city's.
    """
    if "placed" not in g:
        g.placed = _placed(db)
    found: Placed = g.placed
    return found


def _placed(db: Connection) -> Placed:
    as_of = asking.as_of()
    said = statements.said_of(db, as_of, properties=("sector", "region", "host_city"))
    keys = {
        entity: {name: [one.value.text for one in found.first] for name, found in values.items()}
        for entity, values in statements.by_entity(statements.shown(said, as_of.valid)).items()
    }
    return {
        entity: (
            tuple(has.get("sector", ())),
            region_key(has.get("region", ()), has.get("host_city", ())),
        )
        for entity, has in keys.items()
    }
