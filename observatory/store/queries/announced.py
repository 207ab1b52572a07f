"""What was announced, for taking it back: a correction names the change that it corrects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from observatory.store import tables as t
from observatory.store.columns import AnyRow


def announced(db: Connection, source: str, decided: datetime) -> list[AnyRow]:
    """Give the changes that a decision of a moment announced of a source, in their order."""
    c = t.Change
    query = select(*c.__table__.columns).where(
        c.source == source, c.at == decided, c.run.is_(None), c.corrects.is_(None)
    )
    return list(db.execute(query.order_by(c.seq)))


def told_of(
    db: Connection, *, statements: Iterable[int] = (), events: Iterable[int] = ()
) -> dict[int, AnyRow]:
    """Give the last change that rests on each of some statements or events, by its id."""
    c = t.Change
    found: dict[int, AnyRow] = {}
    for column, ids in ((c.statement, list(statements)), (c.event, list(events))):
        for start in range(0, len(ids), 500):
            query = select(column.label("of"), c.seq, c.retrospective).where(
                column.in_(ids[start : start + 500])
            )
            found |= {row.of: row for row in db.execute(query.order_by(c.seq))}
    return found
