"""When something was recorded of one entity: the moments from which our knowledge of it is new."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, union

from observatory.store import tables as t


def recorded(db: Connection, entity: int) -> list[datetime]:
    """Give the moments at which we recorded, closed or corrected something, the first first."""
    s, e = t.Statement, t.Event
    moments = (
        *(
            select(column.label("at")).where(s.entity == entity, column.is_not(None))
            for column in (s.recorded_at, s.closed_at, s.superseded_at)
        ),
        *(
            select(column.label("at")).where(e.entity == entity, column.is_not(None))
            for column in (e.recorded_at, e.superseded_at)
        ),
    )
    return sorted(row.at for row in db.execute(union(*moments)))
