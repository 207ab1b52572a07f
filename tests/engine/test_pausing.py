"""A source is paused and taken up again by decisions, which nothing but decisions alters."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from observatory.engine.decisions import deciding, pausing
from observatory.engine.installation import prepare
from observatory.engine.timing.clock import Errand, tick
from observatory.engine.upkeep.doctor import complaints, remarks
from observatory.errors import WrongUse
from observatory.store import tables as t
from observatory.store.queries import sources
from observatory.store.queries.sources import SourceState
from tests import worlds
from tests.telling import rows
from tests.worlds import World, days_pass

NAME = "eccp_morocco"
WHY = "Its server moves this week"


def paused(world: World) -> int:
    return pausing.pause(world.installation, NAME, by="lea", why=WHY, now=world.now)


def state(world: World, until: timedelta | None = None) -> SourceState:
    with world.installation.database.read() as db:
        (found,) = sources.states(db, (NAME,), world.now + until if until is not None else None)
    return found


def launched(world: World) -> list[str]:
    """Ask the clock what is due, and run none of it."""
    errands: list[Errand] = []
    tick(world.installation, world.now, errands.append)
    return [errand.source for errand in errands]


def test_a_paused_source_is_not_due_until_it_is_resumed(world: World) -> None:
    assert NAME in launched(world)
    paused(world)
    assert NAME not in launched(world)
    days_pass(world)
    pausing.resume(world.installation, NAME, by="lea", why="It has moved", now=world.now)
    assert NAME in launched(world)


def test_the_journal_says_who_when_and_why(world: World) -> None:
    key = paused(world)
    (row,) = rows(world.installation, t.Decision)
    assert (row["id"], row["by"], row["at"], row["kind"]) == (key, "lea", world.now, "pause")
    assert (row["subject"], row["why"]) == (NAME, WHY)
    found = state(world)
    assert (found.paused, found.turned, found.why) == (True, world.now, WHY)


def test_undoing_a_pause_takes_the_source_up_and_undoing_that_pauses_it_again(world: World) -> None:
    key = paused(world)
    days_pass(world)
    deciding.undo(world.installation, key, by="lea", why="A mistake", now=world.now)
    assert state(world).paused is False
    assert state(world).turned == world.now
    key = paused(world)
    resumed = pausing.resume(world.installation, NAME, by="lea", why="Too soon", now=world.now)
    assert state(world).paused is False
    deciding.undo(world.installation, resumed, by="lea", why="Not yet", now=world.now)
    assert state(world).paused is True
    assert state(world).why == WHY
    assert [row["paused"] for row in rows(world.installation, t.Source) if row["name"] == NAME] == [
        True
    ]


def test_the_declarations_do_not_take_up_what_a_person_paused(world: World) -> None:
    paused(world)
    prepare(world.installation, world.now)
    with world.installation.database.write() as db:  # as after a new edition of the declaration
        db.execute(update(t.Source).values(title="Before", failures=99))
    prepare(world.installation, world.now)
    assert state(world).title != "Before"
    assert state(world).paused is True


def test_on_a_day_before_it_was_not_paused(fast: World) -> None:
    fast.look()
    days_pass(fast)
    paused(fast)
    assert state(fast, timedelta()).paused is True
    assert state(fast, -timedelta(days=1)).paused is False


def test_its_silence_is_no_complaint_but_is_said(fast: World) -> None:
    fast.look()
    worlds.outage(fast)
    for _ in range(4):
        days_pass(fast)
        fast.look()
    assert any(NAME in said for said in complaints(fast.installation, fast.now))
    paused(fast)
    days_pass(fast, 300)
    assert not any(NAME in said for said in complaints(fast.installation, fast.now))
    (said,) = (said for said in remarks(fast.installation, fast.now) if "paused" in said)
    assert WHY in said
    worlds.outage_over(fast)


@pytest.mark.parametrize("why", ["", " \n", "ask sara@example.org", "call +212 661 23 45 67"])
def test_a_reason_is_words_for_the_public(fast: World, why: str) -> None:
    with pytest.raises(WrongUse, match="--why"):
        pausing.pause(fast.installation, NAME, by="lea", why=why, now=fast.now)
    assert rows(fast.installation, t.Decision) == []


def test_a_reason_is_one_line(fast: World) -> None:
    pausing.pause(fast.installation, NAME, by="lea", why="One\r\ntwo", now=fast.now)
    assert state(fast).why == "One two"


def test_what_is_so_already_or_is_no_source_is_refused(fast: World) -> None:
    with pytest.raises(WrongUse, match="not paused"):
        pausing.resume(fast.installation, NAME, by="lea", why=WHY, now=fast.now)
    paused(fast)
    with pytest.raises(WrongUse, match="paused already"):
        paused(fast)
    with pytest.raises(WrongUse, match="no source is called 'x'"):
        pausing.pause(fast.installation, "x", by="lea", why=WHY, now=fast.now)
    assert len(rows(fast.installation, t.Decision)) == 1
