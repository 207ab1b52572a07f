"""When a source is due: sooner after a failure, ever more seldom while its host refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from observatory.domain.due import EPOCH, SELDOM, interval_now, next_due

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("interval", "health", "refused", "expected"),
    [
        (7 * DAY, "ok", 0 * DAY, 7 * DAY),
        (7 * DAY, "failed", 0 * DAY, HOUR),
        (7 * DAY, "blocked", 0 * DAY, DAY),
        (6 * HOUR, "blocked", 0 * DAY, 6 * HOUR),
        (6 * HOUR, "blocked", 6 * HOUR, 12 * HOUR),
        (7 * DAY, "blocked", 1 * DAY, 2 * DAY),
        (7 * DAY, "blocked", DAY - timedelta(minutes=1), 2 * DAY),
        (7 * DAY, "blocked", 2 * DAY, 2 * DAY),
        (7 * DAY, "blocked", 3 * DAY, 4 * DAY),
        (7 * DAY, "blocked", 7 * DAY, 8 * DAY),
        (7 * DAY, "blocked", 1000 * DAY, SELDOM),
        (365 * DAY, "rejected", 3000 * DAY, 365 * DAY),
    ],
)
def test_the_interval_follows_the_last_run_and_how_long_the_host_refused(
    interval: timedelta, health: str, refused: timedelta, expected: timedelta
) -> None:
    assert interval_now(interval, health, refused) == expected


@pytest.mark.parametrize("began", range(0, 64, 3))
def test_each_pause_is_as_long_as_the_last_or_longer_up_to_the_longest(began: int) -> None:
    since = point = EPOCH + began * DAY
    pauses = []
    while point < since + 300 * DAY:
        following = next_due(7 * DAY, "blocked", point, point, point - since)
        pauses.append(following - point)
        point = following
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (DAY, SELDOM)
    assert len(pauses) < 20
