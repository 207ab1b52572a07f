"""The fetch door of an installation, with a memory that outlives the process."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from observatory.engine.installation import Installation
from observatory.harvest.door import Door
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


# Asked before every request: built once.
_FREE = select(t.Host.free_at).where(t.Host.host == bindparam("of"))
_ROBOTS = select(t.Host.robots_status, t.Host.robots_text, t.Host.robots_at).where(
    t.Host.host == bindparam("of"), t.Host.robots_at > 0
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
        self._keep(host, robots_status=status, robots_text=text, robots_at=time.time())

    def next_free(self, host: str) -> float:
        """Give the moment before which ``host`` is left alone; 0 if there is none."""
        with self._database.read() as db:
            return float(db.scalar(_FREE, {"of": host}) or 0.0)

    def set_next_free(self, host: str, when: float) -> None:
        """Leave ``host`` alone until ``when``."""
        self._keep(host, free_at=when)

    def _keep(self, host: str, **values: Any) -> None:
        with self._database.write() as db:
            done = db.execute(update(t.Host).where(t.Host.host == host).values(**values))
            if not done.rowcount:
                fresh = {"free_at": 0.0, "robots_status": 0, "robots_text": "", "robots_at": 0.0}
                db.execute(insert(t.Host).values(host=host, **fresh | values))
