"""What is believed and announced: statements, events, numbered changes."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from observatory.store.tables.table import Table


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
