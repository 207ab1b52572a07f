"""A renamed body keeps its id and its history; its old address leads to the new one."""

from __future__ import annotations

import pytest

from observatory.engine.decisions.deciding import confirm, undo
from observatory.engine.decisions.merging import merge
from observatory.engine.decisions.renaming import rename
from observatory.engine.installation import prepare
from observatory.engine.past.rebuilding import differences
from observatory.errors import WrongUse
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries.asof import AsOf
from observatory.store.queries.events import LABEL_KINDS, told_of
from tests import worlds
from tests.serving import client_of
from tests.telling import beliefs, rows, standing
from tests.worlds import World, days_pass


def move(world: World, slug: str, address: str, title: str = "") -> int:
    days_pass(world, 1)
    return rename(
        world.installation, slug, address, title, by="A", why="its assembly", now=world.now
    )


def current(world: World) -> dict[str, int]:
    return {
        row["slug"]: row["entity"] for row in rows(world.installation, t.Slug) if row["current"]
    }


@pytest.mark.battery("T046")
def test_a_renamed_body_keeps_all_and_its_old_address_leads_to_it(world: World) -> None:
    worlds.profile_says(world.web, Président="Tarik Exemple")
    world.look("profile")
    before, addresses = beliefs(world.installation), current(world)
    key = move(world, "ce3m", "e3m-maroc", "Cluster E3M")
    client = client_of(world)
    for below in ("", "/history", "/evidence"):
        answer = client.get(f"/fr/clusters/ce3m{below}")
        assert answer.status_code == 301
        assert answer.headers["Location"].endswith(f"/fr/clusters/e3m-maroc{below}")
        page = client.get(f"/fr/clusters/e3m-maroc{below}")
        assert page.status_code == 200
        assert "Tarik Exemple" in page.text or not below
    assert current(world) == {
        {"ce3m": "e3m-maroc"}.get(slug, slug): entity for slug, entity in addresses.items()
    }
    with world.installation.database.write() as db:
        ledger.note(db, "identity", "an older one")
    assert prepare(world.installation, world.now)
    assert len(rows(world.installation, t.Entity)) == len(addresses)
    days_pass(world)
    worlds.profile_says(world.web, Président="Salma Modèle")
    assert world.look("profile").outcome == "ok"
    assert standing(world.installation, "president") == {"about": {"Salma Modèle"}}
    worlds.profile_says(world.web, title="Cluster E3M", Président="Karim Specimen")
    days_pass(world)
    world.look("profile")
    undo(world.installation, key, by="B", why="not yet", now=world.now)
    assert (current(world), differences(world.installation, world.now)) == (addresses, [])
    held = (t.Entity, t.Name)
    assert [row for table in held for row in rows(world.installation, table)] == [
        row for row in before if "counted" in row or "skeleton" in row
    ]
    assert client.get("/fr/clusters/e3m-maroc").headers["Location"].endswith("/fr/clusters/ce3m")


def test_names_taken_back_in_any_order_leave_the_one_that_stands(fast: World) -> None:
    one, two = move(fast, "ce3m", "first"), move(fast, "first", "second")
    undo(fast.installation, one, by="B", why="x", now=fast.now)
    assert "second" in current(fast)
    undo(fast.installation, two, by="B", why="x", now=fast.now)
    assert "ce3m" in current(fast)
    assert not {"first", "second"} & current(fast).keys()


def test_an_act_names_its_call_by_the_present_address(world: World) -> None:
    worlds.gazette_says(world.web, "lead | 2 mars 2026 | CE3M | CE3M aurait signé")
    world.look("gazette")
    (lead,) = rows(world.installation, t.Event)
    act = {"slug": "ce3m", "kind": "labelled", "scheme": "ministry-industry", "call": "call-2024"}
    confirm(world.installation, lead["id"], act, by="A", why="seen", now=world.now)

    def calls() -> set[str]:
        with world.installation.database.read() as db:
            told = told_of(db, AsOf.now(world.now.date()), kinds=LABEL_KINDS)
        return {one.payload["call"] for one in told}

    assert calls() == {"call-2024"}
    move(world, "call-2024", "appel-2024")
    assert calls() == {"appel-2024"}
    merge(world.installation, "appel-2024", "call-2025", by="A", why="one call", now=world.now)
    assert calls() == {"call-2025"}


@pytest.mark.parametrize(
    ("slug", "address"), [("nobody", "new"), ("ce3m", "emc"), ("ce3m", "Ç"), ("ce3m", "a/../b")]
)
def test_a_body_moves_only_to_a_free_address(fast: World, slug: str, address: str) -> None:
    before = rows(fast.installation, t.Slug)
    with pytest.raises(WrongUse):
        move(fast, slug, address)
    assert (rows(fast.installation, t.Slug), rows(fast.installation, t.Decision)) == (before, [])
