"""Profiles: everything that is known of one entity, and the directory of many, as of any day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from observatory.domain.labels import LabelState, LedgerEvent, states
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import LABEL_SCHEMES
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body, NameRow, bodies_of, names_of
from observatory.store.queries.events import (
    LABEL_KINDS,
    Told,
    last_sign,
    last_signs,
    ledgers,
    told_of,
)
from observatory.store.queries.statements import Said, Shown, by_entity, said_of, shown

CLUSTERS = ("cluster",)
BODIES = ("cluster", "network", "federation", "cooperative", "grouping", "park")
"""Kinds with a page under ``/clusters``; only the first are clusters by the ministry's rule."""

CARD = (
    "sector", "region", "host_city", "vocation", "governance", "financing", "creation_date",
    "members_total", "members_companies", "president", "life_status", "website",
)  # fmt: skip
"""What a list shows and filters by, besides the levers."""

LEVERS = (
    "lever_innovation_rd", "lever_cooperation_synergy", "lever_skills", "lever_infrastructure",
    "lever_international", "lever_subsidies_incentives", "lever_governance_integrated_practices",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity as of the chosen days.

    ``values`` maps a property to what is shown of it; ``said`` holds every statement; ``told``
    every event, the latest first; ``ledger`` the merged label events, ``labels`` the state of each
    scheme.
    """

    body: Body
    as_of: AsOf
    names: tuple[NameRow, ...]
    values: Mapping[str, Shown]
    said: tuple[Said, ...]
    told: tuple[Told, ...]
    ledger: tuple[LedgerEvent, ...]
    labels: tuple[LabelState, ...]
    last_sign: Told | None

    @property
    def label(self) -> LabelState:
        """Give the state of the scheme that is shown first."""
        return first_label(self.labels)


@dataclass(frozen=True, slots=True)
class Card:
    """One entity in a list."""

    body: Body
    names: tuple[NameRow, ...]
    values: Mapping[str, Shown]
    labels: tuple[LabelState, ...]
    last_sign: Told | None = None

    @property
    def label(self) -> LabelState:
        """Give the state of the scheme that is shown first."""
        return first_label(self.labels)

    def keys(self, name: str) -> tuple[str, ...]:
        """Give the canonical texts shown of a property."""
        found = self.values.get(name)
        return tuple(said.value.text for said in found.first) if found else ()

    @property
    def created(self) -> tuple[Period, ...]:
        """Give the creation that is shown first, empty if none is stated."""
        return creation(self.values)


def creation(values: Mapping[str, Shown]) -> tuple[Period, ...]:
    """Give the creation shown first among the values of an entity, empty if none is stated."""
    found = values.get("creation_date")
    return tuple(Period.parse(said.value.text) for said in found.first[:1]) if found else ()


def first_label(labels: Collection[LabelState]) -> LabelState:
    """Choose the label shown first: one with a known state, the industry ministry's before others.

    A contract of the digital transition ministry is no label and never comes first.
    """
    return min(
        (state for state in labels if state.scheme in LABEL_SCHEMES),
        key=lambda one: (one.state == "unknown", LABEL_SCHEMES.index(one.scheme)),
        default=LabelState(LABEL_SCHEMES[0], "unknown"),
    )


def profile(db: Connection, body: Body, as_of: AsOf) -> Profile:
    """Give everything of one entity."""
    said = said_of(db, as_of, [body.id])
    told = told_of(db, as_of, [body.id])
    ledger = ledgers(told).get(body.id, [])
    return Profile(
        body, as_of, tuple(names_of(db, [body.id])),
        {name: found for (_, name), found in shown(said, as_of.valid).items()},
        tuple(said), tuple(told), tuple(ledger), tuple(states(ledger, as_of.valid)),
        last_sign(told, as_of),
    )  # fmt: skip


def directory(
    db: Connection,
    as_of: AsOf,
    kinds: Collection[str] = BODIES,
    properties: Collection[str] = (*CARD, *LEVERS),
    *,
    signs: bool = False,
) -> list[Card]:
    """Give every entity of some kinds with a few properties and its labels, by title."""
    bodies = bodies_of(db, kinds, known=as_of.known)
    ids = [body.id for body in bodies]
    values = by_entity(shown(said_of(db, as_of, ids, properties), as_of.valid))
    told = ledgers(told_of(db, as_of, ids, LABEL_KINDS))
    names: dict[int, list[NameRow]] = {}
    for name_row in names_of(db, ids):
        names.setdefault(name_row.entity, []).append(name_row)
    alive = last_signs(db, as_of, ids) if signs else {}
    return [
        Card(
            body, tuple(names.get(body.id, ())), values.get(body.id, {}),
            tuple(states(told.get(body.id, []), as_of.valid)), alive.get(body.id),
        )
        for body in bodies
    ]  # fmt: skip
