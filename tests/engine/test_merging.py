"""Two bodies that are one: both keep their history, and all can be undone."""

from __future__ import annotations

import json

import pytest

from observatory.engine.decisions.deciding import confirm
from observatory.engine.past.rebuilding import differences, rebuild
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import search
from observatory.store.queries.entities import bodies_of
from observatory.web import create_app
from tests import worlds
from tests.engine.joined import (
    a_labelled_cluster,
    a_name_of_two,
    held,
    joins,
    leaves,
    says,
    taken_back,
)
from tests.serving import client_of
from tests.telling import lines, rows, waiting
from tests.worlds import World, days_pass


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
    assert waiting(fast.installation)["leads"] == 0, "asked once, also of the whole"
    assert "labelled" in held(fast, before)["ce3m"]
    taken_back(fast, key)
    assert "labelled" in held(fast)["ce3m"]
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


def test_an_address_names_whom_it_named_then(fast: World) -> None:
    before = a_labelled_cluster(fast)
    joins(fast)
    client, then = client_of(fast), f"known_at={before}"
    for day, slug in ((then, "ce3m"), ("", "emc")):
        told = client.get(f"/api/v1/changes?cluster=ce3m&{day}").get_json()["items"]
        assert "Salma Modèle" in {one["after"] for one in told}, slug
        found = client.get(f"/api/v1/suggest?q=CE3M&{day}").get_json()["items"]
        assert slug in {one["key"] for one in found}
        assert f"/en/clusters/{slug}" in client.get(f"/en/find?q=CE3M&{day}").text
        assert f"/en/clusters/{slug}" in client.get(f"/en/clusters?q=CE3M&{day}").text
    leaves(fast, slug="emc", address="emc-two", title="Deuxième", records=[("profile", "about")])
    address = f"/en/compare?a=emc-two&b=menara&{then}"
    assert client.get(address).status_code == 200, "it was the same as where it came from"


def test_two_days_are_compared_with_the_bodies_of_each(fast: World) -> None:
    before = a_labelled_cluster(fast)
    joins(fast)
    asked = f"/en/compare?clock=known&from={before}&to={fast.now.date()}"
    shown = client_of(fast).get(asked)
    assert shown.status_code == 200
    assert "/en/clusters/ce3m" in shown.text, "what it had is not there any more"
