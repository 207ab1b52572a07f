"""Who is known: entities with their addresses and names, for identity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from observatory.domain.joinings import Joining
from observatory.store import tables as t


def names(db: Connection) -> dict[int, list[str]]:
    """Give the folded names of every entity, but not those of bodies merged into it."""
    out: dict[int, list[str]] = {}
    for entity, fold in db.execute(_NAMES):
        out.setdefault(entity, []).append(fold)
    return out


def addresses(db: Connection) -> dict[int, tuple[str, str, str]]:
    """Give (kind, slug, title) of every entity."""
    return {row.id: (row.kind, row.slug, row.title) for row in db.execute(_ADDRESSES)}


def filed(db: Connection) -> dict[str, int]:
    """Give the entity at every address, present and former."""
    return {row.slug: row.entity for row in db.execute(_FILED)}


def kinds(db: Connection, ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Give (kind, title) of entities."""
    query = select(t.Entity.id, t.Entity.kind, t.Entity.title).where(t.Entity.id.in_(list(ids)))
    return {row.id: (row.kind, row.title) for row in db.execute(query)}


def decisions(db: Connection) -> list[dict[str, Any]]:
    """Give the journal of decisions that stand: not those that a later one undoes."""
    rows = [dict(row._mapping) for row in db.execute(_DECISIONS)]
    undone = {row["undoes"] for row in rows if row["undoes"]}
    return [row for row in rows if row["id"] not in undone and row["kind"] != "undo"]


def joinings(db: Connection) -> list[Joining]:
    """Give every merge and split that was ever decided, also those taken back since."""
    return [
        Joining(
            row.kind, row.payload["entity"], row.payload["of"], row.at, row.undone,
            frozenset((source, record) for source, record in row.payload.get("records", ())),
        )
        for row in db.execute(_JOININGS)
    ]  # fmt: skip


# Asked at every run, and for every source that is folded again: built once.
_NAMES = select(t.Name.entity, t.Name.fold).where(t.Name.kind != "merged")
_ADDRESSES = (
    select(t.Entity.id, t.Entity.kind, t.Slug.slug, t.Entity.title)
    .join(t.Slug, t.Slug.entity == t.Entity.id)
    .where(t.Slug.current)
)
_FILED = select(t.Slug.slug, t.Slug.entity).where(~t.Slug.retired)
_DECISIONS = select(*t.Decision.__table__.columns).order_by(t.Decision.id)
_UNDOING = aliased(t.Decision)
_JOININGS = (
    select(t.Decision.kind, t.Decision.at, t.Decision.payload, _UNDOING.at.label("undone"))
    .outerjoin(_UNDOING, _UNDOING.undoes == t.Decision.id)
    .where(t.Decision.kind.in_(("merge", "split")))
    .order_by(t.Decision.id)
)
