"""What a page must look like to be believed; what is not believed moves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from observatory.engine.decisions.deciding import release
from observatory.store import tables as t
from tests import worlds
from tests.telling import acronyms, beliefs, codes, lines, rows
from tests.worlds import FIVE, World, days_pass

SAVED = Path(__file__).parents[1] / "scrapers" / "eccp_morocco" / "morocco.html"
ACRONYMS = {row.acronym for row in FIVE}


def test_a_page_with_three_broken_blocks_gives_its_five_and_is_degraded(world: World) -> None:
    worlds.blocks_break(world, 3)
    report = world.look()
    assert (report.outcome, codes(report)) == ("degraded", ["broken_block"])
    assert acronyms(world.installation) == ACRONYMS


def test_the_saved_page_gives_its_five_and_is_degraded(fast: World) -> None:
    alone = SAVED.read_text(encoding="utf-8").replace("?page=0,0,1", "?page=0,0,0")
    alone = alone.replace('title="Go to next page" rel="next"', "")
    fast.web.put(worlds.ECCP, alone)
    assert fast.look().outcome == "degraded"
    assert acronyms(fast.installation) == {"SpaceWave", "REINA PLUS", "FoodNet", "MOVE", "EnW"}


def test_a_healthy_page_is_ok_then_unchanged(world: World) -> None:
    first = world.look()
    days_pass(world)
    second = world.look()
    assert (first.outcome, second.outcome) == ("ok", "unchanged")
    assert (second.facts, second.changes) == (first.facts, 0)


def test_columns_in_another_order_say_the_same(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    days_pass(world)
    worlds.columns_reordered(world)
    report = world.look()
    assert (report.outcome, report.changes) == ("ok", 0)
    assert beliefs(world.installation) == before


def test_rows_in_another_order_say_the_same(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    days_pass(fast)
    fast.rows = dict(reversed(fast.rows.items()))
    fast.publish()
    report = fast.look()
    assert (report.outcome, report.changes) == ("ok", 0)
    assert beliefs(fast.installation) == before


@pytest.mark.parametrize(
    ("situation", "outcome", "code"),
    [
        (worlds.table_gone, "rejected", "nothing_found"),
        (worlds.unknown_header, "quarantined", "unknown_header"),
        (worlds.login_wall, "blocked", "login"),
        (worlds.not_found_with_200, "rejected", "soft_404"),
        (worlds.outage, "failed", "unreachable"),
    ],
)
def test_what_is_not_believed_changes_nothing_however_often(
    fast: World, situation: worlds.Situation, outcome: str, code: str
) -> None:
    fast.look()
    before = beliefs(fast.installation)
    situation(fast)
    for _ in range(3):
        days_pass(fast)
        report = fast.look()
        assert (report.outcome, codes(report)[0], report.changes) == (outcome, code, 0)
        assert beliefs(fast.installation) == before


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97])
def test_a_page_cut_short_ends_nothing(fast: World, share: float) -> None:
    fast.look()
    whole = acronyms(fast.installation)
    worlds.page_cut_short(fast, share)
    for _ in range(2):
        days_pass(fast)
        fast.look()
    assert acronyms(fast.installation) == whole
    assert lines(fast.installation) == []


def test_more_than_a_fifth_gone_at_once_is_held(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    days_pass(fast)
    worlds.partnership_gone(fast, "MOVE", "EnW")
    assert fast.look().outcome == "ok"
    worlds.partnership_listed(fast, FIVE[3])
    worlds.partnership_listed(fast, FIVE[4])
    days_pass(fast)
    fast.look()
    worlds.partnership_gone(fast, "MOVE", "EnW", "FoodNet")
    worlds.partnership_listed(fast, worlds.Partnership("NEW", "A new one", "Morocco", "5", "2"))
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, codes(report)) == ("quarantined", ["records_gone"])
    assert beliefs(fast.installation) == before


def test_a_number_that_leaps_is_held_until_a_person_releases_it(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    worlds.value_changes(world, "MOVE", smes="56 700")
    days_pass(world)
    report = world.look()
    assert (report.outcome, codes(report)) == ("quarantined", ["number_leapt"])
    assert beliefs(world.installation) == before
    days_pass(world, 1)
    release(world.installation, 2, by="A", why="so printed", now=world.now)
    assert lines(world.installation) == [("value_changed", "MOVE", "smes_involved", 567, 56700)]
    days_pass(world)
    assert world.look().outcome == "unchanged"


def test_a_number_that_leaps_holds_its_own_page_only(fast: World) -> None:
    worlds.list_says(fast.web, {"Alpha": "10"}, {"Beta": "20"})
    fast.look("partners")
    worlds.list_says(fast.web, {"Alpha": "11"}, {"Beta": "20000"})
    days_pass(fast)
    report = fast.look("partners")
    assert (report.outcome, codes(report)) == ("quarantined", ["number_leapt"])
    assert lines(fast.installation) == [("value_changed", "Alpha", "smes_involved", 10, 11)]


def test_a_held_page_leaves_no_entity_behind(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    world.rows = {
        f"Fake{n}": worlds.Partnership(f"Fake{n}", f"No such partnership {n}", "Morocco", "1", "1")
        for n in range(5)
    }
    world.publish()
    days_pass(world)
    assert world.look().outcome == "quarantined"
    assert beliefs(world.installation) == before


def test_a_held_page_that_goes_back_leaves_no_trace_but_the_log(fast: World) -> None:
    fast.look()
    before, page = beliefs(fast.installation), dict(fast.rows)
    worlds.partnership_gone(fast, "MOVE", "EnW", "FoodNet")
    worlds.partnership_listed(fast, worlds.Partnership("NEW", "A new one", "Morocco", "5", "2"))
    days_pass(fast, 0.5)
    assert fast.look().outcome == "quarantined"
    fast.rows = page
    fast.publish()
    days_pass(fast, 0.5)
    assert fast.look().outcome == "ok"
    assert beliefs(fast.installation) == before
    assert [r["outcome"] for r in rows(fast.installation, t.Run)] == ["ok", "quarantined", "ok"]
