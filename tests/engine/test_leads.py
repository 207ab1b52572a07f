"""Leads that a person confirms become acts; nothing else makes one of them."""

from __future__ import annotations

import pytest

from observatory.domain.labels import state_at
from observatory.engine.decisions.deciding import confirm, undo
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import events
from observatory.store.queries.asof import AsOf
from tests import worlds
from tests.telling import rows, told, waiting
from tests.worlds import World, days_pass


def a_lead(world: World) -> int:
    worlds.gazette_says(world.web, "lead | 2026-02-25 | CE3M | CE3M serait labellisé")
    world.look("gazette")
    days_pass(world, 1)
    (lead,) = rows(world.installation, t.Event)
    return int(lead["id"])


ACT = {"slug": "ce3m", "kind": "labelled", "on": "2026-02-20", "scheme": "ministry-industry"}


def label(world: World) -> str:
    with world.installation.database.read() as db:
        told_of = events.told_of(db, AsOf.now(world.now.date()))
    ledger = [event for own in events.ledgers(told_of).values() for event in own]
    return state_at(ledger, world.now.date(), "ministry-industry").said


def test_a_lead_becomes_an_act_only_by_a_person(world: World) -> None:
    lead = a_lead(world)
    assert (label(world), waiting(world.installation)["leads"]) == ("unknown", 1)
    assert told(world.installation) == []
    key = confirm(world.installation, lead, ACT, by="A", why="seen the letter", now=world.now)
    assert (label(world), waiting(world.installation)["leads"]) == ("labelled (term computed)", 0)
    (change,) = told(world.installation)
    assert (change.kind, change.after) == ("label_event", "2026-02-20")
    days_pass(world)
    world.look("gazette")
    assert label(world) == "labelled (term computed)"
    undo(world.installation, key, by="B", why="a forgery", now=world.now)
    assert (label(world), waiting(world.installation)["leads"]) == ("unknown", 1)
    assert [c.kind for c in told(world.installation)] == ["label_event", "correction"]


def test_an_old_act_that_a_person_confirms_is_history(fast: World) -> None:
    confirm(
        fast.installation, a_lead(fast), ACT | {"on": "2011-09-20"}, by="A", why="a letter",
        now=fast.now,
    )  # fmt: skip
    assert told(fast.installation) == []
    assert [c.kind for c in told(fast.installation, retrospective=True)] == ["label_event"]


@pytest.mark.parametrize("act", [ACT | {"slug": "nobody"}, ACT | {"call": "call-1066"}, ACT])
def test_only_a_lead_of_a_known_body_is_confirmed(fast: World, act: dict[str, str]) -> None:
    lead = a_lead(fast) + (act is ACT)
    with pytest.raises(WrongUse):
        confirm(fast.installation, lead, act, by="A", why="x", now=fast.now)
    assert rows(fast.installation, t.Decision) == []
