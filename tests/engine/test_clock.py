"""The clock: what is due, once each, whatever happened to the clock or to a run before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from observatory.domain.due import EPOCH, due_time
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report
from observatory.engine.timing.clock import Launch, due, is_night, mark_cut_off, tick
from observatory.store import ledger
from observatory.store import tables as t
from tests.telling import rows
from tests.worlds import MONDAY

DAY = timedelta(days=1)


def inline(reports: list[Report], now: datetime = MONDAY) -> Launch:
    """Run what is launched at once, and keep the reports."""
    return lambda errand: reports.append(errand.run(now))


def runs(installation: Installation) -> list[tuple[str, datetime | None]]:
    return [(row["source"], row["due_at"]) for row in rows(installation, t.Run)]


def test_the_grid_is_fixed() -> None:
    assert due_time(DAY, EPOCH + timedelta(days=3, hours=5)) == EPOCH + timedelta(days=3)
    assert due_time(timedelta(hours=6), EPOCH) == EPOCH


@pytest.mark.battery("T050")
def test_a_stop_of_ten_points_is_made_up_once() -> None:
    last = {"daily": EPOCH}
    assert due({"daily": DAY}, last, EPOCH + timedelta(days=10, hours=1)) == {
        "daily": EPOCH + timedelta(days=10)
    }
    assert due({"daily": DAY}, {"daily": EPOCH + timedelta(hours=2)}, EPOCH + DAY / 2) == {}


@pytest.mark.battery("T051")
def test_a_clock_set_back_runs_nothing_again() -> None:
    assert due({"daily": DAY}, {"daily": EPOCH + 5 * DAY}, EPOCH + 4 * DAY) == {}


@pytest.mark.battery("T048")
def test_ticks_of_a_month_run_each_due_time_once(installation: Installation) -> None:
    done: list[Report] = []
    moment = MONDAY
    for _ in range(60):
        tick(installation, moment, inline(done, moment), live=False)
        moment += timedelta(hours=12)
    found = runs(installation)
    assert len(found) == len(set(found))
    daily = [due_at for name, due_at in found if name == "record"]
    assert len(daily) == 30


@pytest.mark.battery("T048")
def test_two_clocks_on_one_store_run_nothing_twice(installation: Installation) -> None:
    moments = [MONDAY + timedelta(hours=6 * n) for n in range(20)]

    def ticking(_: int) -> list[Report]:
        done: list[Report] = []
        for moment in moments:
            tick(installation, moment, inline(done, moment), live=False)
        return done

    with ThreadPoolExecutor(2) as pool:
        reports = [report for part in pool.map(ticking, range(2)) for report in part]
    found = runs(installation)
    assert len(found) == len(set(found))
    assert len([report for report in reports if report.run is not None]) == len(found)


def test_without_the_network_only_reviewed_files_are_read(installation: Installation) -> None:
    done: list[Report] = []
    launched = tick(installation, MONDAY, inline(done), live=False)
    assert set(launched) == {"record", "survey_2023"}
    assert {report.outcome for report in done} == {"ok"}


@pytest.mark.battery("T049")
def test_a_run_that_was_cut_off_is_marked_and_done_again(installation: Installation) -> None:
    point = due_time(DAY, MONDAY)
    with installation.database.write() as db:
        gone = ledger.open_run(
            db,
            "record",
            MONDAY,
            due_at=point,
            owner="elsewhere:1",
            clock=datetime(2020, 1, 1, tzinfo=UTC),
        )
    assert mark_cut_off(installation) == [gone]
    done: list[Report] = []
    tick(installation, MONDAY, inline(done), live=False)
    assert "record" in {report.source for report in done}
    assert [row["cut_off"] for row in rows(installation, t.Run) if row["id"] == gone] == [True]


@pytest.mark.battery("T049")
def test_a_run_that_another_process_is_at_is_left_alone(installation: Installation) -> None:
    with installation.database.write() as db:
        ledger.open_run(
            db, "record", MONDAY, due_at=None, owner="elsewhere:1", clock=datetime.now(UTC)
        )
    assert mark_cut_off(installation) == []
    done: list[Report] = []
    tick(installation, MONDAY, inline(done), live=False)
    assert "record" not in {report.source for report in done}


@pytest.mark.parametrize(("hour", "night"), [(23, True), (3, True), (6, False), (12, False)])
def test_night_is_morocco_s(hour: int, night: bool) -> None:
    assert is_night(datetime(2026, 11, 22, hour, 30, tzinfo=UTC)) is night
