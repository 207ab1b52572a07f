"""Decisions that people take: journalled, applied by folding again, undone by a later row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from observatory.domain.extract import QUARANTINED
from observatory.engine.decisions import merging, pausing, renaming
from observatory.engine.decisions.retelling import correct, retell
from observatory.engine.installation import Installation, scopes
from observatory.engine.past.refold import refold, settle
from observatory.engine.run.believing import event_entries
from observatory.errors import WrongUse
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import bodies, spells
from observatory.store.queries.readings import REJECT, RELEASE, RULINGS, rulings
from observatory.store.queries.sources import PAUSING


def release(installation: Installation, reading: int, *, by: str, why: str, now: datetime) -> int:
    """Believe a quarantined reading after all; give the decision's number."""
    with installation.database.write() as db:
        key, source = _rule(db, reading, RELEASE, by=by, why=why, now=now)
        _settle(installation, db, source, now)
    return key


def reject(installation: Installation, reading: int, *, by: str, why: str, now: datetime) -> int:
    """Keep a quarantined reading out for good: it waits for nobody; give the decision's number."""
    with installation.database.write() as db:
        return _rule(db, reading, REJECT, by=by, why=why, now=now)[0]


def _rule(
    db: Connection, reading: int, kind: str, *, by: str, why: str, now: datetime
) -> tuple[int, str]:
    """Decide on a reading that waits; give the decision's number, and the source."""
    r = t.Reading
    row = db.execute(select(r.source, r.verdict, r.url).where(r.id == reading)).first()
    if row is None or row.verdict != QUARANTINED:
        raise WrongUse(f"reading {reading} is not one in quarantine; see `observatory review list`")
    if ruling := rulings(db).get(reading):
        done = "released" if ruling.believed else "kept out"
        raise WrongUse(f"reading {reading} is {done} already; `observatory review undo` first")
    key = ledger.decide(
        db, at=now, by=by, kind=kind, subject=row.url, payload={"reading": reading}, why=why
    )
    return key, row.source


def place_name(
    installation: Installation, unplaced: int, slug: str | None, *, by: str, why: str, now: datetime
) -> int:
    """Decide whom an unplaced name means: the body ``slug``, or (None) none of those known."""
    with installation.database.write() as db:
        name = db.execute(
            select(*t.Unplaced.__table__.columns).where(t.Unplaced.id == unplaced)
        ).first()
        if name is None:
            raise WrongUse(f"there is no unplaced name {unplaced}; see `observatory review list`")
        entity = None
        if slug is not None:
            entity = db.scalar(select(t.Slug.entity).where(t.Slug.slug == slug))
            if entity is None:
                raise WrongUse(f"no body is filed under {slug!r}")
        payload = {"source": name.source, "name": name.name, "entity": entity}
        key = ledger.decide(
            db, at=now, by=by, kind="same" if slug else "different", subject=name.name,
            payload=payload, why=why,
        )  # fmt: skip
        _settle(installation, db, name.source, now)
    return key


def confirm(
    installation: Installation,
    lead: int,
    act: Mapping[str, str],
    *,
    by: str,
    why: str,
    now: datetime,
) -> int:
    """Turn a lead into an act of the label ledger: ``kind``, ``on``, ``scheme``, ``slug``, …"""
    with installation.database.write() as db:
        row = db.execute(
            select(t.Event.source, t.Event.text, t.Event.kind).where(t.Event.id == lead)
        ).first()
        if row is None or row.kind != "lead":
            raise WrongUse(f"there is no lead {lead}; see `observatory review list`")
        if not db.scalar(select(t.Slug.entity).where(t.Slug.slug == act["slug"])):
            raise WrongUse(f"no body is filed under {act['slug']!r}")
        call = act.get("call")
        if call and not db.scalar(select(t.Slug.entity).where(t.Slug.slug == call)):
            raise WrongUse(f"no call is filed under {call!r}")
        key = ledger.decide(
            db,
            at=now,
            by=by,
            kind="confirm",
            subject=row.text,
            payload={"lead": lead, **act},
            why=why,
        )
        _settle(installation, db, row.source, now)
    return key


def undo(installation: Installation, decision: int, *, by: str, why: str, now: datetime) -> int:
    """Take a decision back; what rested on it is given up, never deleted."""
    with installation.database.write() as db:
        row = next((d for d in bodies.decisions(db) if d["id"] == decision), None)
        if row is None:
            raise WrongUse(f"decision {decision} does not stand; see `observatory review list`")
        key = ledger.decide(
            db,
            at=now,
            by=by,
            kind="undo",
            subject=row["subject"],
            payload={},
            why=why,
            undoes=decision,
        )
        if row["kind"] in PAUSING:
            pausing.settle(db, row["subject"])
        elif row["kind"] == "rename":
            renaming.settle(db, row["payload"]["entity"])
        elif row["kind"] in ("merge", "split"):
            merging.undo(installation, db, row, now)
        else:
            _settle(installation, db, _source_of(db, row), now, undone=row)
    return key


def _source_of(db: Connection, decision: Mapping[str, Any]) -> str:
    payload = decision["payload"]
    if decision["kind"] in RULINGS:
        query = select(t.Reading.source).where(t.Reading.id == payload["reading"])
    elif decision["kind"] == "confirm":
        query = select(t.Event.source).where(t.Event.id == payload["lead"])
    else:
        return str(payload["source"])
    return str(db.scalar(query))


def _settle(
    installation: Installation,
    db: Connection,
    source: str,
    now: datetime,
    undone: Mapping[str, Any] | None = None,
) -> None:
    """Fold a source again after a decision: add what is new, give up what no longer follows."""
    loaded = installation.sources[source]
    before = spells.by_id(source, spells.open_spells(db, source))
    found = refold(installation, db, loaded, now)
    new = {row["id"] for row in found.statements.missing}
    altered = t.Statement.id.in_([row["id"] for row in found.statements.altered])
    again = select(t.Statement.id).where(altered, t.Statement.superseded_at.is_not(None))
    new |= set(db.scalars(again))
    settle(db, found, now)
    if undone is not None:
        correct(db, source, undone["at"], now)
        return
    retell(db, source, scopes(loaded), before, new, now)
    rows = [*found.events.missing, *found.events.altered]
    events = [spells.event(row) for row in rows if row["superseded_at"] is None]
    ledger.announce(db, source, None, now, event_entries(events, now, retrospective=False))
