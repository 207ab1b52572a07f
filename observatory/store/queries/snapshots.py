"""Kept pages: what the public may know of them. Their bytes are private."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from observatory.store import tables as t

PUBLIC = ("date", "last-modified", "etag", "content-type", "content-language", "server")
"""Response headers that are shown; cookies and the like never are."""


def snapshot(db: Connection, sha256: str) -> dict[str, Any] | None:
    """Give size, type, visits with their headers, and readings of a kept page."""
    s, v, r = t.Snapshot, t.Visit, t.Reading
    kept = db.execute(
        select(s.sha256, s.size, s.content_type, s.kept_at, s.dropped_at).where(s.sha256 == sha256)
    ).first()
    if kept is None:
        return None
    visits = db.execute(
        select(v.source, v.url, v.at, v.status, v.verdict, v.mirrored, v.capture, v.headers)
        .where(v.sha256 == sha256)
        .order_by(v.id.desc())
        .limit(100)
    )
    readings = db.execute(
        select(r.id, r.version, r.at, r.verdict, r.reasons).where(r.sha256 == sha256).order_by(r.id)
    )
    return {
        "sha256": kept.sha256,
        "size": kept.size,
        "content_type": kept.content_type or None,
        "kept_at": kept.kept_at.isoformat(),
        "dropped_at": kept.dropped_at.isoformat() if kept.dropped_at else None,
        "visits": [
            {
                "source": row.source,
                "url": row.url,
                "at": row.at.isoformat(),
                "status": row.status,
                "verdict": row.verdict or None,
                "through_a_mirror": row.mirrored,
                "captured": row.capture or None,
                "headers": {k: value for k, value in row.headers.items() if k in PUBLIC},
            }
            for row in visits
        ],
        "readings": [
            {
                "reading": row.id,
                "reader": row.version,
                "at": row.at.isoformat(),
                "verdict": row.verdict,
                "reasons": [f"{code}: {said}" for code, said in row.reasons],
            }
            for row in readings
        ],
    }
