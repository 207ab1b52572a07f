"""Publications that reviewed rows cite, by their keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from observatory.store import tables as t


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
