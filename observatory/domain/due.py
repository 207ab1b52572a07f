"""When a source is due: points of a fixed grid, so that two clocks agree. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""The fixed grid of due times starts here."""

SKEW = timedelta(minutes=10)
"""How far the clocks of two machines may differ."""

ABSENCE = timedelta(days=400)
"""The longest that nothing is recorded; a clock farther ahead is rather wrong."""

RETRY = {"failed": timedelta(hours=1), "blocked": timedelta(days=1)}
"""How soon a source that could not be read is tried again, if its own interval is longer."""


SELDOM = timedelta(days=32)
"""The longest that a host that goes on refusing is left alone, if its source's own interval is
shorter."""


def interval_now(interval: timedelta, health: str, refused: timedelta = timedelta()) -> timedelta:
    """Give the interval that holds after a run that ended as ``health``.

    ``refused`` is how long the host had refused at that run: the interval doubles each time that
    it has refused for as long again, so that each pause is about as long as all of those before.
    """
    step = min(interval, RETRY.get(health, interval))
    times = 1 << ((1 + round(refused / step)).bit_length() - 1)
    while times > 1 and times * step > SELDOM:
        times //= 2
    return times * step


def due_time(interval: timedelta, now: datetime) -> datetime:
    """Give the last point of a source's grid at or before ``now``."""
    return EPOCH + (now - EPOCH) // interval * interval


def next_due(
    interval: timedelta,
    health: str,
    last_due: datetime | None,
    now: datetime,
    refused: timedelta = timedelta(),
) -> datetime:
    """Give the point of the grid at which a source is visited next; not after ``now`` if overdue.

    ``last_due`` is the point of its last run, or None before the first.
    """
    step = interval_now(interval, health, refused)
    point = due_time(step, now)
    return point if last_due is None or last_due < point else point + step


def disbelief(now: datetime, recorded: datetime | None) -> str:
    """Say why ``now`` cannot be the time, after what was last ``recorded``; empty if it may be."""
    if recorded and recorded > now + SKEW:
        return (
            f"something was recorded at {recorded:%Y-%m-%d %H:%M} UTC, which is still to come: "
            "set this machine's clock, or restore a backup of before"
        )
    if now < EPOCH:
        return f"this machine's clock says {now:%Y-%m-%d}, before this program was: set it"
    if recorded and now > recorded + ABSENCE:
        return (
            f"this machine's clock says {now:%Y-%m-%d}, but the last thing was recorded on "
            f"{recorded:%Y-%m-%d}: set it, or, if it is right, run `observatory collect` once"
        )
    return ""
