"""What retention asks: the looks at each page, what rests on which bytes, what was dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Connection, Text, cast, select, union

from observatory.domain.extract import BLOCKED, REJECTED
from observatory.domain.gate import GOOD
from observatory.domain.retention import Look
from observatory.store import tables as t
from observatory.store.queries.readings import released

CLEARED = "cleared"
"""Under which key ``meta`` says when the clock last saw to the archive's budget."""

REFUSED = (BLOCKED, REJECTED)
"""Verdicts on what is not the page that was asked for."""


def needed(db: Connection) -> set[str]:
    """Give the hashes of bytes on which a statement, an event or a change rests.

    Also of those that the next visit to a page may be answered with (304), and of the last good
    look at each page: it is what the gate compares with.
    """
    c, r, v, run = t.Change, t.Reading, t.Visit, t.Run
    rests = union(
        select(t.Statement.reading),
        select(t.Event.reading),
        select(c.reading_before).where(c.reading_before.is_not(None)),
        select(c.reading_after).where(c.reading_after.is_not(None)),
    ).subquery()
    out = set(db.scalars(select(r.sha256).where(r.id.in_(select(rests.c[0])))))
    live = select(v.source, v.url, v.sha256, v.good).join(run, run.id == v.run)
    last: dict[tuple[str, str, bool], str] = {}
    for row in db.execute(live.where(v.sha256.is_not(None), ~run.past).order_by(v.id)):
        last[row.source, row.url, False] = row.sha256
        if row.good:
            last[row.source, row.url, True] = row.sha256
    return out | set(last.values())


def judged_looks(db: Connection) -> Iterator[Look]:
    """Give every look that brought or confirmed bytes, those of each page in order of time.

    A look without a verdict was set aside (it says why), or nobody judged it yet. What is held by
    the gate counts as good from when a person released it.
    """
    free = released(db)
    said = _said(db, free)
    r, v, s = t.Run, t.Visit, t.Snapshot
    query = (
        select(
            v.source, v.url, v.at, v.sha256, v.verdict, v.good, v.reason, v.reading, s.kept_at,
        )
        .join(s, s.sha256 == v.sha256)
        .join(r, r.id == v.run)
        .where(s.dropped_at.is_(None))
        .order_by(v.at, v.id)
    )  # fmt: skip
    for row in db.execute(query):
        good = row.good or row.reading in free
        yield Look(
            (row.source, row.url), max(row.at, row.kept_at), row.sha256,
            said.get((row.source, row.url, row.sha256)) if good else None,
            row.verdict in REFUSED or (not row.verdict and bool(row.reason)),
        )  # fmt: skip


def dropped_hashes(db: Connection) -> set[str]:
    """Give the hashes of the bytes that were dropped."""
    return set(db.scalars(select(t.Snapshot.sha256).where(t.Snapshot.dropped_at.is_not(None))))


def last_clearing(db: Connection) -> datetime | None:
    """Give when the clock last saw to the archive's budget."""
    text = db.scalar(select(t.Meta.value).where(t.Meta.key == CLEARED))
    return datetime.fromisoformat(text) if text else None


def _said(db: Connection, free: Collection[int]) -> dict[tuple[str, str, str], str]:
    """Give, by page and bytes, a digest of what the newest good reading says."""
    r = t.Reading
    says = [cast(column, Text) for column in (r.facts, r.events, r.follows, r.damage)]
    query = select(r.id, r.verdict, r.source, r.url, r.sha256, *says).order_by(r.id)
    out = {}
    for row in db.execute(query.execution_options(yield_per=200)):
        if row.verdict in GOOD or row.id in free:
            told = "\x1f".join(row[5:]).encode()
            out[row.source, row.url, row.sha256] = hashlib.sha256(told).hexdigest()
    return out
