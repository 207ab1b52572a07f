"""Set a value aside that a source may print again: a decision in the journal.

What was believed until then stays in the history as it was, given up at that moment.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from observatory.domain.changes import Entry, scalar
from observatory.engine.installation import Installation
from observatory.engine.run.decided import JOURNAL
from observatory.errors import WrongUse
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import spells


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
        db.execute(
            update(s).where(s.id == statement).values(superseded_at=now, superseded_why=JOURNAL)
        )
        before = scalar(spells.spell(row).assertion.value)
        told = Entry("correction", row.entity, row.record, row.property, before, None)
        more = {"statement": statement, "url": row.url, "reading_before": row.reading}
        ledger.announce(db, row.source, None, now, [(told, more)])
    return key
