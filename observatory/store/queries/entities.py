"""Entities by address and kind, with their names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from observatory.domain.joinings import joined
from observatory.store import tables as t
from observatory.store.queries.asof import alone, end_of
from observatory.store.queries.bodies import joinings


@dataclass(frozen=True, slots=True)
class Body:
    """An entity as pages address it. ``counted``: it meets the ministry's definition.

    ``filed`` is its first address, by which reviewed files and rules name it.
    """

    id: int
    kind: str
    slug: str
    title: str
    counted: bool
    filed: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An address no longer in use: ``slug`` is the present one, or None if it is retired."""

    slug: str | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name with its language and script; ``kind`` is official, acronym, former, press …"""

    entity: int
    text: str
    lang: str
    script: str
    kind: str


_FIRST = aliased(t.Slug)
BODY = (
    t.Entity.id, t.Entity.kind, t.Slug.slug, t.Entity.title, t.Entity.counted,
    select(_FIRST.slug).where(_FIRST.entity == t.Entity.id, _FIRST.first).scalar_subquery(),
)  # fmt: skip
"""The columns of a body, of an entity joined with its address."""


def bodies_of(
    db: Connection,
    kinds: Collection[str] | None = None,
    ids: Collection[int] | None = None,
    known: date = date.max,
) -> list[Body]:
    """Give the entities of some kinds (or those of ``ids``), by title.

    Without ``ids``, those that were bodies of their own by the end of the day ``known``.
    """
    e = t.Entity
    query = select(*BODY).join(t.Slug, t.Slug.entity == e.id).where(t.Slug.current)
    if kinds is not None:
        query = query.where(e.kind.in_(kinds))
    query = query.where(alone(e.id, known) if ids is None else e.id.in_(ids))
    return [Body(*row) for row in db.execute(query.order_by(e.title))]


def by_slug(db: Connection, slug: str, known: date = date.max) -> Body | Moved | None:
    """Give the entity at an address as ``known``, where it has moved to, or None."""
    e, s = t.Entity, t.Slug
    row = db.execute(
        select(*BODY, s.current, s.retired, alone(e.id, known))
        .join(s, s.entity == e.id)
        .where(s.slug == slug)
    ).first()
    if row is None:
        return None
    if row.retired:
        return Moved(None)
    own = row[-1]
    if row.current and own:
        return Body(*row[: len(BODY)])
    whole = row.id if own else joined(joinings(db), end_of(known)).parts[row.id]
    return Moved(bodies_of(db, ids=[whole])[0].slug)


def names_of(db: Connection, ids: Collection[int]) -> list[NameRow]:
    """Give the names of entities, look-alikes and transliterations left out."""
    n = t.Name
    query = (
        select(n.entity, n.text, n.lang, n.script, n.kind)
        .where(n.entity.in_(ids), n.kind.not_in(("lookalike", "transliteration")))
        .order_by(n.entity, n.id)
    )
    return [NameRow(*row) for row in db.execute(query)]
