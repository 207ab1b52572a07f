"""The clock: what is due is a pure function of declarations and last runs; a tick runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from observatory.engine.collect import Report, collect
from observatory.engine.doors import open_door
from observatory.engine.installation import Installation
from observatory.store import ledger
from observatory.store.queries import sources

MOROCCO = ZoneInfo("Africa/Casablanca")
NIGHT = range(20, 24), range(6)
"""Hours in Morocco in which ``NIGHT_ONLY`` allows visits."""

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""The fixed grid of due times starts here, so that two clocks agree."""


def due_time(interval: timedelta, now: datetime) -> datetime:
    """Give the last point of a source's grid at or before ``now``."""
    return EPOCH + (now - EPOCH) // interval * interval


def due(
    intervals: Mapping[str, timedelta], last_due: Mapping[str, datetime], now: datetime
) -> dict[str, datetime]:
    """Give the sources that are due at ``now``, each with its point of the grid.

    However many points have passed since the last run, the source is due once.
    """
    out = {}
    for name, interval in intervals.items():
        point = due_time(interval, now)
        if name not in last_due or last_due[name] < point:
            out[name] = point
    return out


def is_night(now: datetime) -> bool:
    """Say whether it is night in Morocco."""
    hour = now.astimezone(MOROCCO).hour
    return any(hour in hours for hours in NIGHT)


def tick(
    installation: Installation, now: datetime, report: Callable[[Report], None], *, live: bool = True
) -> int:
    """Run every source that is due; give how many ran. Safe to call from two processes."""
    mark_cut_off(installation)
    with installation.database.read() as db:
        last = sources.last_due(db)
        paused = sources.paused(db)
    allowed = live and (not installation.settings.night_only or is_night(now))
    intervals = {
        name: loaded.source.interval
        for name, loaded in installation.sources.items()
        if name not in paused and (loaded.source.files or allowed)
    }
    ran = 0
    for name, point in due(intervals, last, now).items():
        loaded = installation.sources[name]
        door = None if loaded.source.files else open_door(installation)
        done = collect(installation, loaded, door, now, due_at=point)
        if done.run is not None:
            ran += 1
            report(done)
    return ran


def mark_cut_off(installation: Installation) -> list[int]:
    """Mark runs whose process is gone, so that they are done again; give their ids."""
    with installation.database.read() as db:
        gone = sources.abandoned(db, datetime.now(UTC))
    if gone:
        with installation.database.write() as db:
            ledger.cut_off_runs(db, gone)
    return gone
