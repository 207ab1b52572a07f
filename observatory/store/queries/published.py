"""What published figures are checked against: the clusters, and what is said of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from observatory.domain.published.measures import Measure
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body, NameRow, bodies_of, names_of
from observatory.store.queries.events import LABEL_KINDS, Told, told_of
from observatory.store.queries.statements import Said, said_of

STATED = "count_stated"
"""Events that carry a figure of a survey with its measure."""
BEHIND = ("region", "host_city", "creation_date", "network_membership")
"""Properties that figures rest on without naming them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that the figures are made of, as of the chosen days.

    ``claims`` are figures of a survey; ``counted`` are statements and ``lists`` loose lines of the
    bodies that state other counts; the rest is what is known of ``clusters``.
    """

    clusters: tuple[Body, ...]
    others: tuple[Body, ...]
    names: tuple[NameRow, ...]
    claims: tuple[Told, ...]
    lists: tuple[Told, ...]
    acts: tuple[Told, ...]
    said: tuple[Said, ...]
    counted: tuple[Said, ...]


def evidence(
    db: Connection, as_of: AsOf, slugs: Collection[str], counts: Collection[str]
) -> Evidence:
    """Give what figures rest on; ``slugs`` are who states ``counts`` (properties)."""
    bodies = bodies_of(db, ("cluster", "programme", "network"), known=as_of.known)
    clusters = tuple(body for body in bodies if body.kind == "cluster")
    others = tuple(body for body in bodies if body.filed in slugs)
    told = told_of(db, as_of, kinds=(*LABEL_KINDS, STATED, "reported"))
    claims = tuple(row for row in told if row.kind == STATED)
    ids = {body.id for body in clusters}
    asked = {*BEHIND, *_measured(claims)} & set(PROPERTIES)
    said = said_of(db, as_of, {*ids, *(body.id for body in others)}, {*asked, *counts})
    return Evidence(
        clusters,
        others,
        tuple(names_of(db, {*ids, *(body.id for body in others)})),
        claims,
        tuple(row for row in told if row.kind == "reported"),
        tuple(row for row in told if row.entity in ids and row.kind in LABEL_KINDS),
        tuple(row for row in said if row.entity in ids),
        tuple(row for row in said if row.entity not in ids),
    )


def measure_of(claim: Told) -> Measure | None:
    """Read the measure of a figure; None if it has none that can be computed."""
    try:
        return Measure.parse(claim.payload.get("measure", ""))
    except ValueError:
        return None


def _measured(claims: Collection[Told]) -> set[str]:
    return {key for claim in claims if (measure := measure_of(claim)) for key in measure.keys}
