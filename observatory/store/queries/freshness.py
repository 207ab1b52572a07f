"""How fresh the data is: the last change, the last run, which sources could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from observatory.store import tables as t


@dataclass(frozen=True, slots=True)
class Freshness:
    """What the validators of a page are made of: any of them moving makes a page a new one.

    ``first_run_at`` is when this store began to look; it never moves.
    """

    last_seq: int
    last_run: int
    last_run_at: datetime | None
    last_decision: int
    first_run_at: datetime | None


def freshness(db: Connection) -> Freshness:
    """Give the state of the store in one query."""
    row = db.execute(_STATE).one()
    return Freshness(row[0] or 0, row[1] or 0, row[2], row[3] or 0, row[4])


# Asked by every request: built once.
_STATE = select(
    select(func.max(t.Change.seq)).scalar_subquery(),
    select(func.max(t.Run.id)).where(t.Run.outcome != "").scalar_subquery(),
    select(func.max(t.Run.finished_at)).scalar_subquery(),
    select(func.max(t.Decision.id)).scalar_subquery(),
    select(func.min(t.Run.at)).where(~t.Run.past).scalar_subquery(),
)
