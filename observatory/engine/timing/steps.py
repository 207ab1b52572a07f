"""Steps of this machine's clock, noticed by one that nobody can set."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import structlog

from observatory.domain.due import SKEW
from observatory.engine.installation import Installation
from observatory.store import ledger

log = structlog.get_logger()


def since_start() -> float:
    """Give seconds that pass evenly, also while the machine sleeps where it can tell (Linux)."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def steps(
    pause: Callable[[], bool],
    wall: Callable[[], float] = time.time,
    even: Callable[[], float] = since_start,
) -> Iterator[timedelta]:
    """Give each step of ``wall`` by more than ``SKEW``, looking after every ``pause``.

    ``wall`` and ``even`` are in seconds; ``pause`` says whether to end.
    """
    ahead = wall() - even()
    while not pause():
        now = wall() - even()
        by, ahead = timedelta(seconds=now - ahead), now
        if abs(by) > SKEW:
            yield timedelta(seconds=round(by.total_seconds()))


def note_step(installation: Installation, now: datetime, by: timedelta) -> None:
    """Log that the clock was moved, and let ``doctor`` know."""
    log.error("clock moved", now=now.isoformat(), by_seconds=by.total_seconds())
    with installation.database.write() as db:
        ledger.note(db, "clock moved", f"{now.isoformat()} {by.total_seconds():.0f}")
