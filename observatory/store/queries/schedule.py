"""What the clock asks: who is at which run, when it last ticked, whether its time was moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from observatory.store import tables as t
from observatory.store.leases import is_gone

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run without an end: ``owner`` is the process that is, or was, at it."""

    id: int
    source: str
    at: datetime
    due_at: datetime | None
    owner: str
    leased_until: datetime | None


def open_runs(db: Connection) -> list[OpenRun]:
    """Give the runs without an end; captures of the past that wait to be judged are none."""
    r = t.Run
    columns = (r.id, r.source, r.at, r.due_at, r.owner, r.leased_until)
    query = select(*columns).where(r.outcome == "", ~r.cut_off, ~r.past).order_by(r.id)
    return [OpenRun(*row) for row in db.execute(query)]


def abandoned(db: Connection, clock: datetime) -> list[int]:
    """Give runs without an end whose lease ran out, or whose process of this machine is gone.

    A lease that is a day ahead was taken by a clock that was wrong.
    """
    return [
        run.id
        for run in open_runs(db)
        if run.leased_until is None
        or not clock <= run.leased_until < clock + A_DAY
        or is_gone(run.owner)
    ]


def last_tick(db: Connection) -> datetime | None:
    """Give when the clock last ticked."""
    text = db.scalar(select(t.Meta.value).where(t.Meta.key == "tick"))
    return datetime.fromisoformat(text) if text else None


def last_step(db: Connection) -> tuple[datetime, timedelta] | None:
    """Give when the machine's clock was last moved, as it said afterwards, and by how much."""
    text = db.scalar(select(t.Meta.value).where(t.Meta.key == "clock moved"))
    if text is None:
        return None
    at, _, seconds = text.partition(" ")
    return datetime.fromisoformat(at), timedelta(seconds=int(seconds))
