"""The clock: what is due is a pure function of declarations and last runs; a tick runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog

from observatory.domain.due import disbelief, due_time, interval_now
from observatory.domain.extract import Reason
from observatory.engine.doors import open_door
from observatory.engine.installation import Installation
from observatory.engine.outgoing.notices import send_due
from observatory.engine.run.collect import Report, collect
from observatory.engine.upkeep.retention import clear_daily
from observatory.harvest import Loaded
from observatory.harvest.address import parse, site
from observatory.harvest.door import Door
from observatory.store import ledger
from observatory.store.leases import owner
from observatory.store.queries import hosts, looks, schedule, sources
from observatory.zone import MOROCCO

log = structlog.get_logger()

NIGHT = range(20, 24), range(6)
"""Hours in Morocco in which ``NIGHT_ONLY`` allows visits."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A visit that is due since ``due_at``; ``run`` is given the moment at which it begins.

    ``site`` is the host that is visited, of which only one errand should be run at a time; empty
    for reviewed files.
    """

    source: str
    site: str
    due_at: datetime
    run: Callable[[datetime], Report]


Launch = Callable[[Errand], object]
Doors = Callable[[Installation], Door]


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


def is_allowed(installation: Installation, now: datetime) -> bool:
    """Say whether sources may be visited now, or only at night."""
    return is_night(now) or not installation.settings.night_only


def tick(
    installation: Installation,
    now: datetime,
    launch: Launch,
    *,
    live: bool = True,
    doors: Doors = open_door,
) -> list[str]:
    """Launch every source that is due, and give their names. Safe to call from two processes.

    ``launch`` runs an errand now or later; ``live=False`` leaves the network alone. While the time
    of this machine cannot be right nothing is launched: what is recorded is never dated again.
    """
    mark_cut_off(installation)
    with installation.database.write() as db:
        ledger.note(db, "tick", now.isoformat())
        wrong = disbelief(now, looks.last_recorded(db))
        states = {state.name: state for state in sources.states(db)}
        known = hosts.verdicts(db)
    if wrong:
        log.error("wrong time", said=wrong)
        return []
    allowed = live and is_allowed(installation, now)
    intervals = {
        name: interval_now(
            loaded.source.interval, states[name].health, hosts.refused(states[name], known)
        )
        for name, loaded in installation.sources.items()
        if not states[name].paused and (loaded.source.files or allowed)
    }
    last = {state.name: state.last_due for state in states.values() if state.last_due}
    todo = due(intervals, last, now)
    for name, point in todo.items():
        loaded = installation.sources[name]
        run = partial(run_due, installation, loaded, intervals[name], now, doors)
        launch(Errand(name, _site(loaded), point, run))
    if live:
        send_due(installation, now)
    clear_daily(installation, now)
    return list(todo)


def run_due(
    installation: Installation,
    loaded: Loaded,
    interval: timedelta,
    launched: datetime,
    doors: Doors,
    now: datetime,
) -> Report:
    """Run one source for its point of the grid at ``now``; another process may have been first.

    It was ``launched`` at the moment of a tick, before which it is not dated though a clock be set
    back meanwhile.
    """
    at = max(now, launched)
    due_at = due_time(interval, at)
    if loaded.source.files:
        report = collect(installation, loaded, None, at, due_at=due_at)
    elif not is_allowed(installation, at):
        over = Reason("rate_limited", "the night was over before its turn came")
        return Report(loaded.name, "unchanged", (over,), 0, 0, None)
    else:
        door = doors(installation)
        try:
            report = collect(installation, loaded, door, at, due_at=due_at)
        finally:
            door.close()
    log.info(
        "run", source=loaded.name, outcome=report.outcome, facts=report.facts,
        changes=report.changes, reasons=[str(reason) for reason in report.reasons],
    )  # fmt: skip
    return report


def mark_cut_off(installation: Installation) -> list[int]:
    """Mark runs whose process is gone, so that they are done again; give their ids."""
    with installation.database.read() as db:
        gone = schedule.abandoned(db, datetime.now(UTC))
    if gone:
        with installation.database.write() as db:
            ledger.cut_off_runs(db, gone)
    return gone


def give_up(installation: Installation) -> list[int]:
    """Mark the runs of this process, which is about to end, as cut off; give their ids."""
    with installation.database.write() as db:
        ours = [run.id for run in schedule.open_runs(db) if run.owner == owner()]
        ledger.cut_off_runs(db, ours)
    return ours


def _site(loaded: Loaded) -> str:
    starts = loaded.source.starts
    return site(parse(starts[0]).netloc) if starts else ""
