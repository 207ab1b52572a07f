"""Keep the archive within its budget: bytes on which nothing rests go, the oldest first.

The rows of snapshots, visits and readings stay, so what was seen and said is known for good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from observatory.domain.retention import AGE, enough, idle
from observatory.engine.installation import Installation
from observatory.store import ledger
from observatory.store.queries import retention

log = structlog.get_logger()

MEGABYTE = 1_000_000
EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Room:
    """What the archive holds, its budget and what a clearing frees, in bytes; ``pages`` go."""

    held: int
    budget: int
    freed: int
    pages: int

    @property
    def over(self) -> int:
        """Give what is above the budget even after a clearing."""
        return max(0, self.held - self.freed - self.budget) if self.budget else 0


def room(installation: Installation, now: datetime) -> Room:
    """Say how full the archive is and what a clearing at ``now`` would free; nothing is written."""
    with installation.database.read() as db:
        return _plan(installation, db, now)[1]


def clear(installation: Installation, now: datetime) -> Room:
    """Drop what may go until the archive is within its budget; say what was freed.

    That bytes go is committed before they go, and who keeps the same bytes meanwhile sees it: a
    crash leaves a file too many, which the next clearing takes away, never a row too many.
    """
    with installation.database.write() as db:
        going, found = _plan(installation, db, now)
        ledger.drop_snapshots(db, going, now)
    with installation.database.write() as db:
        for sha256 in retention.dropped_hashes(db):
            installation.archive.drop(sha256)
    return found


def clear_daily(installation: Installation, now: datetime) -> None:
    """Clear once a day where there is a budget, and log what was freed."""
    if not installation.settings.archive_budget:
        return
    with installation.database.read() as db:
        last = retention.last_clearing(db)
    if last and last <= now < last + EVERY:
        return
    with installation.database.write() as db:
        ledger.note(db, retention.CLEARED, now.isoformat())
    found = clear(installation, now)
    if found.pages or found.over:
        log.info("cleared", pages=found.pages, freed=found.freed, over=found.over)


def too_full(found: Room) -> Iterator[str]:
    """Say what an operator should mend: a budget that no clearing can keep."""
    if found.over:
        yield (
            f"the archive holds {_mb(found.held)}, its budget is {_mb(found.budget)}, and a "
            f"clearing frees {_mb(found.freed)}: the rest is proof of what is believed, or newer "
            f"than {AGE.days} days: raise OBSERVATORY_ARCHIVE_BUDGET"
        )


def how_full(found: Room) -> Iterator[str]:
    """Say how full the archive is, where it has a budget."""
    if found.budget:
        yield (
            f"the archive holds {_mb(found.held)} of its budget of {_mb(found.budget)}; the next "
            f"clearing frees {_mb(found.freed)} ({found.pages} pages)"
        )


def _plan(installation: Installation, db: Connection, now: datetime) -> tuple[list[str], Room]:
    budget = installation.settings.archive_budget * MEGABYTE
    dropped = retention.dropped_hashes(db)
    sizes = {k: size for k, size in installation.archive.sizes().items() if k not in dropped}
    held = sum(sizes.values())
    going: list[str] = []
    if budget and held > budget:
        may = idle(retention.judged_looks(db), retention.needed(db), now - AGE)
        going = enough(may, sizes, held - budget)
    return going, Room(held, budget, sum(sizes[sha256] for sha256 in going), len(going))


def _mb(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
