"""Pause a source without code: a decision in the journal, which the clock and every page respect.

The journal says whether a source is paused; the source's row only repeats it, for the clock.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from observatory.engine.installation import Installation
from observatory.errors import WrongUse
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import bodies
from observatory.store.queries.sources import PAUSING


def pause(installation: Installation, source: str, *, by: str, why: str, now: datetime) -> int:
    """Leave a source alone until it is resumed; give the decision's number."""
    return _decide(installation, source, "pause", by, why, now)


def resume(installation: Installation, source: str, *, by: str, why: str, now: datetime) -> int:
    """Visit a paused source again; give the decision's number."""
    return _decide(installation, source, "resume", by, why, now)


def settle(db: Connection, source: str) -> None:
    """Let the row of a source say what the decisions that stand say."""
    paused = _is_paused(db, source)
    db.execute(update(t.Source).where(t.Source.name == source).values(paused=paused))


def _decide(
    installation: Installation, source: str, kind: str, by: str, why: str, now: datetime
) -> int:
    installation.named((source,))
    with installation.database.write() as db:
        if _is_paused(db, source) == (kind == "pause"):
            stands = "paused already" if kind == "pause" else "not paused"
            raise WrongUse(f"{source} is {stands}; see `observatory sources`")
        key = ledger.decide(
            db, at=now, by=by, kind=kind, subject=source, payload={"source": source}, why=why
        )
        settle(db, source)
    return key


def _is_paused(db: Connection, source: str) -> bool:
    turns = [
        row["kind"]
        for row in bodies.decisions(db)
        if row["kind"] in PAUSING and row["subject"] == source
    ]
    return turns[-1:] == ["pause"]
