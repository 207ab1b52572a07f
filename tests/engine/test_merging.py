"""Two bodies that are one, or one that is two: both keep their history, and all can be undone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from observatory.engine.deciding import confirm, undo
from observatory.engine.merging import merge, split
from observatory.engine.rebuilding import differences, rebuild
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import search, statements
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import bodies_of
from observatory.web import create_app
from tests import worlds
from tests.telling import lines, rows, standing
from tests.worlds import World, days_pass

ACT = "labelled | 2 mars 2026 | CE3M | Le cluster CE3M labellisé"


def says(world: World, president: str) -> None:
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


def joins(world: World, slug: str = "ce3m", into: str = "emc") -> int:
    return merge(world.installation, slug, into, by="A", why="one body", now=world.now)


def taken_back(world: World, key: int) -> None:
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


def title_of(world: World, slug: str) -> str:
    with world.installation.database.read() as db:
        return next(one.title for one in bodies_of(db) if one.slug == slug)


def found(world: World, words: str) -> list[str]:
    with world.installation.database.read() as db:
        who = {one.id: one.slug for one in bodies_of(db)}
        return [who[one] for one in search.search(db, words, ("cluster",))]


@pytest.mark.battery("T046")
def test_what_is_told_of_a_merged_body_is_the_others_and_its_past_stays(world: World) -> None:
    before = a_labelled_cluster(world)
    ids, both = [row["id"] for row in rows(world.installation, t.Entity)], held(world)
    assert both["ce3m"] == {"Tarik Exemple", "Salma Modèle", "labelled"}
    titles = [title_of(world, slug) for slug in ("ce3m", "emc")]
    joins(world)
    now = held(world)
    assert "ce3m" not in now
    assert now["emc"] == both["emc"] | both["ce3m"]
    assert held(world, before) == both
    assert found(world, "CE3M")[0] == "emc"
    client = create_app(world.installation.settings, lambda: world.now).test_client()
    for below in ("", "/history", "/evidence"):
        answer = client.get(f"/fr/clusters/ce3m{below}")
        assert answer.status_code == 301
        assert answer.headers["Location"].endswith(f"/fr/clusters/emc{below}")
        past = client.get(f"/fr/clusters/ce3m{below}?known_at={before}")
        assert past.status_code == 200
        assert "Salma Modèle" in past.text
    assert "Salma Modèle" in client.get("/fr/clusters/emc").text
    assert "Salma Modèle" not in client.get(f"/fr/clusters/emc?known_at={before}").text
    answer = client.get("/api/v1/clusters/emc/history")
    assert answer.status_code == 200, answer.text
    told = json.loads(answer.text)["items"]
    assert {(c["kind"], c["before"], c["after"]) for c in told} >= {
        ("value_changed", "Tarik Exemple", "Salma Modèle"),
        ("correction", *titles),
    }
    says(world, "Karim Specimen")
    assert lines(world.installation)[-1][0] == "value_changed"
    assert "Karim Specimen" in held(world)["emc"]
    assert [row["id"] for row in rows(world.installation, t.Entity)] == ids
    assert (rebuild(world.installation, world.now), differences(world.installation, world.now)) == (
        [], [],
    )  # fmt: skip


@pytest.mark.battery("T046")
def test_a_merge_that_is_taken_back_leaves_all_as_it_was(world: World) -> None:
    before = a_labelled_cluster(world)
    both, names, slugs = (
        held(world),
        rows(world.installation, t.Name),
        rows(world.installation, t.Slug),
    )
    key = joins(world)
    between = world.now.date()
    says(world, "Karim Specimen")
    taken_back(world, key)
    after = {**both, "ce3m": both["ce3m"] | {"Karim Specimen"}}
    assert held(world) == after
    assert held(world, before) == both
    assert "ce3m" not in held(world, between)
    assert "Salma Modèle" in held(world, between)["emc"]
    assert (rows(world.installation, t.Name), rows(world.installation, t.Slug)) == (names, slugs)
    assert lines(world.installation)[-1][0] == "correction"
    assert differences(world.installation, world.now) == []
    joins(world)
    assert "ce3m" not in held(world)


def leaves(world: World, **other: Any) -> int:
    given: dict[str, Any] = dict(
        slug="spacewave", address="space-wave-two", title="Space Wave Two",
        records=[("partners", "spacewave")], by="A", why="two bodies", now=world.now,
    )  # fmt: skip
    return split(world.installation, **(given | other))


def a_name_of_two(world: World) -> date:
    """Let two lists name a partnership that is not the same; give the last day of that."""
    world.look()
    worlds.list_says(world.web, {"SpaceWave": "7"})
    world.look("partners")
    days_pass(world, 1)
    return world.now.date() - timedelta(days=1)


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


def test_an_act_that_a_person_confirmed_moves_with_its_body(fast: World) -> None:
    worlds.gazette_says(fast.web, "lead | 2 mars 2026 | CE3M | CE3M aurait signé")
    fast.look("gazette")
    (lead,) = rows(fast.installation, t.Event)
    days_pass(fast, 1)
    act = {"slug": "ce3m", "kind": "labelled", "on": "2026-03-02", "scheme": "ministry-industry"}
    confirm(fast.installation, lead["id"], act, by="A", why="seen", now=fast.now)
    before = fast.now.date()
    days_pass(fast, 1)
    key = joins(fast)
    assert "labelled" in held(fast)["emc"]
    assert "labelled" in held(fast, before)["ce3m"]
    taken_back(fast, key)
    assert "labelled" in held(fast)["ce3m"]
    assert differences(fast.installation, fast.now) == []


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
    ("slug", "into", "why"),
    [
        ("nobody", "emc", "no body is filed under 'nobody'"),
        ("emc", "nobody", "no body is filed under 'nobody'"),
        ("emc", "emc", "one body already"),
        ("emc", "spacewave", "'emc' is a cluster, 'spacewave' a partnership"),
        ("ce3m", "emc", "'ce3m' is now 'menara'"),
    ],
)
def test_only_two_bodies_that_can_be_one_are_merged(
    fast: World, slug: str, into: str, why: str
) -> None:
    a_name_of_two(fast)
    joins(fast, "ce3m", "menara")
    before = rows(fast.installation, t.Decision)
    with pytest.raises(WrongUse, match=why):
        joins(fast, slug, into)
    assert rows(fast.installation, t.Decision) == before


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
