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

    One that was taken up of another body, when its own was merged or split, is confirmed with it.
    """
    d, later, until = t.Decision, aliased(t.Decision), end_of(known)
    lead, moved = aliased(t.Event), aliased(t.Event)
    undone = exists().where(later.undoes == d.id, later.at <= until)
    same = ("source", "record", "text")
    columns = ("id", *same, "superseded_at")
    chain = (
        select(*(getattr(lead, name) for name in columns))
        .join(d, cast(d.payload["lead"].as_string(), BigInteger) == lead.id)
        .where(d.kind == "confirm", d.at <= until, ~undone)
        .cte("confirmed", recursive=True)
    )
    chain = chain.union(
        select(*(getattr(moved, name) for name in columns)).join(
            chain,
            and_(
                moved.recorded_at == chain.c.superseded_at,
                *(getattr(moved, name) == chain.c[name] for name in same),
            ),
        )
    )
    return t.Event.id.in_(select(chain.c.id))
