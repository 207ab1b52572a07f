"""What is held of a source: how much it states and told, and of how many."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, union

from observatory.store import tables as t
from observatory.store.queries.asof import AsOf


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held of a source: what it states now, what it stated, what it told, of how many."""

    open: int
    closed: int
    events: int
    entities: int


def holdings(db: Connection, source: str, as_of: AsOf) -> Holdings:
    """Count what is believed of a source."""
    s, e = t.Statement, t.Event
    believed = select(func.count()).where(s.source == source, as_of.believed())
    told = select(func.count()).where(e.source == source, as_of.believed_events())
    stated = select(s.entity).where(s.source == source, as_of.believed(), as_of.stood())
    had = select(e.entity).where(e.source == source, as_of.believed_events())
    about = select(func.count()).select_from(union(stated, had).subquery())
    row = db.execute(
        select(
            believed.where(as_of.stood()).scalar_subquery(),
            believed.where(~as_of.stood()).scalar_subquery(),
            told.scalar_subquery(),
            about.scalar_subquery(),
        )
    ).one()
    return Holdings(*row)
