"""What was looked at: sources, the hosts that serve them, runs, visits, kept bytes, readings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from observatory.store.tables.table import Table


class Source(Table):
    """A publisher's pages, synced from the declarations at start.

    ``quiet_days`` and ``failures`` are its budgets (``domain/health.py``); without the first its
    silence is never odd. ``paused`` is an operator's decision, which no declaration alters.
    """

    __tablename__ = "source"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    start: Mapped[list[Any]]
    every_seconds: Mapped[int]
    scopes: Mapped[dict[str, Any]]
    version: Mapped[str] = mapped_column(String(20))
    curated: Mapped[bool]
    declared: Mapped[bool]
    paused: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    quiet_days: Mapped[int | None]
    failures: Mapped[int] = mapped_column(server_default="0")


class Host(Table):
    """What the fetch door remembers of a host: when it is free again, its robots.txt, its verdict.

    ``verdict`` says whether it works, refuses or does not answer, ``since`` when; ``misses`` counts
    the answers in a row that were none. Times are seconds since 1970.
    """

    __tablename__ = "host"
    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    free_at: Mapped[float]
    robots_status: Mapped[int]
    robots_text: Mapped[str] = mapped_column(Text)
    robots_at: Mapped[float]
    verdict: Mapped[str] = mapped_column(String(20), server_default="")
    since: Mapped[float] = mapped_column(server_default="0")
    misses: Mapped[int] = mapped_column(server_default="0")


class Run(Table):
    """One visit to a source: the public log. ``outcome`` is empty while it runs, or was cut off.

    ``at`` is the *now* it was given; ``leased_until`` and ``owner`` are of the real clock and tell
    whether somebody is still at it. Manual runs have no ``due_at``. The worst of ``pages`` gives
    the outcome; ``good_pages`` were well read all the same. A run of the ``past`` reads what an
    archive captured ``at`` that moment: it was recorded when it ``finished_at``. ``news``: it told
    something that was not held before, mentions and leads too, which make no change.
    """

    __tablename__ = "run"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    due_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    owner: Mapped[str] = mapped_column(String(100))
    outcome: Mapped[str] = mapped_column(String(20))
    cut_off: Mapped[bool]
    reasons: Mapped[list[Any]]
    pages: Mapped[int]
    good_pages: Mapped[int]
    facts: Mapped[int]
    changes: Mapped[int]
    past: Mapped[bool] = mapped_column(server_default=false())
    news: Mapped[bool] = mapped_column(server_default=false())
    __table_args__ = (
        UniqueConstraint("source", "due_at"),
        Index("ix_run_source_at", "source", "at"),
    )


class Snapshot(Table):
    """The bytes of one address at one moment; the bytes lie in the archive under their SHA-256.

    ``dropped_at`` is when retention took the bytes away, on which nothing believed rested.
    """

    __tablename__ = "snapshot"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    content_type: Mapped[str]
    kept_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]


class Reading(Table):
    """The facts of one page by one version of its reader, and the verdict of the gate.

    ``layout`` is the fingerprint of the places that the facts were read from; ``marks`` which page
    of its list the page is, then all names by which it is known.
    """

    __tablename__ = "reading"
    id: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    url: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(ForeignKey("snapshot.sha256"))
    version: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[list[Any]]
    facts: Mapped[list[Any]]
    events: Mapped[list[Any]]
    follows: Mapped[list[Any]]
    damage: Mapped[list[Any]]
    layout: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    marks: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    __table_args__ = (Index("ix_reading_source_url_sha256", "source", "url", "sha256"),)


class Visit(Table):
    """One look at one page: fetched, unchanged, refused or failed.

    ``capture`` is the address in a web archive, or the name of the archive file, that it came from.
    """

    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("run.id"), index=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    url: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    status: Mapped[int | None]
    unchanged: Mapped[bool]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("snapshot.sha256"))
    reading: Mapped[int | None] = mapped_column(ForeignKey("reading.id"))
    verdict: Mapped[str] = mapped_column(String(20))
    good: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    final_url: Mapped[str] = mapped_column(Text)
    etag: Mapped[str] = mapped_column(Text)
    last_modified: Mapped[str] = mapped_column(Text)
    headers: Mapped[dict[str, Any]]
    mirrored: Mapped[bool]
    capture: Mapped[str] = mapped_column(Text, server_default="")
    __table_args__ = (
        Index("ix_visit_source_url_good_at", "source", "url", "good", "at"),
        Index("ix_visit_source_url_id", "source", "url", "id"),
        Index("ix_visit_sha256", "sha256"),
    )
