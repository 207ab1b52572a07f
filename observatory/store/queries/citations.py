"""Publications that reviewed rows cite, by their keys, and what rests on each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from observatory.domain.facts import Citation
from observatory.store import tables as t
from observatory.store.queries.asof import AsOf


def cited(db: Connection) -> dict[str, Citation]:
    """Give every citation that is written, by its key."""
    return {row.key: Citation(**row._mapping) for row in db.execute(_CITED)}


_CITED = select(*t.Citation.__table__.columns)  # asked for every source that is read: built once


@dataclass(frozen=True, slots=True)
class Publication:
    """A cited publication, not kept here; ``published`` is an ISO day, month or year, or empty."""

    key: str
    url: str
    title: str
    publisher: str
    published: str
    lang: str
    kind: str


def publications(db: Connection, keys: Collection[str]) -> dict[str, Publication]:
    """Give publications by key; one that nothing in the store cites is missing."""
    c = t.Citation
    query = select(c.key, c.url, c.title, c.publisher, c.published, c.lang, c.kind)
    return {row.key: Publication(*row) for row in db.execute(query.where(c.key.in_(keys)))}


@dataclass(frozen=True, slots=True)
class Cited:
    """A publication with what rests on it: how much is cited from it, about which entities.

    ``origin`` is the first voice where it carries another's words, else empty.
    """

    publication: Publication
    origin: str
    statements: int
    events: int
    entities: frozenset[int]


def library(db: Connection, as_of: AsOf) -> list[Cited]:
    """Give every publication from which something believed was cited, as of the chosen days."""
    statements: dict[str, int] = {}
    events: dict[str, int] = {}
    about: dict[str, set[int]] = {}
    for counts, key, entity, believed in (
        (statements, t.Statement.citation, t.Statement.entity, as_of.believed()),
        (events, t.Event.citation, t.Event.entity, as_of.believed_events()),
    ):
        query = select(key, entity, func.count()).where(key.is_not(None), believed)
        for cited, who, times in db.execute(query.group_by(key, entity)):
            counts[str(cited)] = counts.get(str(cited), 0) + times
            about.setdefault(str(cited), set()).add(who)
    c = t.Citation
    shelf = select(c.key, c.url, c.title, c.publisher, c.published, c.lang, c.kind, c.origin)
    return [
        Cited(
            Publication(*row[:7]), row.origin, statements.get(row.key, 0), events.get(row.key, 0),
            frozenset(about[row.key]),
        )
        for row in db.execute(shelf.order_by(c.key))
        if row.key in about
    ]  # fmt: skip
