"""What people decided of a source, as every run and every fold heeds it: values set aside, acts.

A value that was set aside counts as printed but unread where a page prints it again: it neither
stands nor is it gone. An act that a person confirmed stands on no page, and no page takes it away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from observatory.domain.extract import Reason
from observatory.domain.statements import Assertion, Key, Look
from observatory.store.queries import bodies

JOURNAL = "decision"
"""Why a belief was given up, or taken up late, that a person decided on."""

DECIDED = "decision:"
"""How the record of an act begins that a person confirmed: no page has it."""


def is_decided(record: str) -> bool:
    """Say whether an act is one that a person confirmed."""
    return record.startswith(DECIDED)


Overruled = Mapping[Key, datetime]
"""What was set aside of a source, and when."""


def overruled(db: Connection, source: str) -> Overruled:
    """Give what people set aside of a source, as far as their decisions stand."""
    return {
        (row["payload"]["record"], row["payload"]["property"], row["payload"]["key"]): row["at"]
        for row in bodies.decisions(db)
        if row["kind"] == "overrule" and row["payload"]["source"] == source
    }


def decided_before(aside: Overruled, until: datetime | None) -> Overruled:
    """Give what had been set aside before a moment (None: all)."""
    return {key: at for key, at in aside.items() if until is None or at < until}


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
    return row | ends | dict(superseded_at=max(at, row["recorded_at"]), superseded_why=JOURNAL)


def printed_again(said: Iterable[Assertion], aside: Collection[Key]) -> tuple[Reason, ...]:
    """Say what a page prints again although a person set it aside."""
    return tuple(
        Reason("overruled", f"{a.record}, {a.property}: {a.value.text} was set aside by a person")
        for a in said
        if a.key in aside
    )
