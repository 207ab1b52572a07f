"""Audit the store: bytes against hashes, references, numbers without gaps, sane intervals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from observatory.engine.installation import Installation
from observatory.engine.past.rebuilding import differences
from observatory.errors import ObservatoryError
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.archive import Archive


def verify(installation: Installation, now: datetime) -> Iterator[str]:
    """Give one sentence per fault, naming the row and what rests on it."""
    with installation.database.read() as db:
        yield from _bytes(db, installation.archive)
        yield from _references(db)
        yield from _sequence(db)
        yield from _intervals(db)
        yield from _overlaps(db)
        yield from _chain(db)
    yield from differences(installation, now)


def _bytes(db: Connection, archive: Archive) -> Iterator[str]:
    kept = select(t.Snapshot.sha256, t.Snapshot.size).where(t.Snapshot.dropped_at.is_(None))
    for sha256, size in db.execute(kept).all():
        try:
            body = archive.body(sha256)
        except ObservatoryError as error:
            resting = db.scalars(
                select(t.Statement.id)
                .join(t.Reading, t.Reading.id == t.Statement.reading)
                .where(t.Reading.sha256 == sha256)
                .order_by(t.Statement.id)
            ).all()
            named = ", ".join(map(str, resting))
            yield f"{error}; {len(resting)} statement(s) rest on it{': ' * bool(named)}{named}"
            continue
        if len(body) != size:
            yield f"snapshot {sha256} has {len(body)} bytes, its row says {size}"


def _references(db: Connection) -> Iterator[str]:
    if db.dialect.name == "sqlite":
        for table, row, parent, _ in db.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield f"{table} row {row} refers to a {parent} that is not there"
    dangling = select(t.Change.seq).where(
        t.Change.statement.is_not(None), ~t.Change.statement.in_(select(t.Statement.id))
    )
    for seq in db.scalars(dangling):
        yield f"change {seq} rests on a statement that is not there"
    dangling = select(t.Change.seq).where(
        t.Change.event.is_not(None), ~t.Change.event.in_(select(t.Event.id))
    )
    for seq in db.scalars(dangling):
        yield f"change {seq} rests on an event that is not there"


def _sequence(db: Connection) -> Iterator[str]:
    expected, at = 1, None
    for seq, moment in db.execute(select(t.Change.seq, t.Change.at).order_by(t.Change.seq)):
        if seq != expected:
            yield f"change {expected} is missing: the next is {seq}"
        if at and moment < at:
            yield f"change {seq} is dated before change {seq - 1}"
        expected, at = seq + 1, moment
    c, r = t.Change, t.Run
    held = select(c.run, func.count().label("held")).group_by(c.run).subquery()
    number = func.coalesce(held.c.held, 0)
    wrong = select(r.id, r.source, r.changes, number).outerjoin(held, held.c.run == r.id)
    for run, source, told, found in db.execute(wrong.where(r.changes != number)):
        yield f"run {run} ({source}) told {told} changes, {found} are there"


def _intervals(db: Connection) -> Iterator[str]:
    s = t.Statement
    wrong = select(s.id, s.source, s.record, s.property).where(
        or_(
            s.absent_since < s.first_seen,
            s.closed_at < s.recorded_at,
            s.superseded_at < s.recorded_at,
            s.recorded_at < s.first_seen,
            s.speaks_to < s.speaks_from,
            (s.closed_at.is_not(None)) & (s.absent_since.is_(None)),
        )
    )
    for row in db.execute(wrong):
        said = f"{row.source}, {row.record}, {row.property}"
        yield f"statement {row.id} ({said}): its times are inverted"


def _overlaps(db: Connection) -> Iterator[str]:
    s = t.Statement
    order = (s.source, s.record, s.property, s.value_key, s.first_seen)
    rows = select(s.id, *order, s.absent_since, s.closed_at).where(s.superseded_at.is_(None))
    before: Any = None
    for row in db.execute(rows.order_by(*order)):
        same = before and before[1:5] == row[1:5]
        if same and (before.closed_at is None or before.absent_since > row.first_seen):
            yield f"statement {row.id} overlaps statement {before.id}: {row.record}, {row.property}"
        before = row


def _chain(db: Connection) -> Iterator[str]:
    """Check that each change still has the digest that it was written with."""
    before = ""
    for row in db.execute(select(*t.Change.__table__.columns).order_by(t.Change.seq)):
        entry = dict(row._mapping)
        held = entry.pop("digest")
        if ledger.change_digest(before, entry) != held:
            yield f"change {row.seq} was edited after it was published"
        before = held
