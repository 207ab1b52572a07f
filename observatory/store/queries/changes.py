"""The numbered changes, by any filter of ``/changes``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from observatory.domain.joinings import joined
from observatory.store import tables as t
from observatory.store.queries.asof import alone, end_of, parts_of
from observatory.store.queries.bodies import joinings


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change with whom it is about, where it was read, and both snapshots' hashes.

    ``unit`` is that of the statement it tells of: its values are scalars without one.
    """

    seq: int
    at: datetime
    source: str
    publisher: str
    entity: int
    entity_kind: str
    slug: str
    title: str
    kind: str
    property: str
    before: Any
    after: Any
    not_before: datetime | None
    not_after: datetime | None
    importance: int
    shown: bool
    retrospective: bool
    corrects: int | None
    url: str
    statement: int | None
    event: int | None
    sha_before: str | None
    sha_after: str | None
    unit: str | None
    why: str | None
    """Why it was corrected, in the words of whoever decided it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many changes of one kind, from one source, are about one entity."""

    entity: int
    slug: str
    title: str
    kind: str
    source: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of changes is narrowed to; empty means everything but retrospective entries.

    ``since`` and ``until`` are days of recording; ``after`` is a number that the entries exceed.
    ``known`` is the last day of recording that counts, ``seen`` that of the look that found it.
    """

    since: date | None = None
    until: date | None = None
    entities: Collection[int] | None = None
    kinds: Collection[str] = ()
    source: str = ""
    retrospective: bool = False
    after: int | None = None
    before: int | None = None
    known: date | None = None
    seen: date | None = None


def changes(
    db: Connection, wanted: Filter, limit: int, *, oldest_first: bool = False
) -> list[ChangeRow]:
    """Give changes, the latest first (``oldest_first`` for those who follow by number).

    What was told of a body includes what was told of those merged into it.
    """
    c = t.Change
    old, new = t.Reading.__table__.alias("old"), t.Reading.__table__.alias("new")
    why = (
        select(func.max(t.Decision.why))
        .where(c.kind == "correction", c.run.is_(None), t.Decision.at == c.at)
        .correlate(c)
        .scalar_subquery()
    )
    query = (
        select(
            c.seq, c.at, c.source, t.Source.publisher, c.entity, t.Entity.kind.label("entity_kind"),
            t.Slug.slug, t.Entity.title, c.kind, c.property, c.before, c.after, c.not_before,
            c.not_after, c.importance, c.shown, c.retrospective, c.corrects, c.url, c.statement,
            c.event, old.c.sha256.label("sha_before"), new.c.sha256.label("sha_after"),
            t.Statement.unit, why.label("why"),
        )
        .join(t.Source, t.Source.name == c.source)
        .join(t.Entity, t.Entity.id == c.entity)
        .join(t.Slug, (t.Slug.entity == c.entity) & t.Slug.current)
        .outerjoin(old, old.c.id == c.reading_before)
        .outerjoin(new, new.c.id == c.reading_after)
        .outerjoin(t.Statement, t.Statement.id == c.statement)
        .order_by(c.seq if oldest_first else c.seq.desc())
        .limit(limit)
    )  # fmt: skip
    return [ChangeRow(**row._mapping) for row in db.execute(_narrow(query, wanted))]


def tally(db: Connection, wanted: Filter, kinds: Collection[str]) -> list[Tally]:
    """Count changes by whom they are about, kind and source; who has none is there too.

    What was told of a body that was merged into another counts as the other's.
    """
    c, e, known = t.Change, t.Entity, wanted.known or date.max
    grouped = select(c.entity, c.kind, c.source, func.count().label("count"))
    counts = _narrow(grouped.group_by(c.entity, c.kind, c.source), wanted).subquery()
    query = (
        select(
            e.id, t.Slug.slug, e.title, counts.c.kind, counts.c.source, counts.c.count,
            alone(e.id, known).label("alone"),
        )
        .join(t.Slug, (t.Slug.entity == e.id) & t.Slug.current)
        .outerjoin(counts, counts.c.entity == e.id)
        .where(e.kind.in_(kinds))
        .order_by(e.title)
    )  # fmt: skip
    rows = list(db.execute(query))
    who = {entity: (entity, slug, title) for entity, slug, title, *_ in rows}
    merged = any(not row.alone for row in rows)
    whole = joined(joinings(db), end_of(known)).parts if merged else {}
    return [
        Tally(
            *who.get(whole.get(entity, entity), (entity, slug, title)),
            kind or "", source or "", count or 0,
        )
        for entity, slug, title, kind, source, count, _ in rows
    ]  # fmt: skip


def last_seq(db: Connection) -> int:
    """Give the highest number."""
    return db.scalar(select(func.max(t.Change.seq))) or 0


def _narrow(query: Select[*tuple[Any, ...]], wanted: Filter) -> Select[*tuple[Any, ...]]:
    c = t.Change
    if wanted.since:
        query = query.where(c.at > end_of(date.fromordinal(wanted.since.toordinal() - 1)))
    if wanted.until:
        query = query.where(c.at <= end_of(wanted.until))
    if wanted.known:
        query = query.where(c.at <= end_of(wanted.known))
    if wanted.seen:
        query = query.where(func.coalesce(c.not_after, c.at) <= end_of(wanted.seen))
    if wanted.entities is not None:
        query = query.where(c.entity.in_(parts_of(wanted.entities, wanted.known or date.max)))
    if wanted.kinds:
        query = query.where(c.kind.in_(wanted.kinds))
    if wanted.source:
        query = query.where(c.source == wanted.source)
    if not wanted.retrospective:
        query = query.where(~c.retrospective)
    if wanted.after is not None:
        query = query.where(c.seq > wanted.after)
    if wanted.before is not None:
        query = query.where(c.seq < wanted.before)
    return query
