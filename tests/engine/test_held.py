"""What is implausible is held for a person, shown as held, and told to nobody."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from observatory.engine.decisions.deciding import release
from observatory.store import tables as t
from observatory.store.queries import review
from observatory.store.queries.holds import open_holds
from tests import worlds
from tests.engine.test_leads import label
from tests.serving import client_of
from tests.telling import beliefs, codes, lines, rows
from tests.worlds import World, days_pass

VERIFYING = {"en": "Under verification", "fr": "En cours de vérification", "ar": "قيد التحقق"}
LABELLED = "labelled | 2026-02-20 | CE3M | Le label est accordé à CE3M"
WITHDRAWN = "withdrawn | 2026-03-01 | CE3M | Le label de CE3M est retiré"


def held(world: World) -> list[str]:
    """Give the sources with something under verification."""
    with world.installation.database.read() as db:
        return [one.source for one in open_holds(db, world.now)]


def let_go(world: World) -> None:
    """Release what was held last."""
    days_pass(world, 0.1)
    last = rows(world.installation, t.Reading)[-1]["id"]
    release(world.installation, last, by="A", why="asked them", now=world.now)


@pytest.fixture
def client(fast: World) -> FlaskClient:
    """A browser at the site of the world, at its time."""
    return client_of(fast)


def verifying(client: FlaskClient, *paths: str) -> set[str]:
    """Give the pages that say that something is under verification, the first in all languages."""
    asked = [(lang, paths[0]) for lang in VERIFYING] + [("en", path) for path in paths[1:]]
    return {
        f"/{lang}{path}"
        for lang, path in asked
        if VERIFYING[lang] in client.get(f"/{lang}{path}").text
    }


@pytest.mark.battery("T033")
def test_a_list_that_is_suddenly_empty_or_short_is_not_believed(fast: World) -> None:
    many = {f"Member {n}": str(n + 10) for n in range(15)}
    worlds.list_says(fast.web, many)
    assert fast.look("partners").outcome == "ok"
    before = beliefs(fast.installation)
    for left, outcome, code in (
        (0, "rejected", "nothing_found"),
        (11, "quarantined", "records_gone"),
    ):
        worlds.list_says(fast.web, dict(list(many.items())[:left]))
        days_pass(fast)
        report = fast.look("partners")
        assert (report.outcome, codes(report)[0]) == (outcome, code)
        assert beliefs(fast.installation) == before
    with fast.installation.database.read() as db:
        (asked,) = review.waiting(db)["readings"]
    assert "4 of 15 records are gone" in asked["why"]


@pytest.mark.battery("T037")
def test_a_list_that_loses_too_much_is_under_verification_until_accepted(
    fast: World, client: FlaskClient
) -> None:
    fast.look()
    before = beliefs(fast.installation)
    worlds.partnership_gone(fast, "MOVE", "REINA PLUS", "FoodNet")
    days_pass(fast)
    assert fast.look().outcome == "quarantined"
    pages = ("/partnerships", "/sources/eccp_morocco", "/partnerships/move")
    shown = {"/fr/partnerships", "/ar/partnerships", *(f"/en{page}" for page in pages)}
    assert verifying(client, *pages, "/labelling", "/clusters/ce3m") == shown
    assert "<entry>" not in client.get("/feeds/changes.atom").text
    assert beliefs(fast.installation) == before
    let_go(fast)
    assert (held(fast), verifying(client, *pages)) == ([], set())
    days_pass(fast)
    fast.look()
    assert {line[:2] for line in lines(fast.installation)} == {
        ("no_longer_listed", name) for name in ("MOVE", "REINA PLUS", "FoodNet")
    }
    assert client.get("/feeds/changes.atom").text.count("<entry>") == 3


@pytest.mark.battery("T037")
def test_a_label_said_to_be_withdrawn_is_under_verification_until_accepted(
    fast: World, client: FlaskClient
) -> None:
    worlds.gazette_says(fast.web, LABELLED)
    fast.look("gazette")
    worlds.gazette_says(fast.web, WITHDRAWN, LABELLED)
    days_pass(fast)
    report = fast.look("gazette")
    assert (report.outcome, codes(report)) == ("quarantined", ["label_withdrawn"])
    assert (label(fast), lines(fast.installation)) == ("labelled (term computed)", [])
    pages = ("/clusters/ce3m", "/labelling", "/sources/gazette")
    shown = {"/fr/clusters/ce3m", "/ar/clusters/ce3m", *(f"/en{page}" for page in pages)}
    assert verifying(client, *pages, "/partnerships", "/clusters/emc") == shown
    let_go(fast)
    assert (label(fast), verifying(client, *pages)) == ("withdrawn", set())
    assert [line[0] for line in lines(fast.installation)] == ["label_event"]
    worlds.gazette_says(fast.web, "news | 2026-03-09 | EMC | EMC se réunit", WITHDRAWN, LABELLED)
    days_pass(fast)
    assert fast.look("gazette").outcome == "ok"


@pytest.mark.battery("T038")
def test_what_goes_back_within_a_day_closes_its_hold_and_is_told_nowhere(world: World) -> None:
    world.look()
    before, page = beliefs(world.installation), dict(world.rows)
    worlds.partnership_gone(world, "MOVE", "EnW", "FoodNet")
    days_pass(world, 0.4)
    world.look()
    assert held(world) == ["eccp_morocco"]
    world.rows = page
    world.publish()
    days_pass(world, 0.4)
    assert world.look().outcome == "ok"
    assert (held(world), beliefs(world.installation)) == ([], before)
    assert [row["outcome"] for row in rows(world.installation, t.Run)] == [
        "ok", "quarantined", "ok",
    ]  # fmt: skip
    assert [row["verdict"] for row in rows(world.installation, t.Reading)] == [
        "accepted", "quarantined",
    ]  # fmt: skip
