"""What is wrong with this installation, in sentences that say what to do."""

from __future__ import annotations

import importlib.metadata
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from observatory.domain.due import disbelief
from observatory.engine.installation import Installation
from observatory.store import upgrade as up
from observatory.store.queries import looks, schedule, sources
from observatory.zone import MOROCCO

CHANGED = datetime(2026, 9, 20, 3, tzinfo=UTC)
"""From this day on Morocco keeps UTC+00 for good (tz data 2026c)."""

QUIET = 3
"""Visits missed or failed after which a source is reported."""

LATELY = timedelta(days=7)
"""How long a step of the machine's clock is worth a word."""

LITTLE_ROOM = 500_000_000


def complaints(installation: Installation, now: datetime) -> list[str]:
    """Give one sentence per thing that an operator should mend."""
    out = list(_zone()) + list(_room(installation.settings.data))
    if not installation.settings.contact:
        out.append("nobody can be reached: set OBSERVATORY_CONTACT, it stands in the User-Agent")
    try:
        at = up.schema_version(installation.database)
    except SQLAlchemyError as error:
        return [*out, f"the database {installation.database.url!r} cannot be opened: {error}"]
    if at != up.newest_version():
        return [*out, f"the database has schema {at or 'none'}: run `observatory init`"]
    return out + list(_health(installation, now))


def _health(installation: Installation, now: datetime) -> Iterator[str]:
    with installation.database.read() as db:
        states = sources.states(db)
        tick = schedule.last_tick(db)
        recorded = looks.last_recorded(db)
        moved = schedule.last_step(db)
        going = schedule.open_runs(db)
    wrong = disbelief(now, recorded)
    if wrong:
        yield wrong
    if moved and abs(now - moved[0]) < LATELY:
        yield (
            f"this machine's clock was moved by {moved[1].total_seconds():+.0f} seconds at "
            f"{moved[0]:%Y-%m-%d %H:%M} UTC: see that something keeps its time"
        )
    if tick is None:
        yield "the clock has never ticked: run `observatory run` or `observatory clock`"
    elif now - tick > timedelta(minutes=10):
        yield f"the clock last ticked at {tick:%Y-%m-%d %H:%M} UTC: is `observatory clock` running?"
    yield from _late(going, states, now)
    for state in states:
        if not state.declared:
            continue
        if state.failing_since:
            why = "; ".join(said for _, said in state.reasons[:2])
            yield f"{state.name}: {state.health} since {state.failing_since:%Y-%m-%d} ({why})"
        elif state.health == "never":
            yield f"{state.name} was never visited"
        elif state.last_run and now - state.last_run > QUIET * timedelta(
            seconds=state.every_seconds
        ):
            yield f"{state.name} was last visited on {state.last_run:%Y-%m-%d}"


def _late(
    going: list[schedule.OpenRun], states: list[sources.SourceState], now: datetime
) -> Iterator[str]:
    """Name the visits that are not over although the next is due."""
    every = {state.name: timedelta(seconds=state.every_seconds) for state in states}
    for run in going:
        due_at = (run.due_at or run.at) + every[run.source]
        if due_at < now:
            yield (
                f"{run.source} is late: its visit of {run.at:%Y-%m-%d %H:%M} UTC goes on, the next "
                f"was due at {due_at:%H:%M}; if this comes again, let it be visited less often"
            )


def _zone() -> Iterator[str]:
    if CHANGED.astimezone(MOROCCO).utcoffset():
        version = importlib.metadata.version("tzdata")
        yield (
            f"the package tzdata {version} is older than 2026.3, so pages show Morocco's time an "
            "hour off: install from the lock, or update it"
        )


def _room(folder: Path) -> Iterator[str]:
    here = next(p for p in (folder, *folder.resolve().parents) if p.exists())
    free = shutil.disk_usage(here).free
    if free < LITTLE_ROOM:
        yield f"only {free // 1_000_000} MB are free in {folder}"
