"""What the operator is told: each notice once, and what became of sending it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, update

from observatory.store import tables as t


def notify(db: Connection, source: str, kind: str, at: datetime, text: str) -> None:
    """Write a notice, to be sent as soon as it can be."""
    db.execute(insert(t.Notice).values(source=source, kind=kind, at=at, text=text, due_at=at))


def claim_notice(db: Connection, notice: int, tries: int, due_at: datetime) -> bool:
    """Take a notice that was tried ``tries`` times, to try it once more; False if another did.

    The next try is written before this one, so that a crash does not send without end.
    """
    unsent = (t.Notice.id == notice, t.Notice.tries == tries, t.Notice.sent_at.is_(None))
    taken = update(t.Notice).where(*unsent).values(tries=tries + 1, due_at=due_at)
    return bool(db.execute(taken).rowcount)


def close_notice(db: Connection, notice: int, sent_at: datetime | None, error: str) -> None:
    """Write that a notice was sent, or why it was not."""
    values = dict(sent_at=sent_at, error=error)
    db.execute(update(t.Notice).where(t.Notice.id == notice).values(**values))
