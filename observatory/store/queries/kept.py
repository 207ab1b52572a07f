"""The pages of a source that are kept, each with the reading that stands for its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from observatory.store import tables as t


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The bytes of one address, with their newest reading; ``seen`` is their first look."""

    url: str
    sha256: str
    final_url: str
    content_type: str
    seen: datetime
    run: int
    reading: int
    version: str


def kept_pages(db: Connection, source: str) -> list[KeptPage]:
    """Give every page of a source that was ever read, in order of its first look."""
    r, v = t.Reading, t.Visit
    alike = (
        select(
            func.min(r.id).label("first"),
            func.max(r.id).label("last"),
            func.min(r.at).label("seen"),
        )
        .where(r.source == source)
        .group_by(r.url, r.sha256)
    ).subquery()
    first, last = r.__table__.alias("first"), r.__table__.alias("newest")
    final = (
        select(func.max(v.final_url))
        .where(v.source == source, v.url == first.c.url, v.sha256 == first.c.sha256)
        .correlate(first)
        .scalar_subquery()
    )
    query = (
        select(
            first.c.url, first.c.sha256, final, t.Snapshot.content_type, alike.c.seen,
            first.c.run, last.c.id, last.c.version,
        )
        .join(alike, alike.c.first == first.c.id)
        .join(last, last.c.id == alike.c.last)
        .join(t.Snapshot, t.Snapshot.sha256 == first.c.sha256)
        .order_by(alike.c.seen, first.c.id)
    )  # fmt: skip
    return [KeptPage(*row) for row in db.execute(query)]
