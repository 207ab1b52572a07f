"""What is held of many bodies at once, as of chosen days: one side of a comparison."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from observatory.domain.labels import states
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body
from observatory.store.queries.events import LABEL_KINDS, Told, ledgers, told_of
from observatory.store.queries.profiles import Card
from observatory.store.queries.statements import by_entity, said_of, shown


@dataclass(frozen=True, slots=True)
class Side:
    """Bodies as of some days, by slug, with every label event that their states rest on."""

    as_of: AsOf
    cards: Mapping[str, Card]
    told: Mapping[int, Told]


def side(
    db: Connection,
    as_of: AsOf,
    bodies: Collection[Body],
    properties: Collection[str] | None = None,
) -> Side:
    """Give every property (or some) and label of bodies, in two queries; names are left out."""
    ids = [body.id for body in bodies]
    values = by_entity(shown(said_of(db, as_of, ids, properties), as_of.valid))
    told = told_of(db, as_of, ids, LABEL_KINDS)
    acts = ledgers(told)
    return Side(
        as_of,
        {
            body.slug: Card(
                body, (), values.get(body.id, {}),
                tuple(states(acts.get(body.id, []), as_of.valid)),
            )
            for body in bodies
        },
        {row.id: row for row in told},
    )  # fmt: skip
