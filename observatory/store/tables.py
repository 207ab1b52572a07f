"""The tables. Rows of visits, snapshots, readings, decisions and changes are only added.

``statement`` and ``event`` can be deleted and folded again from them (``observatory rebuild``).
"""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from observatory.store.columns import Moment

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    """The declarative parent of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment(), dict[str, Any]: JSON(), list[Any]: JSON()}  # noqa: RUF012


class Meta(Table):
    """Facts about this installation: when and as whom it was set up, the identity seed it holds."""

    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


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


class Decision(Table):
    """What a person decided: append-only, undone by a later row that names it."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]]
    why: Mapped[str] = mapped_column(Text)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))


class Entity(Table):
    """A body, a partnership, a call, a place … The id means nothing and never changes."""

    __tablename__ = "entity"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str]
    counted: Mapped[bool]
    created_at: Mapped[datetime]


class Slug(Table):
    """The address of an entity; a former one redirects, a retired one is gone.

    The ``first`` is that of the reviewed files, which name bodies by it whatever became of it.
    """

    __tablename__ = "slug"
    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    entity: Mapped[int] = mapped_column(ForeignKey("entity.id"), index=True)
    current: Mapped[bool]
    retired: Mapped[bool]
    first: Mapped[bool] = mapped_column(server_default=false())


class Name(Table):
    """A name of an entity, for identity and search. ``kind`` says what kind of name it is."""

    __tablename__ = "name"
    id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[int] = mapped_column(ForeignKey("entity.id"))
    text: Mapped[str]
    lang: Mapped[str] = mapped_column(String(10))
    script: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    fold: Mapped[str] = mapped_column(index=True)
    search: Mapped[str]
    skeleton: Mapped[str]
    __table_args__ = (UniqueConstraint("entity", "text", "kind"),)


class Citation(Table):
    """A publication that reviewed data cites; not kept here."""

    __tablename__ = "citation"
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str]
    published: Mapped[str] = mapped_column(String(30))
    lang: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    origin: Mapped[str]


class Statement(Table):
    """One spell of one assertion by one source record.

    Periods are ISO text with their precision, with first and last day beside them for queries.
    ``absent_since`` with no ``closed_at`` is one look without it: not yet a conclusion.
    """

    __tablename__ = "statement"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    record: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(String(60))
    entity: Mapped[int] = mapped_column(ForeignKey("entity.id"))
    property: Mapped[str] = mapped_column(String(40))
    value_key: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    number: Mapped[float | None]
    qualifier: Mapped[str] = mapped_column(String(2))
    unit: Mapped[str] = mapped_column(String(10))
    raw: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(10))
    valid: Mapped[str] = mapped_column(String(30))
    stated: Mapped[str] = mapped_column(String(30))
    speaks_from: Mapped[dt.date | None]
    speaks_to: Mapped[dt.date | None]
    first_seen: Mapped[datetime]
    absent_since: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]
    superseded_why: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    reading: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    locator: Mapped[str] = mapped_column(Text)
    citation: Mapped[str | None] = mapped_column(ForeignKey("citation.key"))
    inferred: Mapped[list[Any]]
    note: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        Index(
            "ix_statement_entity_property",
            "entity", "property", "first_seen", "recorded_at", "closed_at", "superseded_at",
        ),
        Index(
            "ix_statement_open", "property", "entity",
            sqlite_where=text("closed_at IS NULL AND superseded_at IS NULL"),
            postgresql_where=text("closed_at IS NULL AND superseded_at IS NULL"),
        ),
        Index(
            "uq_statement_open", "source", "record", "property", "value_key", unique=True,
            sqlite_where=text("closed_at IS NULL AND superseded_at IS NULL"),
            postgresql_where=text("closed_at IS NULL AND superseded_at IS NULL"),
        ),
    )  # fmt: skip


class Event(Table):
    """Something that happened, as one source record tells it; it never closes.

    ``day_from`` and ``day_to`` bound its date; both empty if undated.
    """

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    record: Mapped[str] = mapped_column(Text)
    entity: Mapped[int] = mapped_column(ForeignKey("entity.id"))
    kind: Mapped[str] = mapped_column(String(40))
    date: Mapped[str] = mapped_column(String(30))
    day_from: Mapped[dt.date | None]
    day_to: Mapped[dt.date | None]
    text: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(String(10))
    payload: Mapped[dict[str, Any]]
    first_seen: Mapped[datetime]
    recorded_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
    superseded_why: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    reading: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    locator: Mapped[str] = mapped_column(Text)
    citation: Mapped[str | None] = mapped_column(ForeignKey("citation.key"))
    inferred: Mapped[list[Any]]
    note: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        Index("ix_event_entity_kind_day_to", "entity", "kind", "day_to"),
        Index("ix_event_kind_day_to", "kind", "day_to"),
    )


class Unplaced(Table):
    """A name that a source printed and nobody could place; visible until a person decides."""

    __tablename__ = "unplaced"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    record: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    first_seen: Mapped[datetime]
    url: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("source", "record"),)


class Change(Table):
    """An immutable, numbered entry: what changed, between which two looks.

    ``not_before`` is the last look without it, ``not_after`` the first look with it. ``before``
    and ``after`` are canonical scalars. ``reading_before`` and ``reading_after`` lead to both
    snapshots. ``digest`` seals the entry together with all before it.
    """

    __tablename__ = "change"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    run: Mapped[int | None] = mapped_column(ForeignKey("run.id"), index=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"), index=True)
    entity: Mapped[int] = mapped_column(ForeignKey("entity.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    property: Mapped[str] = mapped_column(String(40))
    before: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    after: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    not_before: Mapped[datetime | None]
    not_after: Mapped[datetime | None]
    importance: Mapped[int]
    shown: Mapped[bool]
    retrospective: Mapped[bool]
    corrects: Mapped[int | None] = mapped_column(ForeignKey("change.seq"))
    url: Mapped[str] = mapped_column(Text)
    statement: Mapped[int | None] = mapped_column(BigInteger)
    event: Mapped[int | None] = mapped_column(BigInteger)
    reading_before: Mapped[int | None]
    reading_after: Mapped[int | None]
    digest: Mapped[str] = mapped_column(String(64))


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


class Notice(Table):
    """What the operator is told, once: a source broke, or is well again. Unsent without mail.

    ``due_at`` is when it is tried next.
    """

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(server_default="0")
    error: Mapped[str] = mapped_column(Text, server_default="")
