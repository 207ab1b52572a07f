"""What people decided, and facts about this installation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, update

from observatory.store import tables as t


def note(db: Connection, key: str, value: str) -> None:
    """Write a fact about this installation."""
    if not db.execute(update(t.Meta).where(t.Meta.key == key).values(value=value)).rowcount:
        db.execute(insert(t.Meta).values(key=key, value=value))


def decide(db: Connection, **row: Any) -> int:
    """Write a decision into the journal."""
    key = db.execute(insert(t.Decision).values(**({"undoes": None} | row))).inserted_primary_key
    assert key is not None
    return int(key[0])
