"""One body that is two: both keep their history, and all can be undone."""

from __future__ import annotations

from typing import Any

import pytest

from observatory.engine.past.rebuilding import differences, rebuild
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.web import create_app
from tests import worlds
from tests.engine.joined import (
    a_labelled_cluster,
    a_name_of_two,
    held,
    joins,
    leaves,
    taken_back,
)
from tests.telling import rows, standing
from tests.worlds import World, days_pass


@pytest.mark.battery("T046")
def test_a_body_that_is_split_off_takes_its_records_with_it(world: World) -> None:
    before = a_name_of_two(world)
    one = held(world)
    assert {"7", "50"} <= one["spacewave"]
    leaves(world)
    two = held(world)
    assert ("7" in two["space-wave-two"], "7" in two["spacewave"]) == (True, False)
    assert "50" in two["spacewave"]
    assert held(world, before) == one
    client = create_app(world.installation.settings, lambda: world.now).test_client()
    assert client.get("/en/partnerships/space-wave-two").status_code == 200
    past = client.get(f"/en/partnerships/space-wave-two?known_at={before}")
    assert (past.status_code, "/en/partnerships/spacewave?" in past.location) == (301, True)
    worlds.list_says(world.web, {"SpaceWave": "9"})
    days_pass(world)
    world.look("partners")
    assert standing(world.installation, "smes_involved")["spacewave"] >= {"9"}
    assert "9" in held(world)["space-wave-two"]
    assert rebuild(world.installation, world.now) == []


@pytest.mark.battery("T046")
def test_a_split_that_is_taken_back_leads_to_where_it_came_from(world: World) -> None:
    a_name_of_two(world)
    one = held(world)
    key = leaves(world)
    days_pass(world, 1)
    taken_back(world, key)
    assert held(world) == one
    assert differences(world.installation, world.now) == []
    client = create_app(world.installation.settings, lambda: world.now).test_client()
    answer = client.get("/en/partnerships/space-wave-two")
    assert (answer.status_code, answer.location) == (301, "/en/partnerships/spacewave")
    worlds.list_says(world.web, {"SpaceWave": "7", "Space Wave Two": "3"})
    days_pass(world)
    world.look("partners")
    assert "3" not in held(world)["spacewave"], "the name that a person gave it means nobody again"


def test_merges_and_splits_upon_each_other(fast: World) -> None:
    a_name_of_two(fast)
    a_labelled_cluster(fast)
    first = joins(fast)
    days_pass(fast, 1)
    joins(fast, "emc", "menara")
    assert {"Salma Modèle", "labelled"} <= held(fast)["menara"]
    assert {"ce3m", "emc"}.isdisjoint(held(fast))
    taken_back(fast, first)
    assert {"Salma Modèle", "labelled"} <= held(fast)["ce3m"]
    key = leaves(fast)
    days_pass(fast, 1)
    joins(fast, "reina-plus", "space-wave-two")
    assert {"322", "7"} <= held(fast)["space-wave-two"]
    with pytest.raises(WrongUse, match="take it back first"):
        taken_back(fast, key)
    assert differences(fast.installation, fast.now) == []


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"slug": "nobody"}, "no body is filed"),
        ({"address": "emc"}, "another body is filed under 'emc'"),
        ({"address": "É"}, "'É' is no address"),
        ({"title": "SpaceWave"}, "'SpaceWave' is the name of a body already"),
        ({"title": " "}, "a split needs another"),
        ({"records": []}, "these do: eccp_morocco:.*partners:spacewave"),
        ({"records": [("partners", "x")]}, "partners:x tells nothing of 'spacewave'; these do: "),
    ],
)
def test_only_what_tells_of_a_body_is_split_off(
    fast: World, other: dict[str, Any], why: str
) -> None:
    a_name_of_two(fast)
    before = [rows(fast.installation, table) for table in (t.Decision, t.Entity, t.Slug)]
    with pytest.raises(WrongUse, match=why):
        leaves(fast, **other)
    assert [rows(fast.installation, table) for table in (t.Decision, t.Entity, t.Slug)] == before
