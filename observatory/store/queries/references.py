"""What the gate compares a page with: its last good reading."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from observatory.domain.facts import Event, Fact
from observatory.domain.gate import GOOD
from observatory.domain.wire import unpack_event, unpack_fact
from observatory.store import tables as t
from observatory.store.queries.readings import released


@dataclass(frozen=True, slots=True)
class Reference:
    """The last good reading of one page: what it said, and the layout that it was read from."""

    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    layout: list[str]


def references(
    db: Connection, source: str, urls: Collection[str], before: datetime
) -> dict[str, Reference]:
    """Give the last good reading before a moment of each page; a released one is good."""
    v, r = t.Visit, t.Reading
    latest = (
        select(v.url, v.reading, func.row_number().over(
            partition_by=v.url, order_by=(v.at.desc(), v.id.desc())).label("place"))
        .join(r, r.id == v.reading)
        .join(t.Run, t.Run.id == v.run)
        .where(v.source == source, v.url.in_(urls), v.at < before, t.Run.outcome != "")
        .where(or_(r.verdict.in_(GOOD), r.id.in_(released(db))))
        .subquery()
    )  # fmt: skip
    query = select(latest.c.url, r.facts, r.events, r.layout).join(latest, latest.c.reading == r.id)
    return {
        row.url: Reference(
            tuple(map(unpack_fact, row.facts)), tuple(map(unpack_event, row.events)), row.layout
        )
        for row in db.execute(query.where(latest.c.place == 1))
    }
