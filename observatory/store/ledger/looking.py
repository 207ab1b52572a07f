"""What was looked at: runs, kept pages, visits and readings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from observatory.domain.extract import Reason
from observatory.errors import ObservatoryError
from observatory.store import tables as t

DIGEST = "x-capture-digest"
"""The header under which a capture is kept with the digest that its archive gives it."""
LEASE = timedelta(hours=1)
"""How long a run is held for its process after the last page that it looked at."""


def open_run(
    db: Connection,
    source: str,
    at: datetime,
    *,
    due_at: datetime | None,
    owner: str,
    clock: datetime,
) -> int | None:
    """Write the run's row before anything is fetched; None if another does or did this one.

    ``at`` is the run's *now*; ``clock`` the real time, for the lease. What was run at ``due_at`` or
    later, also by hand, is not run again for it.
    """
    busy = db.execute(_BUSY, {"of": source, "clock": clock}).first()
    if busy or (due_at and _ran_since(db, source, due_at)):
        return None
    row: dict[str, Any] = dict(
        source=source, due_at=due_at, at=at, leased_until=clock + LEASE, owner=owner, outcome="",
        cut_off=False, reasons=[], pages=0, good_pages=0, facts=0, changes=0,
    )  # fmt: skip
    try:
        with db.begin_nested():
            key = db.execute(_RUN, row).inserted_primary_key
    except IntegrityError:
        return None
    assert key is not None
    return int(key[0])


def _ran_since(db: Connection, source: str, point: datetime) -> bool:
    ran_for = func.coalesce(t.Run.due_at, t.Run.at)
    query = select(t.Run.id).where(t.Run.source == source, ~t.Run.cut_off, ran_for >= point)
    return db.execute(query.limit(1)).first() is not None


def open_past_run(db: Connection, source: str, at: datetime) -> int:
    """Write the row of a look that an archive captured ``at``; it waits until it is judged."""
    row: dict[str, Any] = dict(
        source=source, due_at=None, at=at, leased_until=None, owner="", outcome="", cut_off=False,
        reasons=[], pages=0, good_pages=0, facts=0, changes=0, past=True,
    )  # fmt: skip
    key = db.execute(_RUN, row).inserted_primary_key
    assert key is not None
    return int(key[0])


def renew_lease(db: Connection, run: int, clock: datetime) -> None:
    """Hold a run for another while; raise ``ObservatoryError`` if it was taken for dead."""
    if not db.execute(_RENEWED, {"which": run, "leased_until": clock + LEASE}).rowcount:
        raise ObservatoryError(f"run {run} was taken for dead and is done again by another process")


def cut_off_runs(db: Connection, runs: Iterable[int]) -> None:
    """Mark runs whose process is gone; their due time is free to be done again."""
    db.execute(update(t.Run).where(t.Run.id.in_(list(runs))).values(cut_off=True, due_at=None))


def keep_snapshot(db: Connection, sha256: str, size: int, content_type: str, at: datetime) -> bool:
    """Write the row of kept bytes, once; True if they had been dropped, and must be kept again."""
    row = db.execute(_DROPPED, {"bytes": sha256}).first()
    if row is None:
        fresh = dict(sha256=sha256, size=size, content_type=content_type, kept_at=at)
        db.execute(_SNAPSHOT, fresh)
        return False
    if row.dropped_at is None:
        return False
    s = t.Snapshot
    db.execute(update(s).where(s.sha256 == sha256).values(dropped_at=None, kept_at=at))
    return True


def drop_snapshots(db: Connection, hashes: Iterable[str], at: datetime) -> None:
    """Note that the bytes of snapshots go; the files are taken away after this is committed."""
    rows = [{"which": sha256, "dropped_at": at} for sha256 in hashes]
    if rows:
        db.execute(update(t.Snapshot).where(t.Snapshot.sha256 == bindparam("which")), rows)


def keep_visit(db: Connection, **row: Any) -> int:
    """Write one look at one page, before anybody judges it."""
    defaults: dict[str, Any] = dict(
        status=None, unchanged=False, sha256=None, reading=None, verdict="", good=False, reason="",
        final_url="", etag="", last_modified="", headers={}, mirrored=False,
    )  # fmt: skip
    key = db.execute(_VISIT, defaults | row).inserted_primary_key
    assert key is not None
    return int(key[0])


def judge_visits(db: Connection, judged: Iterable[tuple[int, str, bool, int | None]]) -> None:
    """Write what the gate said of looks: (visit, verdict, whether it is good, reading)."""
    names = ("which", "verdict", "good", "reading")
    rows = [dict(zip(names, one, strict=True)) for one in judged]
    if rows:
        db.execute(_JUDGED, rows)


def set_aside(db: Connection, visit: int, why: str) -> None:
    """Say why a look is no part of its run: it stays without a verdict."""
    db.execute(update(t.Visit).where(t.Visit.id == visit).values(reason=why))


def keep_reading(db: Connection, **row: Any) -> int:
    """Write a reading; reasons as ``[code, sentence]`` pairs."""
    key = db.execute(_READING, row).inserted_primary_key
    assert key is not None
    return int(key[0])


def seal_reading(db: Connection, reading: int, verdict: str, reasons: Iterable[Reason]) -> None:
    """Write the gate's last word on a reading that this very run made."""
    values = dict(verdict=verdict, reasons=pack_reasons(reasons))
    db.execute(_SEALED, {"which": reading, **values})


def pack_reasons(reasons: Iterable[Reason]) -> list[list[str]]:
    """Give reasons as they are kept."""
    return [[reason.code, reason.said] for reason in reasons]


def mark_news(db: Connection, run: int) -> None:
    """Write that a run told something that was not held before."""
    db.execute(_NEWS, {"which": run})


def finish_run(db: Connection, run: int, at: datetime, outcome: str, **figures: Any) -> None:
    """Close the run's row with its outcome and its figures, unless it was taken for dead."""
    values = dict(finished_at=at, outcome=outcome, leased_until=None, **figures)
    db.execute(_FINISHED, {"which": run, **values})


# Written at every run, some for every page of it: built once.
_BUSY = select(t.Run.id).where(
    t.Run.source == bindparam("of"), t.Run.outcome == "", ~t.Run.cut_off,
    t.Run.leased_until > bindparam("clock"),
)  # fmt: skip
_RUN, _VISIT, _READING, _SNAPSHOT = map(insert, (t.Run, t.Visit, t.Reading, t.Snapshot))
_DROPPED = select(t.Snapshot.dropped_at).where(t.Snapshot.sha256 == bindparam("bytes"))
_JUDGED = update(t.Visit).where(t.Visit.id == bindparam("which"))
_SEALED = update(t.Reading).where(t.Reading.id == bindparam("which"))
_NEWS = update(t.Run).where(t.Run.id == bindparam("which")).values(news=True)
_FINISHED = update(t.Run).where(t.Run.id == bindparam("which"), ~t.Run.cut_off)
_RENEWED = update(t.Run).where(t.Run.id == bindparam("which"), t.Run.outcome == "", ~t.Run.cut_off)
