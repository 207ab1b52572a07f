"""What is told when a page changes: once, with its window, and nothing that did not happen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from observatory.store import tables as t
from tests import worlds
from tests.telling import acronyms, beliefs, lines, rows, told
from tests.worlds import FIVE, World, days_pass

ACRONYMS = {row.acronym for row in FIVE}


def test_the_first_reading_is_numbered_and_no_news(world: World) -> None:
    report = world.look()
    assert report.changes > 0
    assert lines(world.installation) == []
    everything = told(world.installation, retrospective=True)
    assert [change.seq for change in everything] == list(range(1, report.changes + 1))
    assert ("listed", "MOVE", "", None, "MOVE") in lines(world.installation, retrospective=True)


def test_a_changed_value_is_told_with_its_window_and_both_pages(world: World) -> None:
    world.look()
    days_pass(world)
    world.look()
    last_without = world.now
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    (change,) = told(world.installation)
    assert (change.kind, change.property, change.before, change.after) == (
        "value_changed", "smes_involved", 567, 570,
    )  # fmt: skip
    assert (change.not_before, change.not_after, change.at) == (last_without, world.now, world.now)
    assert change.shown
    assert change.url == worlds.ECCP
    for sha256, text in ((change.sha_before, b"567"), (change.sha_after, b"570")):
        assert sha256 is not None
        assert text in world.installation.archive.body(sha256)


def test_there_and_back_are_three_spells_and_two_changes(world: World) -> None:
    world.look()
    for smes in ("570", "567"):
        days_pass(world)
        worlds.value_changes(world, "MOVE", smes=smes)
        world.look()
    spells = [
        row["value"]
        for row in sorted(rows(world.installation, t.Statement), key=lambda r: r["first_seen"])
        if (row["record"], row["property"]) == ("escp4i:move", "smes_involved")
    ]
    assert spells == ["567", "570", "567"]
    assert [(c.before, c.after) for c in told(world.installation)] == [(567, 570), (570, 567)]


def test_a_partnership_is_no_longer_listed_after_two_looks(world: World) -> None:
    world.look()
    days_pass(world)
    world.look()
    last_seen = world.now
    days_pass(world)
    worlds.partnership_gone(world, "MOVE")
    assert world.look().changes == 0
    first_missed = world.now
    days_pass(world, 11.9 / 24)
    assert world.look().changes == 0
    assert "MOVE" in acronyms(world.installation)
    days_pass(world, 0.1 / 24)
    assert world.look().changes == 1
    (change,) = told(world.installation)
    assert (change.kind, change.title, change.before) == ("no_longer_listed", "MOVE", "MOVE")
    assert (change.not_before, change.not_after) == (last_seen, first_missed)
    assert change.at == world.now
    assert acronyms(world.installation) == ACRONYMS - {"MOVE"}


@pytest.mark.parametrize("conditional", [True, False])
def test_the_same_bytes_again_are_a_second_look(fast: World, conditional: bool) -> None:
    fast.web.conditional = conditional
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    days_pass(fast)
    fast.look()
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, report.changes) == ("unchanged", 1)
    assert "MOVE" not in acronyms(fast.installation)
    assert rows(fast.installation, t.Visit)[-1]["status"] == (304 if conditional else 200)


def test_an_outage_in_between_changes_nothing(world: World) -> None:
    world.look()
    last_seen = world.now
    days_pass(world)
    worlds.partnership_gone(world, "MOVE")
    world.look()
    first_missed = world.now
    worlds.outage(world)
    for _ in range(2):
        days_pass(world)
        assert (world.look().outcome, len(told(world.installation))) == ("failed", 0)
    worlds.outage_over(world)
    days_pass(world)
    world.look()
    (change,) = told(world.installation)
    assert (change.not_before, change.not_after) == (last_seen, first_missed)


def test_an_outage_alone_ends_nothing(fast: World) -> None:
    fast.look()
    before = beliefs(fast.installation)
    worlds.outage(fast)
    for _ in range(3):
        days_pass(fast, 30)
        fast.look()
    worlds.outage_over(fast)
    assert fast.look().outcome == "unchanged"
    assert beliefs(fast.installation) == before


def test_what_comes_back_before_the_second_look_was_never_gone(fast: World) -> None:
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    days_pass(fast)
    fast.look()
    worlds.partnership_listed(fast, FIVE[3])
    days_pass(fast)
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    days_pass(fast)
    fast.look()
    assert lines(fast.installation) == []


def test_what_is_listed_again_is_told_again(world: World) -> None:
    world.look()
    worlds.partnership_gone(world, "MOVE")
    for _ in range(2):
        days_pass(world)
        world.look()
    last_without = world.now
    worlds.partnership_listed(world, FIVE[3])
    days_pass(world)
    world.look()
    assert [c.kind for c in told(world.installation)] == ["no_longer_listed", "listed"]
    again = told(world.installation)[-1]
    assert (again.not_before, again.not_after) == (last_without, world.now)
    entities = [row["title"] for row in rows(world.installation, t.Entity)]
    assert entities.count("MOVE") == 1


def test_surroundings_make_no_entry(world: World) -> None:
    world.look()
    before = beliefs(world.installation)
    for _ in range(2):
        days_pass(world)
        worlds.surroundings_change(world)
        report = world.look()
        assert (report.outcome, report.changes) == ("ok", 0)
    assert beliefs(world.installation) == before


def test_new_damage_protects_and_old_damage_does_not(fast: World) -> None:
    fast.look()
    worlds.blocks_break(fast, 2)
    worlds.partnership_gone(fast, "MOVE")
    for _ in range(3):
        days_pass(fast)
        assert fast.look().outcome == "degraded"
    assert "MOVE" in acronyms(fast.installation)
    worlds.partnership_gone(fast, "EnW")
    for _ in range(2):
        days_pass(fast)
        fast.look()
    assert "MOVE" in acronyms(fast.installation)
    assert "EnW" not in acronyms(fast.installation)


def test_one_of_several_values_withdrawn_says_when_it_was_last_there(fast: World) -> None:
    fast.look()
    last_seen = fast.now
    worlds.value_changes(fast, "MOVE", countries="Morocco")
    days_pass(fast)
    fast.look()
    first_missed = fast.now
    days_pass(fast)
    fast.look()
    (change,) = told(fast.installation)
    assert (change.kind, change.before) == ("value_withdrawn", "BR")
    assert (change.not_before, change.not_after) == (last_seen, first_missed)


@pytest.mark.battery("T069")
def test_the_same_page_delivered_many_times_is_one(fast: World) -> None:
    first = fast.look()
    before = beliefs(fast.installation)
    for _ in range(20):
        days_pass(fast, 1)
        fast.look()
    assert beliefs(fast.installation) == before
    assert len(rows(fast.installation, t.Reading)) == len(rows(fast.installation, t.Snapshot)) == 1
    assert len(rows(fast.installation, t.Visit)) == 21
    assert first.changes == len(told(fast.installation, retrospective=True))


def test_a_page_that_was_there_before_is_not_read_again(fast: World) -> None:
    fast.look()
    worlds.value_changes(fast, "MOVE", smes="570")
    days_pass(fast)
    fast.look()
    worlds.value_changes(fast, "MOVE", smes="567")
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, report.changes) == ("ok", 1)
    assert len(rows(fast.installation, t.Reading)) == 2


def test_time_between_two_looks_is_counted_from_the_first_miss(fast: World) -> None:
    fast.look()
    worlds.partnership_gone(fast, "MOVE")
    for hours in (1, 5, 5):
        days_pass(fast, hours / 24)
        fast.look()
    assert fast.now - worlds.MONDAY < timedelta(hours=12)
    assert "MOVE" in acronyms(fast.installation)
    days_pass(fast, 2 / 24)
    fast.look()
    assert "MOVE" not in acronyms(fast.installation)
