"""What waits for a person's decision, and the journal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from observatory.store import tables as t
from observatory.store.queries import bodies, unbelieved
from observatory.store.queries.leads import confirmed


def waiting(db: Connection) -> dict[str, list[dict[str, Any]]]:
    """Give readings in quarantine, unplaced names, leads without a decision, and the journal.

    The address of a lead is that of the article, not of the feed that it was read in.
    """
    decided = bodies.decisions(db)
    e = t.Event
    leads = db.execute(
        select(e.id, e.source, e.date, t.Slug.slug, e.text, e.url, e.payload)
        .join(t.Slug, (t.Slug.entity == e.entity) & t.Slug.current)
        .where(e.kind == "lead", e.superseded_at.is_(None), ~confirmed())
        .order_by(e.day_to.desc(), e.id)
    )
    return {
        "readings": [
            {"reading": r.id, "source": r.source, "at": r.at.isoformat(), "url": r.url,
             "why": "; ".join(said for _, said in r.reasons)}
            for r in unbelieved.refused(db, limit=500)
            if r.verdict == "quarantined" and r.ruling is None
        ],
        "names": [
            {"name": u.id, "source": u.source, "printed": u.name, "kind": u.kind, "why": u.why}
            for u in unbelieved.unplaced(db)
        ],
        "leads": [
            {"lead": row.id, "source": row.source, "date": row.date, "about": row.slug,
             "text": row.text, "url": row.payload.get("url") or row.url}
            for row in leads
        ],
        "decisions": [
            {"decision": d["id"], "at": d["at"].isoformat(), "by": d["by"], "kind": d["kind"],
             "subject": d["subject"], "why": d["why"]}
            for d in decided
        ],
    }  # fmt: skip


def reading(db: Connection, key: int) -> dict[str, Any] | None:
    """Give one reading with its facts."""
    row = db.execute(select(*t.Reading.__table__.columns).where(t.Reading.id == key)).first()
    return dict(row._mapping) if row else None
