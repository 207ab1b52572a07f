"""Who is known: entities, their addresses and names, publications, names that nobody placed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from observatory.store.tables.table import Table


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
