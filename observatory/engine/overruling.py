"""What a person set aside: a value that its source may print again, and that is not believed.

What was believed until the decision stays in the history as it was, given up at that moment. From
then on the value counts as printed but unread: it neither stands nor is it gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from observatory.domain.changes import Entry, scalar
from observatory.domain.extract import Reason
from observatory.domain.statements import Assertion, Key, Look
from observatory.engine.installation import Installation
from observatory.errors import WrongUse
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import bodies, spells

WHY = "decision"
"""Why a statement was given up that a person set aside."""

Overruled = Mapping[Key, datetime]
"""What was set aside of a source, and when."""


def overruled(db: Connection, source: str) -> Overruled:
    """Give what people set aside of a source, as far as their decisions stand."""
    return {
        (row["payload"]["record"], row["payload"]["property"], row["payload"]["key"]): row["at"]
        for row in bodies.decisions(db)
        if row["kind"] == "overrule" and row["payload"]["source"] == source
    }


def overrule(
    installation: Installation, statement: int, *, by: str, why: str, now: datetime
) -> int:
    """Set a believed statement aside, also where its source brings it again; give the decision."""
    s = t.Statement
    with installation.database.write() as db:
        row = db.execute(select(*s.__table__.columns).where(s.id == statement)).first()
        if row is None or row.superseded_at is not None or row.closed_at is not None:
            raise WrongUse(f"statement {statement} does not stand; its number is in its address")
        if installation.sources[row.source].source.files:
            raise WrongUse(f"statement {statement} is of a reviewed file: correct the file instead")
        payload = dict(
            source=row.source, record=row.record, property=row.property, key=row.value_key
        )
        key = ledger.decide(
            db, at=now, by=by, kind="overrule", why=why, payload=payload,
            subject=f"{row.record}, {row.property}: {row.value}"[:300],
        )  # fmt: skip
        db.execute(update(s).where(s.id == statement).values(superseded_at=now, superseded_why=WHY))
        before = scalar(spells.spell(row).assertion.value)
        told = Entry("correction", row.entity, row.record, row.property, before, None)
        more = {"statement": statement, "url": row.url, "reading_before": row.reading}
        ledger.announce(db, row.source, None, now, [(told, more)])
    return key


def without(look: Look, aside: Overruled) -> Look:
    """Leave out of a look what was set aside before it: printed, and not read."""
    keys = {key for key, at in aside.items() if at <= look.seen}
    if not keys:
        return look
    unread = look.unread | {key[:2] for key in keys if key in {a.key for a in look.assertions}}
    said = tuple(a for a in look.assertions if a.key not in keys)
    return replace(look, assertions=said, unread=frozenset(unread))


def given_up(row: dict[str, Any], aside: Overruled) -> dict[str, Any]:
    """Give the row of a spell as the decision left it, if it stood when it was set aside."""
    at = aside.get((row["record"], row["property"], row["value_key"]))
    stood = at and row["first_seen"] < at and not (row["closed_at"] and row["closed_at"] <= at)
    if at is None or not stood or row["superseded_at"]:
        return row
    ends = {k: row[k] if row[k] and row[k] <= at else None for k in ("absent_since", "closed_at")}
    return row | ends | dict(superseded_at=max(at, row["recorded_at"]), superseded_why=WHY)


def printed_again(said: Iterable[Assertion], aside: Collection[Key]) -> tuple[Reason, ...]:
    """Say what a page prints again although a person set it aside."""
    return tuple(
        Reason("overruled", f"{a.record}, {a.property}: {a.value.text} was set aside by a person")
        for a in said
        if a.key in aside
    )
