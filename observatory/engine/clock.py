"""The clock: what is due is a pure function of declarations and last runs; a tick runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog

from observatory.domain.due import due_time, interval_now
from observatory.engine.collect import Report, collect
from observatory.engine.doors import open_door
from observatory.engine.installation import Installation
from observatory.store import ledger
from observatory.store.queries import sources
from observatory.zone import MOROCCO

Launch = Callable[[str, Callable[[], Report]], object]
log = structlog.get_logger()

NIGHT = range(20, 24), range(6)
"""Hours in Morocco in which ``NIGHT_ONLY`` allows visits."""


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
    installation: Installation, now: datetime, launch: Launch, *, live: bool = True
) -> list[str]:
    """Launch every source that is due, and give their names. Safe to call from two processes.

    ``launch`` is given a name and what to do; ``live=False`` leaves the network alone.
    """
    mark_cut_off(installation)
    with installation.database.write() as db:
        ledger.note(db, "tick", now.isoformat())
        last = sources.last_due(db)
        states = {state.name: state for state in sources.states(db)}
    allowed = live and (not installation.settings.night_only or is_night(now))
    intervals = {
        name: interval_now(loaded.source.interval, states[name].health)
        for name, loaded in installation.sources.items()
        if not states[name].paused and (loaded.source.files or allowed)
    }
    todo = due(intervals, last, now)
    for name, point in todo.items():
        launch(name, partial(run_due, installation, name, now, point))
    return list(todo)


def run_due(installation: Installation, name: str, now: datetime, due_at: datetime) -> Report:
    """Run one source for its point of the grid; another process may have been first."""
    loaded = installation.sources[name]
    door = None if loaded.source.files else open_door(installation)
    report = collect(installation, loaded, door, now, due_at=due_at)
    log.info(
        "run", source=name, outcome=report.outcome, facts=report.facts, changes=report.changes,
        reasons=[str(reason) for reason in report.reasons],
    )  # fmt: skip
    return report


def mark_cut_off(installation: Installation) -> list[int]:
    """Mark runs whose process is gone, so that they are done again; give their ids."""
    with installation.database.read() as db:
        gone = sources.abandoned(db, datetime.now(UTC))
    if gone:
        with installation.database.write() as db:
            ledger.cut_off_runs(db, gone)
    return gone
