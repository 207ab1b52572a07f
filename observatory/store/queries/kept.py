"""The pages of a source that are kept: with the reading of their bytes, or waiting for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from observatory.domain.gate import GOOD
from observatory.store import ledger
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
    verdict: str

    @property
    def good(self) -> bool:
        """Say whether the newest reading was let through."""
        return self.verdict in GOOD


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
            first.c.run, last.c.id, last.c.version, last.c.verdict,
        )
        .join(alike, alike.c.first == first.c.id)
        .join(last, last.c.id == alike.c.last)
        .join(t.Snapshot, t.Snapshot.sha256 == first.c.sha256)
        .order_by(alike.c.seen, first.c.id)
    )  # fmt: skip
    return [KeptPage(*row) for row in db.execute(query)]


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """A look of which the bytes are kept; a capture has the ``digest`` that archives give it."""

    at: datetime
    digest: str
    sha256: str
    content_type: str
    final_url: str
    headers: Mapping[str, str]
    dropped: bool = False
    """Whether retention took the bytes away."""


@dataclass(frozen=True, slots=True)
class WaitingLook:
    """A look of the past that nobody has judged yet."""

    run: int
    visit: int
    at: datetime
    url: str
    final_url: str
    sha256: str
    content_type: str


def kept_captures(db: Connection, source: str, url: str) -> list[KeptCapture]:
    """Give the looks at an address that brought bytes: captures, judged or not, and our own."""
    v = t.Visit
    query = (
        select(
            v.at, v.headers, t.Snapshot.sha256, t.Snapshot.content_type, v.final_url,
            t.Snapshot.dropped_at,
        )
        .join(t.Snapshot, t.Snapshot.sha256 == v.sha256)
        .where(v.source == source, v.url == url)
        .order_by(v.at, v.id)
    )  # fmt: skip
    return [
        KeptCapture(
            row.at, row.headers.get(ledger.DIGEST, ""), row.sha256, row.content_type,
            row.final_url, {k: said for k, said in row.headers.items() if k != ledger.DIGEST},
            row.dropped_at is not None,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def waiting_looks(db: Connection, source: str) -> list[WaitingLook]:
    """Give the captures of a source that wait to be judged, the oldest first."""
    r, v = t.Run, t.Visit
    query = (
        select(r.id, v.id, v.at, v.url, v.final_url, t.Snapshot.sha256, t.Snapshot.content_type)
        .join(v, v.run == r.id)
        .join(t.Snapshot, t.Snapshot.sha256 == v.sha256)
        .where(r.source == source, r.past, r.outcome == "")
        .order_by(v.at, v.id)
    )
    return [WaitingLook(*row) for row in db.execute(query)]


@dataclass(frozen=True, slots=True)
class KeptLook:
    """A look of which the bytes were kept; ``dropped_at`` is when retention took them away."""

    url: str
    at: datetime
    headers: Mapping[str, str]
    sha256: str
    dropped_at: datetime | None


def kept_looks(db: Connection, source: str, since: datetime | None) -> list[KeptLook]:
    """Give the looks that brought a page of the web, the oldest first, a 304 left out."""
    v = t.Visit
    query = select(v.final_url, v.at, v.headers, t.Snapshot.sha256, t.Snapshot.dropped_at).join(
        t.Snapshot, t.Snapshot.sha256 == v.sha256
    )
    query = query.where(v.source == source, v.status == 200)
    if since is not None:
        query = query.where(v.at >= since)
    return [KeptLook(*row) for row in db.execute(query.order_by(v.at, v.id))]
