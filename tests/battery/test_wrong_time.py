"""A machine whose clock is wrong: set back, ahead, in 1970, in 2100."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from observatory.cli import serving
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report
from observatory.engine.timing.clock import Errand, tick
from observatory.engine.timing.steps import note_step, steps
from observatory.engine.upkeep.doctor import complaints
from observatory.engine.upkeep.verify import verify
from observatory.harvest.memory import Forgetful
from observatory.harvest.pace import Pace
from observatory.store import tables as t
from tests.engine.test_clock import inline
from tests.telling import rows
from tests.worlds import MONDAY

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.battery("T051")


def ran(installation: Installation) -> list[datetime]:
    return [row["due_at"] for row in rows(installation, t.Run)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (MONDAY - 2 * HOUR, "which is still to come"),
        (datetime(1970, 1, 1, 0, 3, tzinfo=UTC), "which is still to come"),
        (datetime(2100, 1, 1, tzinfo=UTC), "this machine's clock says 2100-01-01"),
    ],
    ids=["two hours back", "1970", "2100"],
)
def test_a_clock_that_cannot_be_right_moves_nothing_and_raises_the_alarm(
    survey: Installation, wrong: datetime, sentence: str
) -> None:
    reports: list[Report] = []
    tick(survey, MONDAY, inline(reports, MONDAY))
    with capture_logs() as log:
        for n in range(5):
            assert tick(survey, wrong + n * HOUR / 4, inline(reports, wrong)) == []
    assert ran(survey) == [MONDAY]
    assert all(sentence in entry["said"] for entry in log)
    assert {entry["log_level"] for entry in log} == {"error"}
    assert any(sentence in said for said in complaints(survey, wrong))
    right = MONDAY + HOUR
    tick(survey, right, inline(reports, right))
    assert ran(survey) == [MONDAY, right], "when the time is right again, it goes on"
    assert not any(sentence in said for said in complaints(survey, right))
    sane(survey, right)


def test_a_clock_a_day_ahead_and_put_right_again_makes_no_storm(survey: Installation) -> None:
    reports: list[Report] = []
    moments = [MONDAY, MONDAY + DAY, MONDAY + DAY + MINUTE, MONDAY + HOUR, MONDAY + DAY + HOUR]
    for moment in moments:
        tick(survey, moment, inline(reports, moment))
    assert ran(survey) == [MONDAY, MONDAY + DAY, MONDAY + DAY + HOUR]
    assert any("still to come" in said for said in complaints(survey, MONDAY + HOUR))
    sane(survey, moments[-1])


def sane(installation: Installation, now: datetime) -> None:
    """No interval is negative, and nothing was first seen after it was recorded."""
    assert list(verify(installation, now)) == []
    for table in (t.Statement, t.Event):
        assert all(row["first_seen"] <= row["recorded_at"] for row in rows(installation, table))


def test_a_visit_that_waited_while_the_clock_was_set_back_is_not_dated_before_its_launch(
    survey: Installation,
) -> None:
    launched: list[Errand] = []
    tick(survey, MONDAY, launched.append)
    launched[0].run(MONDAY - 2 * HOUR)
    assert ran(survey) == [MONDAY]


def test_a_step_of_the_clock_is_noticed_by_one_that_nobody_can_set(survey: Installation) -> None:
    wall = iter([0.0, 60.0, 120 - 7200.0, 180 - 7200.0, 240 + 86400.0])
    even = iter([5.0, 65.0, 125.0, 185.0, 245.0])
    ends = iter([False] * 4 + [True])
    found = list(steps(lambda: next(ends), lambda: next(wall), lambda: next(even)))
    assert found == [-2 * HOUR, DAY + 2 * HOUR]
    note_step(survey, MONDAY, found[0])
    (said,) = (one for one in complaints(survey, MONDAY + DAY) if "was moved" in one)
    assert "moved by -7200 seconds at 2026-03-02 08:00 UTC" in said
    assert not any("was moved" in one for one in complaints(survey, MONDAY + 8 * DAY))


def test_a_clock_set_back_does_not_silence_the_ticks(
    survey: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scheduler goes by the clock that was moved: alone, it would wait for two hours."""
    ticks = threading.Semaphore(0)
    moved = threading.Event()

    def moving(*_: object) -> Iterator[timedelta]:
        moved.wait(10)
        yield -2 * HOUR

    monkeypatch.setattr(serving, "tick", lambda *_, **__: ticks.release())
    monkeypatch.setattr(serving, "steps", moving)
    with serving.visits(survey, live=False, seconds=3600):
        assert ticks.acquire(timeout=10)
        assert not ticks.acquire(timeout=0.05), "the next tick is in an hour"
        moved.set()
        assert ticks.acquire(timeout=10)


@pytest.mark.parametrize("back", [2 * 3600.0, 80 * 365 * 86400.0], ids=["hours", "decades"])
def test_a_host_is_not_left_alone_for_years_because_a_clock_was_wrong(back: float) -> None:
    now, slept = [4e9], list[float]()
    memory = Forgetful(lambda: now[0])
    pace = Pace(memory, lambda: now[0], slept.append, 30.0)
    with pace.turn("a.example", 5.0):
        pass
    now[0] -= back
    if back > 86_400:
        with pace.turn("a.example", 5.0):
            pass
        assert sum(slept) <= 61
    assert memory.move("a.example", lambda free: free) > 0
