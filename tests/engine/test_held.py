"""What is implausible or poisoned is held for a person, shown as held, and told to nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from observatory.engine.deciding import release
from observatory.store import tables as t
from observatory.store.queries import review
from observatory.store.queries.holds import open_holds
from observatory.web import create_app
from tests import worlds
from tests.engine.test_leads import label
from tests.telling import beliefs, codes, lines, rows, standing
from tests.worlds import FIVE, Partnership, World, days_pass

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
    return create_app(fast.installation.settings, lambda: fast.now).test_client()


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


# Poison


def test_new_names_under_the_same_count_are_no_arrivals(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    fast.rows = {
        f"Other{n}": Partnership(f"Other{n}", f"Something else {n}", "Morocco", "40", "3")
        for n in range(5)
    }
    fast.publish()
    days_pass(fast)
    report = fast.look()
    assert report.outcome == "quarantined"
    assert {"records_gone", "records_renamed"} <= set(codes(report))
    assert beliefs(fast.installation) == before


def test_numbers_that_changed_their_column_are_held_and_say_what_moved(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    for row in FIVE:
        worlds.value_changes(fast, row.acronym, smes=row.partners, partners=row.smes)
    days_pass(fast)
    report = fast.look()
    assert report.outcome == "quarantined"
    (moved,) = [reason.said for reason in report.reasons if reason.code == "layout_changed"]
    assert "5 values of smes_involved stand now under partners_count" in moved
    assert beliefs(fast.installation) == before


def test_another_layout_that_says_the_same_is_noted_and_believed(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    worlds.columns_reordered(fast)
    days_pass(fast)
    with capture_logs() as noted:
        assert fast.look().outcome == "ok"
    assert [(line["event"], line["url"]) for line in noted] == [("layout", worlds.ECCP)]
    one, other = (row["layout"] for row in rows(fast.installation, t.Reading))
    assert one != other
    assert beliefs(fast.installation) == before


def test_a_released_layout_is_the_new_reference(fast: World) -> None:
    fast.look()
    fast.columns["smes"], fast.columns["partners"] = (
        fast.columns["partners"], "No. of SME involved",
    )  # fmt: skip
    fast.columns = dict(reversed(fast.columns.items()))
    for row in FIVE:
        worlds.value_changes(fast, row.acronym, countries="Chile, Peru")
    days_pass(fast)
    assert "layout_changed" in codes(fast.look())
    kept = [row["layout"] for row in rows(fast.installation, t.Reading)]
    assert kept[0]
    assert kept[0] != kept[1]
    let_go(fast)
    worlds.value_changes(fast, "MOVE", name="Moving on")
    days_pass(fast)
    assert fast.look().outcome == "ok"
    assert rows(fast.installation, t.Reading)[-1]["layout"] == kept[1]


def test_a_column_that_went_away_is_held_and_withdraws_nothing(fast: World) -> None:
    fast.look()
    before = standing(fast.installation)
    del fast.columns["smes"]
    fast.publish()
    for _ in range(2):
        days_pass(fast)
        report = fast.look()
        assert (report.outcome, report.changes) == ("quarantined", 0)
        assert "5 of 5 values of smes_involved are blank" in [r.said for r in report.reasons]
    assert standing(fast.installation) == before
    let_go(fast)
    worlds.value_changes(fast, "MOVE", name="Moving on")
    days_pass(fast)
    assert fast.look().outcome == "ok"


def test_a_name_in_look_alike_letters_is_held(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    fast.rows["MOVE"] = replace(fast.rows["MOVE"], acronym="МOVE")
    fast.publish()
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, codes(report)) == ("quarantined", ["lookalike_name"])
    assert beliefs(fast.installation) == before
    let_go(fast)
    worlds.value_changes(fast, "EnW", name="Energy in Waters")
    days_pass(fast)
    assert fast.look().outcome == "ok"


@pytest.mark.parametrize("title", ["СЕЗМ", "CЕ3M"])
def test_a_page_that_poses_as_a_cluster_by_its_letters_is_held(fast: World, title: str) -> None:
    worlds.profile_says(fast.web, title=title, Président="Tarik Exemple")
    assert codes(fast.look("profile")) == ["lookalike_name"]
    assert (standing(fast.installation), lines(fast.installation)) == ({}, [])


@pytest.mark.battery("T040")
@pytest.mark.parametrize("kind", ["press", "cluster"])
def test_an_act_that_the_authority_did_not_tell_is_a_lead(fast: World, kind: str) -> None:
    gazette = fast.installation.sources["gazette"]
    theirs = replace(gazette, source=replace(gazette.source, kind=kind))
    fast.installation = replace(
        fast.installation, sources={**fast.installation.sources, "gazette": theirs}
    )
    worlds.gazette_says(fast.web, LABELLED, WITHDRAWN)
    assert fast.look("gazette").outcome == "ok"
    with fast.installation.database.read() as db:
        leads = review.waiting(db)["leads"]
    assert {lead["about"] for lead in leads} == {"ce3m"}
    assert (label(fast), len(leads), lines(fast.installation)) == ("unknown", 2, [])
