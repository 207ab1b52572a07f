"""The spells of a source, as the fold sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, select, union

from observatory.domain.periods import Period
from observatory.domain.statements import Assertion, Spell
from observatory.domain.values import Value
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.ledger import EventRow, statement_id


def open_spells(db: Connection, source: str) -> list[Spell]:
    """Give the spells that a source has open."""
    return [spell(row) for row in db.execute(_OPEN, {"of": source})]


def by_id(source: str, these: Iterable[Spell]) -> dict[int, Spell]:
    """Give spells of a source by the ids of their statements."""
    return {statement_id(source, one): one for one in these}


def closed_among(db: Connection, ids: Iterable[int]) -> list[Spell]:
    """Give those spells of some ids that were closed, not given up."""
    s = t.Statement
    query = select(*s.__table__.columns).where(
        s.id.in_(list(ids)), s.closed_at.is_not(None), s.superseded_at.is_(None)
    )
    return [spell(row) for row in db.execute(query.order_by(s.id))]


def among(db: Connection, ids: Iterable[int]) -> list[Spell]:
    """Give the spells of some statements."""
    query = select(*t.Statement.__table__.columns).where(t.Statement.id.in_(list(ids)))
    return [spell(row) for row in db.execute(query)]


def has_missing(db: Connection, source: str) -> bool:
    """Say whether a look without some open spell waits for a second one."""
    return db.execute(_MISSING, {"of": source}).first() is not None


def told_of(db: Connection) -> set[str]:
    """Give the sources of which anything is kept or believed."""
    return set(db.scalars(_TOLD_OF))


def all_rows(db: Connection, source: str) -> Iterable[dict[str, Any]]:
    """Give every statement row of a source."""
    return [dict(row._mapping) for row in db.execute(_ALL, {"of": source})]


def event_rows(db: Connection, source: str) -> list[dict[str, Any]]:
    """Give every event row of a source."""
    return [dict(row._mapping) for row in db.execute(_EVENTS, {"of": source})]


def published(db: Connection, keys: Iterable[str] | None = None) -> dict[str, str]:
    """Give the ISO publication date of citations."""
    query = select(t.Citation.key, t.Citation.published)
    if keys is not None:
        query = query.where(t.Citation.key.in_(list(keys)))
    return {row.key: row.published for row in db.execute(query)}


def spell(row: AnyRow) -> Spell:
    """Give a statement row as a spell."""
    value = Value(row.value, row.value_key, row.number, row.qualifier, row.unit)
    assertion = Assertion(
        row.record, row.entity, row.property, value, row.raw, row.url, row.scope,
        PROPERTIES[row.property].many, row.lang, row.valid, row.stated, row.citation or "",
        row.locator, tuple(row.inferred), row.note,
    )  # fmt: skip
    found = Spell(
        assertion, row.first_seen, row.recorded_at, row.reading, row.absent_since, row.closed_at,
        row.superseded_at,
    )  # fmt: skip
    if statement_id(row.source, found) == row.id:
        return found
    return replace(found, again=row.recorded_at)


def event(row: Mapping[str, Any]) -> EventRow:
    """Give a stored event row as the ledger writes it."""
    on = Period.read(row["date"])
    return EventRow(
        row["source"], row["record"], row["entity"], row["kind"], on, row["text"], row["lang"],
        row["payload"], row["first_seen"], row["url"], row["reading"], row["locator"],
        row["citation"] or "", tuple(row["inferred"]), row["note"],
    )  # fmt: skip


# Asked at every run, and for every source that is folded again: built once.
_ALL = select(*t.Statement.__table__.columns).where(t.Statement.source == bindparam("of"))
_OPEN = _ALL.where(t.Statement.closed_at.is_(None), t.Statement.superseded_at.is_(None))
_MISSING = (
    _OPEN.with_only_columns(t.Statement.id).where(t.Statement.absent_since.is_not(None)).limit(1)
)
_EVENTS = select(*t.Event.__table__.columns).where(t.Event.source == bindparam("of"))
_TOLD_OF = union(*(select(one.source) for one in (t.Visit, t.Statement, t.Event, t.Unplaced)))
