"""Bodies merged, split and taken back, again and again: an event is one body's at any moment."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.engine.decisions.deciding import confirm
from observatory.engine.past.rebuilding import differences
from observatory.store import tables as t
from tests import worlds
from tests.engine.joined import ACT, a_labelled_cluster, held, joins, leaves, taken_back
from tests.registers import Register
from tests.telling import rows, waiting
from tests.worlds import World, days_pass

LEAD = "lead | 2 mars 2026 | CE3M | CE3M aurait signé"


def labelled(world: World, known: date | None = None) -> list[str]:
    """Give who is believed to be labelled, as known on a day (None: today)."""
    return [slug for slug, said in held(world, known).items() if "labelled" in said]


def a_day_on(world: World) -> date:
    """Let two days pass; give the first of them."""
    days_pass(world, 2)
    return world.now.date().fromordinal(world.now.date().toordinal() - 2)


@pytest.mark.battery("T046")
def test_an_event_is_of_one_body_on_every_day_of_merging_there_and_back(world: World) -> None:
    days = {a_labelled_cluster(world): "ce3m"}
    key = joins(world)
    days[a_day_on(world)] = "emc"
    taken_back(world, key)
    days[a_day_on(world)] = "ce3m"
    worlds.gazette_says(world.web, ACT, "news | 3 mars 2026 | EMC | Autre chose")
    world.look("gazette")
    days[a_day_on(world)] = "ce3m"
    joins(world)
    days[a_day_on(world)] = "emc"
    worlds.gazette_says(world.web, ACT, "news | 4 mars 2026 | EMC | Encore autre chose")
    world.look("gazette")
    days[a_day_on(world)] = "emc"
    assert {day: labelled(world, day) for day in days} == {d: [who] for d, who in days.items()}
    assert differences(world.installation, world.now) == []


@pytest.mark.battery("T046")
def test_an_event_is_of_one_body_on_every_day_of_splitting_there_and_back(fast: World) -> None:
    days = {a_labelled_cluster(fast): "ce3m"}
    records = [(row["source"], row["record"]) for row in rows(fast.installation, t.Event)]
    key = leaves(fast, slug="ce3m", address="ce3m-two", title="Deuxième", records=records)
    days[a_day_on(fast)] = "ce3m-two"
    taken_back(fast, key)
    days[a_day_on(fast)] = "ce3m"
    assert {day: labelled(fast, day) for day in days} == {d: [who] for d, who in days.items()}


def test_a_lead_is_asked_about_once_whoever_it_comes_to_be_of(world: World) -> None:
    worlds.gazette_says(world.web, LEAD)
    world.look("gazette")
    days_pass(world, 1)
    records = [(row["source"], row["record"]) for row in rows(world.installation, t.Event)]
    split = leaves(world, slug="ce3m", address="ce3m-two", title="Deuxième", records=records)
    days_pass(world, 1)
    lead = next(row for row in rows(world.installation, t.Event) if not row["superseded_at"])
    act = {
        "slug": "ce3m-two",
        "kind": "labelled",
        "on": "2026-03-02",
        "scheme": "ministry-industry",
    }
    assert waiting(world.installation)["leads"] == 1
    confirm(world.installation, lead["id"], act, by="A", why="seen", now=world.now)
    days_pass(world, 1)
    taken_back(world, split)
    assert waiting(world.installation)["leads"] == 0
    for slug, into in (("ce3m", "emc"), ("emc", "menara")):
        days_pass(world, 1)
        joins(world, slug, into)
        assert waiting(world.installation)["leads"] == 0
    assert labelled(world) == ["menara"]


def test_an_edition_of_a_reviewed_file_keeps_what_was_taken_back(
    edited: World, register: Register
) -> None:
    act = "ce3m | labelled | Le CE3M est labellisé | 2026-01-05 | one | 2026-01-06"
    register.says(act)
    edited.look("register")
    days = {a_day_on(edited): "ce3m"}
    key = joins(edited)
    days[a_day_on(edited)] = "emc"
    taken_back(edited, key)
    days[a_day_on(edited)] = "ce3m"
    register.says(act, "menara | members_companies | 42 | 2025 | two | 2025")
    edited.look("register")
    assert labelled(edited) == ["ce3m"]
    assert {day: labelled(edited, day) for day in days} == {d: [who] for d, who in days.items()}
    register.says("menara | members_companies | 42 | 2025 | two | 2025")
    days_pass(edited, 1)
    edited.look("register")
    assert labelled(edited) == []
