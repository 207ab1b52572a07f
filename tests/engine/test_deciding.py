"""What a person releases is believed from then on, journalled, and can be taken back."""

from __future__ import annotations

from datetime import datetime

import pytest

from observatory.engine.decisions.deciding import release, undo
from observatory.engine.past.rebuilding import differences
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import statements as questions
from observatory.store.queries.asof import AsOf
from tests import worlds
from tests.telling import beliefs, lines, rows, standing, told, waiting
from tests.worlds import FIVE, World, days_pass

NEW = worlds.Partnership("NEW", "A new one", "Morocco", "5", "2")


def a_held_page(world: World) -> datetime:
    """Let the page be held, three gone and one come; give when that was first seen."""
    world.look()
    worlds.partnership_gone(world, *(row.acronym for row in FIVE[:3]))
    worlds.partnership_listed(world, NEW)
    days_pass(world)
    first_seen = world.now
    assert world.look().outcome == "quarantined"
    days_pass(world)
    assert world.look().outcome == "quarantined"
    days_pass(world, 1)
    return first_seen


def let_go(world: World, reading: int = 2) -> int:
    return release(world.installation, reading, by="A", why="checked by phone", now=world.now)


def known(world: World, moment: datetime) -> set[str]:
    """Give the acronyms that were believed at the end of a day."""
    day = moment.date()
    with world.installation.database.read() as db:
        found = questions.said_of(db, AsOf(day, day, day, day), properties=["acronym"])
    return {said.value.text for said in found if said.open}


def test_a_released_page_is_believed_from_now_on_with_its_own_window(world: World) -> None:
    world_began = world.now
    first_seen = a_held_page(world)
    assert waiting(world.installation)["readings"] == 1
    let_go(world)
    assert waiting(world.installation)["readings"] == 0
    found = {(c.kind, c.title): c for c in told(world.installation)}
    assert set(found) == {
        ("listed", "NEW"),
        *(("no_longer_listed", row.acronym) for row in FIVE[:3]),
    }
    for change in found.values():
        assert (change.not_before, change.not_after) == (world_began, first_seen)
        assert change.at == world.now
    assert "NEW" in known(world, world.now)
    assert "NEW" not in known(world, first_seen)


def test_the_same_page_is_well_after_its_release(fast: World) -> None:
    a_held_page(fast)
    let_go(fast)
    before = beliefs(fast.installation)
    days_pass(fast)
    report = fast.look()
    assert (report.outcome, report.changes) in {("ok", 0), ("unchanged", 0)}
    assert beliefs(fast.installation) == before


def test_a_page_released_after_it_went_back_leaves_a_closed_past(fast: World) -> None:
    a_held_page(fast)
    fast.rows = {row.acronym: row for row in FIVE}
    fast.publish()
    fast.look()
    days_pass(fast, 1)
    let_go(fast)
    assert standing(fast.installation, "acronym")["escp4i:move"] == {"MOVE"}
    days_pass(fast)
    fast.look()
    assert "escp4i:new" not in standing(fast.installation)


def test_a_page_released_after_it_went_back_tells_what_came_and_went(world: World) -> None:
    """It said so for a time: the ledger of changes tells both ways, each with its own window."""
    began = world.now
    first_seen = a_held_page(world)
    world.rows = {row.acronym: row for row in FIVE}
    world.publish()
    went_back = world.now
    world.look()
    days_pass(world, 1)
    let_go(world)
    three = {row.acronym for row in FIVE[:3]}
    found = [(c.kind, c.title, c.not_before, c.not_after) for c in told(world.installation)]
    assert set(found) == {
        ("listed", "NEW", began, first_seen),
        *(("no_longer_listed", name, began, first_seen) for name in three),
        *(("listed", name, began, went_back) for name in three),
    }
    assert [kind for kind, *_ in found[-3:]] == ["listed"] * 3
    days_pass(world)
    assert world.look().changes == 1
    assert told(world.installation)[-1].kind == "no_longer_listed"


def test_a_value_released_after_it_went_back_is_told_both_ways(fast: World) -> None:
    fast.look()
    for smes in ("56 700", "567"):
        worlds.value_changes(fast, "MOVE", smes=smes)
        days_pass(fast)
        fast.look()
    days_pass(fast, 1)
    key = let_go(fast)
    both = [
        ("value_changed", "MOVE", "smes_involved", 567, 56700),
        ("value_changed", "MOVE", "smes_involved", 56700, 567),
    ]
    assert lines(fast.installation) == both
    days_pass(fast, 1)
    undo(fast.installation, key, by="B", why="a slip", now=fast.now)
    days_pass(fast, 1)
    let_go(fast)
    assert [line for line in lines(fast.installation) if line[0] != "correction"] == both * 2


def test_a_release_tells_nothing_that_was_known_already(fast: World) -> None:
    """NEW was seen on the held page first, and on a good one since: it is only dated anew."""
    a_held_page(fast)
    fast.rows = {row.acronym: row for row in (*FIVE, NEW)}
    fast.publish()
    fast.look()
    assert [line[:2] for line in lines(fast.installation)] == [("listed", "NEW")]
    days_pass(fast, 1)
    let_go(fast)
    assert [line[:2] for line in lines(fast.installation)].count(("listed", "NEW")) == 1
    assert not [line for line in lines(fast.installation) if line[1] == "NEW"][1:]


def test_only_what_is_held_can_be_released_and_only_once(fast: World) -> None:
    a_held_page(fast)
    before = beliefs(fast.installation)
    for reading, said in ((1, "not one in quarantine"), (99, "reading 99")):
        with pytest.raises(WrongUse, match=said):
            let_go(fast, reading)
    assert beliefs(fast.installation) == before
    assert rows(fast.installation, t.Decision) == []
    let_go(fast)
    with pytest.raises(WrongUse, match="released already"):
        let_go(fast)


def test_a_release_taken_back_is_corrected_and_nothing_is_deleted(world: World) -> None:
    a_held_page(world)
    believed = standing(world.installation)
    key = let_go(world)
    announced = told(world.installation)
    statements = {row["id"] for row in rows(world.installation, t.Statement)}
    days_pass(world, 1)
    world.look()
    days_pass(world, 1)
    undo(world.installation, key, by="B", why="a misunderstanding", now=world.now)
    assert standing(world.installation) == believed
    assert statements <= {row["id"] for row in rows(world.installation, t.Statement)}
    assert waiting(world.installation)["readings"] == 1
    corrections = told(world.installation)[len(announced) :]
    assert [(c.kind, c.corrects) for c in corrections] == [
        ("correction", change.seq) for change in announced
    ]
    for correction, change in zip(corrections, announced, strict=True):
        assert (correction.before, correction.after) == (change.after, change.before)
        assert (correction.entity, correction.property) == (change.entity, change.property)
    assert differences(world.installation, world.now) == []
    days_pass(world)
    assert world.look().outcome == "quarantined"


def test_a_decision_is_undone_once(fast: World) -> None:
    a_held_page(fast)
    key = let_go(fast)
    days_pass(fast, 1)
    undone = undo(fast.installation, key, by="B", why="no", now=fast.now)
    for decision in (key, undone, 99):
        with pytest.raises(WrongUse, match=f"decision {decision} does not stand"):
            undo(fast.installation, decision, by="B", why="no", now=fast.now)
    assert [
        (row["kind"], row["by"], row["why"]) for row in rows(fast.installation, t.Decision)
    ] == [
        ("release", "A", "checked by phone"),
        ("undo", "B", "no"),
    ]
    assert let_go(fast) not in (key, undone)
