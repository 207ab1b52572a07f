"""How a source stands against its budgets of failed looks and of days without news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from observatory.domain.health import Budget, Looks, Standing, budget, counted, stand

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


def failing(times: int, every: timedelta, *, news: datetime = NOW) -> Looks:
    """Say that the last ``times`` looks failed, the last of them now."""
    since = NOW - (times - 1) * every
    return Looks(NOW - 30 * DAY, NOW, times, since, news)


def well(*, last: datetime = NOW, news: datetime | None = NOW, first: datetime = NOW) -> Looks:
    return Looks(first=first, last=last, news=news)


@pytest.mark.parametrize(
    ("kind", "every", "failures", "silence"),
    [
        ("press", 6 * HOUR, 4, 30),
        ("press", HOUR, 24, 30),
        ("ministry", DAY, 3, 90),
        ("cluster", WEEK, 2, 365),
        ("eu", WEEK, 2, 365),
        ("academic", 4 * WEEK, 1, 730),
        ("other", 52 * WEEK, 1, 3640),
    ],
)
def test_what_is_usual_follows_from_kind_and_cadence(
    kind: str, every: timedelta, failures: int, silence: int
) -> None:
    assert budget(kind, every) == Budget(failures, silence)


def test_what_is_declared_stands_and_a_reviewed_file_may_not_fail_but_be_silent() -> None:
    assert budget("press", DAY, failures=0, silence=400) == Budget(0, 400)
    assert budget("curated", DAY, curated=True) == Budget(0, None)


@pytest.mark.parametrize(
    ("times", "every", "cadence", "count"),
    [
        (1, DAY, WEEK, 1),
        (9, HOUR, WEEK, 1),
        (25, HOUR, WEEK, 2),
        (3, WEEK, WEEK, 3),
        (3, DAY - timedelta(minutes=5), WEEK, 3),
        (5, HOUR, HOUR, 5),
        (4, timedelta(seconds=1), DAY, 1),
    ],
)
def test_a_look_tried_again_soon_is_the_same_failure(
    times: int, every: timedelta, cadence: timedelta, count: int
) -> None:
    assert counted(failing(times, every), cadence) == count


def test_a_failure_within_the_budget_is_not_broken_and_the_next_one_is() -> None:
    allowed = Budget(2, 30)
    for times, state in ((1, "failing"), (2, "failing"), (3, "broken"), (30, "broken")):
        looks = failing(times, DAY)
        found = stand(allowed, DAY, looks, NOW)
        assert (found.state, found.since) == (state, looks.failing_since)
        assert found.failures == times
        assert found.beyond is (state == "broken")
    assert stand(Budget(0, 30), DAY, failing(1, DAY), NOW).state == "broken"


def test_what_is_broken_stays_so_until_a_good_look() -> None:
    allowed = Budget(2, 30)
    broken = False
    for hours in range(200):
        looks = Looks(NOW, NOW + hours * HOUR, hours + 1, NOW, NOW)
        state = stand(allowed, WEEK, looks, NOW + hours * HOUR).state
        assert not broken or state == "broken"
        broken = state == "broken"
    assert broken


def test_silence_is_odd_after_its_days_and_counts_from_the_last_news() -> None:
    news = NOW - 31 * DAY
    assert stand(Budget(2, 31), DAY, well(news=news), NOW).state == "well"
    found = stand(Budget(2, 30), DAY, well(news=news), NOW)
    assert (found.state, found.since, found.silent) == ("quiet", news, 31)
    assert stand(Budget(2, None), DAY, well(news=news), NOW) == Standing(
        "well", None, 0, 31, Budget(2, None)
    )


def test_what_never_said_anything_is_silent_since_the_first_look() -> None:
    looks = well(news=None, first=NOW - 40 * DAY)
    assert stand(Budget(2, 30), DAY, looks, NOW).silent == 40
    assert stand(Budget(2, 30), DAY, looks, NOW).state == "quiet"


def test_a_failing_source_is_not_called_quiet() -> None:
    looks = failing(1, DAY, news=NOW - 100 * DAY)
    assert stand(Budget(2, 30), DAY, looks, NOW).state == "failing"


def test_looks_that_did_not_come_are_late_unless_the_last_one_failed() -> None:
    allowed = Budget(2, 30)
    assert stand(allowed, DAY, well(), NOW + 3 * DAY).state == "well"
    found = stand(allowed, DAY, well(), NOW + 3 * DAY + HOUR)
    assert (found.state, found.since) == ("late", NOW)
    assert stand(allowed, DAY, failing(1, DAY), NOW + 4 * DAY).state == "failing"
    assert stand(allowed, DAY, failing(3, DAY), NOW + 4 * DAY).state == "broken"
    assert stand(Budget(1, 30), timedelta(minutes=5), well(), NOW + 23 * HOUR).state == "well"


def test_one_that_nobody_visited_yet_is_neither() -> None:
    found = stand(Budget(2, 30), DAY, Looks(), NOW)
    assert (found.state, found.since, found.failures, found.silent) == ("never", None, 0, None)
    assert not found.beyond


def test_a_paused_source_is_paused_however_long_it_says_nothing() -> None:
    paused = NOW - 50 * DAY
    looks = Looks(NOW - 90 * DAY, NOW - 60 * DAY, 9, NOW - 70 * DAY, None, True, paused)
    found = stand(Budget(2, 30), DAY, looks, NOW)
    assert (found.state, found.since, found.beyond) == ("paused", paused, False)


def test_a_pause_is_neither_a_delay_nor_a_silence() -> None:
    long_ago = NOW - 60 * DAY
    looks = Looks(long_ago, long_ago, 0, None, long_ago, turned=NOW - HOUR)
    assert stand(Budget(2, 30), DAY, looks, NOW).state == "well"
    assert stand(Budget(2, 30), DAY, looks, NOW + 5 * DAY).state == "late"
