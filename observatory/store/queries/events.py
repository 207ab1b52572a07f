"""What happened: events of entities, with where each is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

from observatory.domain.labels import Act, LedgerEvent, merge
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.queries.asof import AsOf, whole_of
from observatory.store.queries.statements import PROVENANCE, Provenance, provenance

LABEL_KINDS = tuple(key for key, kind in EVENT_KINDS.items() if kind.in_ledger)
SIGNS_OF_LIFE = tuple(key for key, kind in EVENT_KINDS.items() if kind.sign_of_life)


@dataclass(frozen=True, slots=True)
class Told:
    """One event as one source record tells it. ``on`` is None if undated."""

    id: int
    entity: int
    kind: str
    on: Period | None
    text: str
    lang: str
    payload: Mapping[str, str]
    first_seen: datetime
    record: str
    by: Provenance


def told_of(
    db: Connection,
    as_of: AsOf,
    entities: Collection[int] | None = None,
    kinds: Collection[str] | None = None,
    limit: int | None = None,
) -> list[Told]:
    """Give the events of entities (all: None), the latest first, undated ones last.

    The call that an act was part of is named by its present address, whatever the act says.
    """
    e, was, slug = t.Event, aliased(t.Slug), t.Slug
    call = (
        select(slug.slug)
        .join(was, slug.entity == whole_of(was.entity, as_of.known))
        .where(was.slug == e.payload["call"].as_string(), slug.current)
        .scalar_subquery()
    )
    query = (
        select(*e.__table__.columns, *PROVENANCE, call.label("call"))
        .join(t.Source, t.Source.name == e.source)
        .join(t.Reading, t.Reading.id == e.reading)
        .outerjoin(t.Citation, t.Citation.key == e.citation)
        .where(as_of.believed_events())
        .order_by(e.day_to.is_(None), e.day_to.desc(), e.id)
    )
    if entities is not None:
        query = query.where(e.entity.in_(entities))
    if kinds is not None:
        query = query.where(e.kind.in_(kinds))
    if limit is not None:
        query = query.limit(limit)
    return [_told(row, row.call) for row in db.execute(query)]


def ledgers(told: Collection[Told]) -> dict[int, list[LedgerEvent]]:
    """Merge the label events of each entity into its ledger; ``sources`` are event ids."""
    acts: dict[int, list[Act]] = {}
    for event in told:
        kind = EVENT_KINDS.get(event.kind)
        if kind is None or not kind.in_ledger:
            continue
        term = event.payload.get("term_until", "")
        acts.setdefault(event.entity, []).append(
            Act(
                event.payload.get("scheme", ""), event.kind, event.on,
                Period.read(term), event.id, event.payload.get("call", ""),
            )
        )  # fmt: skip
    return {entity: merge(rows) for entity, rows in acts.items()}


def signs(as_of: AsOf) -> Select[tuple[int, int, str, int]]:
    """Select the dated signs of life not after the chosen day, the newest of each in place 1."""
    e = t.Event
    place = func.row_number().over(
        partition_by=e.entity, order_by=(e.day_from.desc(), e.day_to, e.id)
    )
    return select(e.id, e.entity, e.date, place.label("place")).where(
        e.kind.in_(SIGNS_OF_LIFE), as_of.believed_events(), e.day_to.is_not(None),
        e.day_from <= as_of.valid,
    )  # fmt: skip


def last_signs(db: Connection, as_of: AsOf, entities: Collection[int]) -> dict[int, Told]:
    """Give the newest dated sign of life of each entity, not after the chosen day."""
    e = t.Event
    newest = signs(as_of).where(e.entity.in_(entities)).subquery()
    query = (
        select(*e.__table__.columns, *PROVENANCE)
        .join(newest, (newest.c.id == e.id) & (newest.c.place == 1))
        .join(t.Source, t.Source.name == e.source)
        .join(t.Reading, t.Reading.id == e.reading)
        .outerjoin(t.Citation, t.Citation.key == e.citation)
    )
    return {row.entity: _told(row) for row in db.execute(query)}


def last_sign(told: Iterable[Told], as_of: AsOf) -> Told | None:
    """Choose the same among all events of one entity, which come the latest first."""
    found = (e for e in told if e.kind in SIGNS_OF_LIFE and e.on and e.on.lo <= as_of.valid)
    return next(found, None)


def _told(row: AnyRow, call: str | None = None) -> Told:
    on, payload = Period.read(row.date), row.payload | ({"call": call} if call else {})
    return Told(
        row.id, row.entity, row.kind, on, row.text, row.lang, payload, row.first_seen, row.record,
        provenance(row),
    )  # fmt: skip
