"""Questions to the store: the past as it was, changes, and the health of sources."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from observatory.engine.installation import Installation
from observatory.store import tables as t
from observatory.store.queries import (
    looks,
    review,
    schedule,
    sources,
    unbelieved,
)
from observatory.store.queries import statements as questions
from observatory.store.queries.asof import AsOf
from observatory.store.queries.changes import Filter, changes, last_seq
from observatory.store.queries.holdings import holdings
from tests import worlds
from tests.loopback import Web
from tests.telling import told
from tests.worlds import MONDAY, World, a_page_of_five, days_pass

CAPITAL = "Capital: Rabat Population: 33 848 242 (2015)"


@pytest.fixture
def world(installation: Installation, web: Web) -> World:
    """The country page, seen once."""
    world = a_page_of_five(installation, web)
    world.look()
    return world


def smes(world: World, *, valid: date, seen: date, known: date) -> set[tuple[str, bool]]:
    """Give the numbers of SMEs stated of MOVE as of three days, and whether each stood."""
    as_of = AsOf(world.now.date(), valid, seen, known)
    with world.installation.database.read() as db:
        found = questions.said_of(db, as_of, properties=["smes_involved"])
    return {(said.value.text, said.open) for said in found if said.record == "escp4i:move"}


def day(number: int) -> date:
    return (MONDAY + timedelta(days=number)).date()


def test_what_was_seen_by_a_day_is_what_pages_said_by_then(world: World) -> None:
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()

    def seen(number: int) -> set[tuple[str, bool]]:
        return smes(world, valid=day(7), seen=day(number), known=day(7))

    assert seen(-1) == set()
    assert seen(0) == seen(6) == {("567", True)}
    assert seen(7) == {("567", False), ("570", True)}


def test_what_was_known_by_a_day_never_changes_later(world: World) -> None:
    days_pass(world)
    worlds.partnership_gone(world, "MOVE")
    world.look()

    def known(number: int) -> set[tuple[str, bool]]:
        return smes(world, valid=day(14), seen=day(14), known=day(number))

    before = known(7)
    days_pass(world)
    world.look()
    assert known(7) == before == {("567", True)}
    assert known(14) == {("567", False)}


def test_the_past_was_last_checked_in_the_past(world: World) -> None:
    for _ in range(3):
        days_pass(world)
        world.look()
    with world.installation.database.read() as db:
        then = questions.said_of(db, AsOf(day(21), day(7), day(7), day(7)))
        now = questions.said_of(db, AsOf.now(day(21)))
    assert {said.last_checked for said in then} == {MONDAY + timedelta(days=7)}
    assert {said.last_checked for said in now} == {MONDAY + timedelta(days=21)}


def test_every_value_leads_to_a_kept_page_with_the_place_in_it(world: World) -> None:
    with world.installation.database.read() as db:
        found = questions.said_of(db, AsOf.now(day(0)))
    assert found
    for said in found:
        assert said.by.kept
        assert said.by.url == worlds.ECCP
        assert said.by.publisher == "European Cluster Collaboration Platform"
        assert said.by.locator
        assert said.raw.encode()[:5] in world.installation.archive.body(said.by.sha256)


def test_changes_are_narrowed_by_every_filter(world: World) -> None:
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    worlds.partnership_listed(world, worlds.Partnership("NEW", "A new one", "Morocco", "5", "2"))
    world.look()
    (changed,) = [c for c in told(world.installation) if c.kind == "value_changed"]

    def count(**wanted: object) -> int:
        with world.installation.database.read() as db:
            return len(changes(db, Filter(**wanted), 1000))  # type: ignore[arg-type]

    everything = count(retrospective=True)
    assert count() == count(since=day(7)) == count(until=day(7)) == 2
    assert count(until=day(6)) == count(since=day(8)) == count(known=day(6)) == 0
    assert count(retrospective=True, until=day(6)) == everything - 2
    assert count(kinds=["listed"]) == 1
    assert count(entities=[changed.entity]) == 1
    assert count(entities=[]) == 0
    assert count(source="eccp_morocco") == 2
    assert count(source="press") == 0
    assert count(after=changed.seq - 1, before=changed.seq + 1, retrospective=True) == 1
    with world.installation.database.read() as db:
        assert last_seq(db) == everything


def test_changes_come_latest_first_or_in_their_order(world: World) -> None:
    with world.installation.database.read() as db:
        latest = changes(db, Filter(retrospective=True), 3)
        oldest = changes(db, Filter(retrospective=True), 3, oldest_first=True)
        total = last_seq(db)
    assert [c.seq for c in oldest] == [1, 2, 3]
    assert [c.seq for c in latest] == [total, total - 1, total - 2]


def state(world: World, name: str = "eccp_morocco") -> sources.SourceState:
    with world.installation.database.read() as db:
        (found,) = sources.states(db, (name,))
    return found


def test_a_source_says_how_it_is_and_since_when(world: World) -> None:
    assert state(world, "profile").health == "never"
    first = world.now
    assert (state(world).health, state(world).last_good) == ("ok", first)
    days_pass(world)
    worlds.outage(world)
    world.look()
    since = world.now
    days_pass(world)
    world.look()
    failing = state(world)
    assert (failing.health, failing.last_good, failing.failing_since) == ("failed", first, since)
    assert failing.last_run == world.now
    assert [code for code, _ in failing.reasons] == ["unreachable"]
    worlds.outage_over(world)
    days_pass(world)
    world.look()
    well = state(world)
    assert (well.health, well.failing_since, well.last_good) == ("unchanged", None, world.now)


def test_the_public_log_has_every_run_the_latest_first(world: World) -> None:
    days_pass(world)
    worlds.outage(world)
    world.look()
    with world.installation.database.read() as db:
        both = sources.runs(db, "eccp_morocco", 10)
        older = sources.runs(db, "eccp_morocco", 10, before=both[0].id)
    assert [(run.outcome, run.pages) for run in both] == [("failed", 1), ("ok", 1)]
    assert older == both[1:]


def test_who_is_told_of_counts_like_who_has_a_value(world: World) -> None:
    """A gazette states no value of anybody, and yet speaks of those whose acts it tells."""
    day = world.now.date()
    worlds.gazette_says(
        world.web,
        "labelled | 2026-02-20 | CE3M | CE3M obtient le label",
        "mention | 2026-02-20 | CE3M | CE3M expose",
        "mention | 2026-02-20 | | Le Cluster Menara expose",
    )
    world.look("gazette")
    with world.installation.database.read() as db:
        told = holdings(db, "gazette", AsOf(day, day, day, day))
        listed = holdings(db, "eccp_morocco", AsOf(day, day, day, day))
    assert (told.open, told.events, told.entities) == (0, 3, 2)
    assert (listed.events, listed.entities) == (0, 6)


def test_what_was_refused_is_public_with_its_reasons(world: World) -> None:
    days_pass(world)
    worlds.unknown_header(world)
    world.look()
    with world.installation.database.read() as db:
        (held,) = unbelieved.refused(db, "eccp_morocco")
        waiting = review.waiting(db)
    assert (held.verdict, held.ruling) == ("quarantined", None)
    assert held.reasons[0][0] == "unknown_header"
    assert [row["reading"] for row in waiting["readings"]] == [held.id]


def test_a_run_whose_process_is_gone_is_abandoned(world: World) -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with world.installation.database.write() as db:
        run = db.scalar(select(t.Run.id))
        assert schedule.abandoned(db, now) == []
        lost = dict(outcome="", leased_until=now - timedelta(minutes=1), owner="elsewhere:1")
        db.execute(update(t.Run).values(**lost))
        assert schedule.abandoned(db, now) == [run]
        db.execute(update(t.Run).values(leased_until=now + timedelta(minutes=1)))
        assert schedule.abandoned(db, now) == []


def test_the_last_recorded_moment_is_that_of_runs_and_decisions(world: World) -> None:
    with world.installation.database.read() as db:
        assert looks.last_recorded(db) == world.now
