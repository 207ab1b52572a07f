"""What policy did and when: plans, milestones, and the creations of clusters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body, bodies_of
from observatory.store.queries.events import Told, told_of
from observatory.store.queries.statements import Shown, by_entity, said_of, shown

OF_PROGRAMMES = tuple(key for key, rule in PROPERTIES.items() if "programme" in rule.kinds)
KINDS = ("milestone", "study")


@dataclass(frozen=True, slots=True)
class Policy:
    """Programmes (plans among them) and clusters, what is shown of each, and what happened."""

    programmes: tuple[Body, ...]
    clusters: tuple[Body, ...]
    values: Mapping[int, Mapping[str, Shown]]
    events: tuple[Told, ...]


def policy(db: Connection, as_of: AsOf) -> Policy:
    """Give the policy as of the chosen days; events of programmes only, the latest first."""
    bodies = bodies_of(db, ("programme", "cluster"), known=as_of.known)
    said = said_of(db, as_of, properties=(*OF_PROGRAMMES, "creation_date"))
    programmes = tuple(body for body in bodies if body.kind == "programme")
    ids = {body.id for body in programmes}
    return Policy(
        programmes,
        tuple(body for body in bodies if body.kind == "cluster"),
        by_entity(shown(said, as_of.valid)),
        tuple(told_of(db, as_of, ids, KINDS)),
    )
