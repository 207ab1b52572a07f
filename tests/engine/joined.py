"""Bodies that are one, or one that is two: how a test comes to them, and what is held of each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from observatory.engine.decisions.deciding import undo
from observatory.engine.decisions.merging import merge, split
from observatory.store import tables as t
from observatory.store.queries import statements
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import bodies_of
from tests import worlds
from tests.worlds import World, days_pass

ACT = "labelled | 2 mars 2026 | CE3M | Le cluster CE3M labellisé"


def says(world: World, president: str) -> None:
    """Let a week pass, print a president, and look."""
    worlds.profile_says(world.web, Président=president)
    days_pass(world)
    world.look("profile")


def a_labelled_cluster(world: World) -> date:
    """Let CE3M have a president, a former one and a label; give the last day of that."""
    worlds.gazette_says(world.web, ACT)
    world.look("gazette")
    says(world, "Tarik Exemple")
    says(world, "Salma Modèle")
    days_pass(world, 1)
    return world.now.date() - timedelta(days=1)


def a_name_of_two(world: World) -> date:
    """Let two lists name a partnership that is not the same; give the last day of that."""
    world.look()
    worlds.list_says(world.web, {"SpaceWave": "7"})
    world.look("partners")
    days_pass(world, 1)
    return world.now.date() - timedelta(days=1)


def joins(world: World, slug: str = "ce3m", into: str = "emc") -> int:
    """Merge a body into another."""
    return merge(world.installation, slug, into, by="A", why="one body", now=world.now)


def leaves(world: World, **other: Any) -> int:
    """Split the second SpaceWave off."""
    given: dict[str, Any] = dict(
        slug="spacewave", address="space-wave-two", title="Space Wave Two",
        records=[("partners", "spacewave")], by="A", why="two bodies", now=world.now,
    )  # fmt: skip
    return split(world.installation, **(given | other))


def taken_back(world: World, key: int) -> None:
    """Undo a decision."""
    undo(world.installation, key, by="B", why="two bodies after all", now=world.now)


def held(world: World, known: date | None = None) -> dict[str, set[str]]:
    """Give what is believed of each body of its own, as known on a day (None: today)."""
    today = world.now.date()
    as_of = AsOf(today, today, today, known or today)
    with world.installation.database.read() as db:
        who = {one.id: one.slug for one in bodies_of(db, known=as_of.known)}
        said = statements.said_of(db, as_of)
        event = select(t.Event.entity, t.Event.kind).where(as_of.believed_events())
        told = [(row.entity, row.kind) for row in db.execute(event)]
    out: dict[str, set[str]] = {slug: set() for slug in who.values()}
    for entity, value in (*((one.entity, one.value.text) for one in said), *told):
        out[who[entity]].add(value)
    return out
