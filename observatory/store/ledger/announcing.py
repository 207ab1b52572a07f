"""What is announced: numbered changes, each sealing all before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from observatory.domain.changes import IMPORTANCE, Entry
from observatory.store import tables as t


def next_seq(db: Connection) -> int:
    """Give the next number; only inside a writing transaction, which excludes every other."""
    return (db.scalar(select(func.max(t.Change.seq))) or 0) + 1


def announce(
    db: Connection,
    source: str,
    run: int | None,
    at: datetime,
    numbered: Iterable[tuple[Entry, Mapping[str, Any]]],
) -> int:
    """Number and write entries, each with what the store adds to it; give how many.

    What a run tells is told after all that was told while it went on, and dated so.
    """
    seq = next_seq(db)
    last = db.execute(select(t.Change.digest, t.Change.at).where(t.Change.seq == seq - 1)).first()
    digest = last.digest if last else ""
    if run is not None and last:
        at = max(at, last.at)
    rows: list[dict[str, Any]] = []
    for entry, more in numbered:
        row: dict[str, Any] = dict(
            seq=seq + len(rows), at=at, run=run, source=source, entity=entry.entity,
            kind=entry.kind, property=entry.property, before=entry.before, after=entry.after,
            not_before=entry.not_before, not_after=entry.not_after,
            importance=IMPORTANCE[entry.kind], shown=True, retrospective=entry.retrospective,
            corrects=None, url="", statement=None, event=None,
            reading_before=entry.old.reading if entry.old else None,
            reading_after=entry.new.reading if entry.new else None,
        )  # fmt: skip
        row |= more
        digest = row["digest"] = change_digest(digest, row)
        rows.append(row)
    if rows:
        db.execute(insert(t.Change), rows)
    return len(rows)


def change_digest(before: str, row: Mapping[str, Any]) -> str:
    """Seal an entry together with all before it; ``row`` has every column but the digest."""
    parts = {
        key: str(value.astimezone(UTC) if isinstance(value, datetime) else value)
        for key, value in row.items()
    }
    body = json.dumps([before, parts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()
