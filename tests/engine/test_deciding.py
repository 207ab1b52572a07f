"""What people decide is journalled, moves beliefs at once, and can be taken back."""

from __future__ import annotations

from datetime import datetime

import pytest

from observatory.domain.labels import state_at
from observatory.engine.deciding import confirm, place_name, release, undo
from observatory.engine.rebuilding import differences
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import events, review
from observatory.store.queries import statements as questions
from observatory.store.queries.asof import AsOf
from tests import worlds
from tests.telling import beliefs, lines, rows, standing, told
from tests.worlds import FIVE, World, days_pass

NEW = worlds.Partnership("NEW", "A new one", "Morocco", "5", "2")


def waiting(world: World) -> dict[str, int]:
    with world.installation.database.read() as db:
        return {what: len(found) for what, found in review.waiting(db).items()}


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


# Releases


def test_a_released_page_is_believed_from_now_on_with_its_own_window(world: World) -> None:
    world_began = world.now
    first_seen = a_held_page(world)
    assert waiting(world)["readings"] == 1
    let_go(world)
    assert waiting(world)["readings"] == 0
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
    assert waiting(world)["readings"] == 1
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


# Names


def an_unknown_name(world: World) -> int:
    worlds.profile_says(world.web, title="Cercle Ardoise", Président="Tarik Exemple")
    world.look("profile")
    days_pass(world, 1)
    (name,) = rows(world.installation, t.Unplaced)
    return int(name["id"])


def means(world: World, name: int, slug: str | None) -> int:
    return place_name(world.installation, name, slug, by="A", why="so printed", now=world.now)


def test_a_name_that_a_person_places_is_believed_from_now_on(world: World) -> None:
    first_seen, name = world.now, an_unknown_name(world)
    means(world, name, "ce3m")
    assert standing(world.installation) == {"about": {"Tarik Exemple"}}
    assert waiting(world)["names"] == 0
    (statement,) = rows(world.installation, t.Statement)
    assert (statement["first_seen"], statement["recorded_at"]) == (first_seen, world.now)
    (change,) = told(world.installation)
    assert (change.kind, change.property, change.after) == (
        "value_added", "president", "Tarik Exemple",
    )  # fmt: skip
    days_pass(world)
    assert world.look("profile").changes == 0


def test_a_name_that_means_nobody_leaves_the_list(fast: World) -> None:
    name = an_unknown_name(fast)
    means(fast, name, None)
    assert (waiting(fast)["names"], standing(fast.installation)) == (0, {})
    worlds.profile_says(fast.web, title="Cercle Ardoise", Président="Salma Modèle")
    days_pass(fast)
    fast.look("profile")
    assert (waiting(fast)["names"], standing(fast.installation)) == (0, {})


def test_a_name_placed_by_mistake_comes_back_for_review(world: World) -> None:
    name = an_unknown_name(world)
    key = means(world, name, "ce3m")
    days_pass(world, 1)
    undo(world.installation, key, by="B", why="another body", now=world.now)
    assert (waiting(world)["names"], standing(world.installation)) == (1, {})
    (statement,) = rows(world.installation, t.Statement)
    assert (statement["superseded_at"], statement["superseded_why"]) == (world.now, "decision")
    assert [c.kind for c in told(world.installation)] == ["value_added", "correction"]
    days_pass(world, 1)
    (again,) = rows(world.installation, t.Unplaced)
    means(world, again["id"], "emc")
    assert standing(world.installation) == {"about": {"Tarik Exemple"}}


def test_a_name_placed_again_as_before_stands_again(fast: World) -> None:
    key = means(fast, an_unknown_name(fast), "ce3m")
    days_pass(fast, 1)
    undo(fast.installation, key, by="B", why="no", now=fast.now)
    days_pass(fast, 1)
    means(fast, rows(fast.installation, t.Unplaced)[0]["id"], "ce3m")
    assert standing(fast.installation) == {"about": {"Tarik Exemple"}}
    assert differences(fast.installation, fast.now) == []


@pytest.mark.parametrize(("name", "slug"), [(99, "ce3m"), (1, "nobody")])
def test_a_name_or_body_that_is_not_there_is_refused(fast: World, name: int, slug: str) -> None:
    an_unknown_name(fast)
    with pytest.raises(WrongUse, match=str(name) if name == 99 else slug):
        means(fast, name, slug)
    assert rows(fast.installation, t.Decision) == []


# Leads


def a_lead(world: World) -> int:
    worlds.gazette_says(world.web, "lead | 2026-02-25 | CE3M | CE3M serait labellisé")
    world.look("gazette")
    days_pass(world, 1)
    (lead,) = rows(world.installation, t.Event)
    return int(lead["id"])


ACT = {"slug": "ce3m", "kind": "labelled", "on": "2026-02-20", "scheme": "ministry-industry"}


def label(world: World) -> str:
    with world.installation.database.read() as db:
        told_of = events.told_of(db, AsOf.now(world.now.date()))
    ledger = [event for own in events.ledgers(told_of).values() for event in own]
    return state_at(ledger, world.now.date(), "ministry-industry").said


def test_a_lead_becomes_an_act_only_by_a_person(world: World) -> None:
    lead = a_lead(world)
    assert (label(world), waiting(world)["leads"]) == ("unknown", 1)
    assert told(world.installation) == []
    key = confirm(world.installation, lead, ACT, by="A", why="seen the letter", now=world.now)
    assert (label(world), waiting(world)["leads"]) == ("labelled (term computed)", 0)
    (change,) = told(world.installation)
    assert (change.kind, change.after) == ("label_event", "2026-02-20")
    days_pass(world)
    world.look("gazette")
    assert label(world) == "labelled (term computed)"
    undo(world.installation, key, by="B", why="a forgery", now=world.now)
    assert (label(world), waiting(world)["leads"]) == ("unknown", 1)
    assert [c.kind for c in told(world.installation)] == ["label_event", "correction"]


def test_an_old_act_that_a_person_confirms_is_history(fast: World) -> None:
    confirm(
        fast.installation, a_lead(fast), ACT | {"on": "2011-09-20"}, by="A", why="a letter",
        now=fast.now,
    )  # fmt: skip
    assert told(fast.installation) == []
    assert [c.kind for c in told(fast.installation, retrospective=True)] == ["label_event"]


@pytest.mark.parametrize("act", [ACT | {"slug": "nobody"}, ACT])
def test_only_a_lead_of_a_known_body_is_confirmed(fast: World, act: dict[str, str]) -> None:
    lead = a_lead(fast) + (act is ACT)
    with pytest.raises(WrongUse):
        confirm(fast.installation, lead, act, by="A", why="x", now=fast.now)
    assert rows(fast.installation, t.Decision) == []
