"""What a store holds, as plain lines that a test can compare."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report
from observatory.store import tables as t
from observatory.store.queries import review
from observatory.store.queries.changes import ChangeRow, Filter, changes


def told(installation: Installation, *, retrospective: bool = False) -> list[ChangeRow]:
    """Give the changes, oldest first; without ``retrospective`` those of the default feeds."""
    with installation.database.read() as db:
        wanted = Filter(retrospective=retrospective)
        return changes(db, wanted, 1000, oldest_first=True)


def lines(installation: Installation, *, retrospective: bool = False) -> list[tuple[Any, ...]]:
    """Give the changes as (kind, who, property, before, after)."""
    found = told(installation, retrospective=retrospective)
    return [(c.kind, c.title, c.property, c.before, c.after) for c in found]


def rows(installation: Installation, table: type[t.Table]) -> list[dict[str, Any]]:
    """Give every row of a table."""
    columns = table.__table__.columns
    with installation.database.read() as db:
        found = db.execute(select(*columns).order_by(*table.__table__.primary_key))
        return [dict(row._mapping) for row in found]


def standing(installation: Installation, name: str = "") -> dict[str, set[str]]:
    """Give the open values of each record, of one property or of all."""
    out: dict[str, set[str]] = {}
    for row in rows(installation, t.Statement):
        stands = row["closed_at"] is None and row["superseded_at"] is None
        if stands and name in ("", row["property"]):
            out.setdefault(row["record"], set()).add(row["value"])
    return out


def beliefs(installation: Installation) -> list[dict[str, Any]]:
    """Give everything that may not move where nothing is believed: statements, events, changes."""
    held = (t.Statement, t.Event, t.Change, t.Entity, t.Name, t.Slug)
    return [row for table in held for row in rows(installation, table)]


def waiting(installation: Installation) -> dict[str, int]:
    """Give how much of each kind waits for a person."""
    with installation.database.read() as db:
        return {what: len(found) for what, found in review.waiting(db).items()}


def acronyms(installation: Installation) -> set[str]:
    """Give the acronyms that stand."""
    return {value for values in standing(installation, "acronym").values() for value in values}


def codes(report: Report) -> list[str]:
    """Give the codes of a run's reasons."""
    return [reason.code for reason in report.reasons]
