"""Leads: what a search found, and no person has confirmed yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from observatory.domain.periods import Period
from observatory.store import tables as t
from observatory.store.queries.asof import AsOf, end_of


@dataclass(frozen=True, slots=True)
class LeadRow:
    """Something that a search found and no person has confirmed; ``waiting`` counts all of them."""

    id: int
    title: str
    kind: str
    slug: str
    on: Period | None
    text: str
    lang: str
    url: str
    publisher: str
    first_seen: datetime
    waiting: int


def leads(db: Connection, as_of: AsOf, limit: int) -> list[LeadRow]:
    """Give the leads that waited for a person at the end of the chosen days, the newest first."""
    e = t.Event
    query = (
        select(
            e.id, t.Entity.title, t.Entity.kind, t.Slug.slug, e.date, e.text, e.lang, e.url,
            func.coalesce(t.Citation.publisher, t.Source.publisher), e.first_seen,
            func.count().over(),
        )
        .join(t.Entity, t.Entity.id == e.entity)
        .join(t.Slug, (t.Slug.entity == e.entity) & t.Slug.current)
        .join(t.Source, t.Source.name == e.source)
        .outerjoin(t.Citation, t.Citation.key == e.citation)
        .where(e.kind == "lead", as_of.believed_events(), ~confirmed(as_of.known))
        .order_by(e.first_seen.desc(), e.day_to.desc(), e.id)
        .limit(limit)
    )  # fmt: skip
    return [
        LeadRow(
            row[0], row[1], row[2], row[3], Period.read(row[4]), row[5], row[6], row[7], row[8],
            row[9], row[10],
        )
        for row in db.execute(query)
    ]  # fmt: skip


def confirmed(known: date = date.max) -> ColumnElement[bool]:
    """Give the condition for leads that people had made acts of by the end of the day ``known``.

    A lead that was taken up of another body, when its own was merged, is confirmed with it.
    """
    e, d, later, until = t.Event, t.Decision, aliased(t.Decision), end_of(known)
    lead = aliased(t.Event)
    undone = exists().where(later.undoes == d.id, later.at <= until)
    moved = and_(
        lead.superseded_at == e.recorded_at, lead.source == e.source, lead.record == e.record,
        lead.text == e.text,
    )  # fmt: skip
    return exists().where(
        d.kind == "confirm", d.at <= until, ~undone, or_(lead.id == e.id, moved),
        cast(d.payload["lead"].as_string(), BigInteger) == lead.id,
    )  # fmt: skip
