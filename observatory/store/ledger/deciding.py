"""What people decided, and facts about this installation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, update

from observatory.domain.clean import has_contact, tidy
from observatory.errors import WrongUse
from observatory.store import tables as t


def note(db: Connection, key: str, value: str) -> None:
    """Write a fact about this installation."""
    if not db.execute(update(t.Meta).where(t.Meta.key == key).values(value=value)).rowcount:
        db.execute(insert(t.Meta).values(key=key, value=value))


def decide(db: Connection, **row: Any) -> int:
    """Write a decision into the journal.

    Raises ``WrongUse`` if nobody signs it or its reason is not for the public.
    """
    why, by = tidy(row["why"]), tidy(row["by"])
    if not by:
        raise WrongUse("--by says who decides: give a name")
    if not why or has_contact(why):
        raise WrongUse("--why is shown to the public: say it in words, without phone or e-mail")
    values = {"undoes": None} | row | {"why": why, "by": by}
    key = db.execute(insert(t.Decision).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])
