"""When a source is due: points of a fixed grid, so that two clocks agree. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""The fixed grid of due times starts here."""

RETRY = {"failed": timedelta(hours=1), "blocked": timedelta(days=1)}
"""How soon a source that could not be read is tried again, if its own interval is longer."""


def interval_now(interval: timedelta, health: str) -> timedelta:
    """Give the interval that holds after a run that ended as ``health``."""
    return min(interval, RETRY.get(health, interval))


def due_time(interval: timedelta, now: datetime) -> datetime:
    """Give the last point of a source's grid at or before ``now``."""
    return EPOCH + (now - EPOCH) // interval * interval


def next_due(
    interval: timedelta, health: str, last_due: datetime | None, now: datetime
) -> datetime:
    """Give the point of the grid at which a source is visited next; not after ``now`` if overdue.

    ``last_due`` is the point of its last run, or None before the first.
    """
    step = interval_now(interval, health)
    point = due_time(step, now)
    return point if last_due is None or last_due < point else point + step
