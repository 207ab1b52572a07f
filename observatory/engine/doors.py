"""The fetch door of an installation, with a memory that outlives the process."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from observatory.domain.hosts import Answering
from observatory.engine.installation import Installation
from observatory.harvest.archives.wayback import Wayback
from observatory.harvest.door import Door
from observatory.harvest.guard import is_own
from observatory.store import tables as t
from observatory.store.database import Database


def open_door(installation: Installation, *, mirror: str | None = None) -> Door:
    """Open the one door to the network; ``mirror`` stands in for the whole web."""
    settings = installation.settings
    return Door(
        Remembered(installation.database),
        user_agent=settings.user_agent,
        mirror=mirror or settings.mirror,
    )


def open_wayback(
    installation: Installation, base: str, since: datetime | None, now: datetime
) -> Wayback:
    """Open a web archive; one on the operator's own machine or network is asked directly."""
    settings = installation.settings
    own = base if is_own(base) else ""
    door = Door(
        Remembered(installation.database), user_agent=settings.user_agent, own=own,
        mirror="" if own else settings.mirror,
    )  # fmt: skip
    return Wayback(door, base, since, now)


# Asked before every request: built once.
_FREE = select(t.Host.free_at).where(t.Host.host == bindparam("of"))
_ROBOTS = select(t.Host.robots_status, t.Host.robots_text, t.Host.robots_at).where(
    t.Host.host == bindparam("of"), t.Host.robots_at > 0
)
_ANSWERING = select(t.Host.verdict, t.Host.since, t.Host.misses).where(
    t.Host.host == bindparam("of")
)


class Remembered:
    """What the door remembers of hosts, kept in the store so that all processes share it."""

    def __init__(self, database: Database) -> None:
        """Remember in ``database``."""
        self._database = database

    def robots(self, host: str) -> tuple[int, str, float] | None:
        """Give status, text and time of the robots.txt that was last fetched from ``host``."""
        with self._database.read() as db:
            row = db.execute(_ROBOTS, {"of": host}).first()
        return (row[0], row[1], row[2]) if row else None

    def keep_robots(self, host: str, status: int, text: str) -> None:
        """Remember a robots.txt, fetched now."""
        with self._database.write() as db:
            _keep(db, host, robots_status=status, robots_text=text, robots_at=time.time())

    def move(self, host: str, rule: Callable[[float], float]) -> float:
        """Move the moment before which ``host`` is left alone, as the one writer of the store.

        Who only looks, as the rule leaves the moment where it is, waits for no writer.
        """
        with self._database.read() as db:
            was = _free(db, host)
        if rule(was) != was:
            with self._database.write() as db:
                was = _free(db, host)
                if (now := rule(was)) != was:
                    _keep(db, host, free_at=now)
        return was

    def answered(self, host: str, rule: Callable[[Answering], Answering]) -> Answering:
        """Note how ``host`` answers; what it answers as before is not written again."""
        with self._database.read() as db:
            was = _answering(db, host)
        if rule(was) != was:
            with self._database.write() as db:
                was = _answering(db, host)
                now = rule(was)
                _keep(db, host, verdict=now.verdict, since=now.since, misses=now.misses)
        return was


def _free(db: Connection, host: str) -> float:
    return float(db.scalar(_FREE, {"of": host}) or 0.0)


def _answering(db: Connection, host: str) -> Answering:
    row = db.execute(_ANSWERING, {"of": host}).first()
    return Answering(*row) if row else Answering()


def _keep(db: Connection, host: str, **values: Any) -> None:
    done = db.execute(update(t.Host).where(t.Host.host == host).values(**values))
    if not done.rowcount:
        fresh = {"free_at": 0.0, "robots_status": 0, "robots_text": "", "robots_at": 0.0}
        db.execute(insert(t.Host).values(host=host, **fresh | values))
