"""Search by name, across scripts, accents and small typing errors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select

from observatory.domain.likeness import Hit, Name, meet
from observatory.store import tables as t
from observatory.store.queries.asof import alone


def hits(
    db: Connection, words: str, kinds: Collection[str], known: date = date.max
) -> dict[int, Hit]:
    """Give the entities that ``words`` name, each with the name that they meet best.

    Only those that were bodies of their own by the end of the day ``known``. The surest come
    first; equals stand in the order in which they became known.
    """
    n = t.Name
    rows = db.execute(
        select(n.entity, n.text, n.script, n.fold, n.search, n.skeleton)
        .join(t.Entity, t.Entity.id == n.entity)
        .where(t.Entity.kind.in_(kinds), alone(t.Entity.id, known))
        .order_by(n.entity, n.id)
    )
    best: dict[int, Hit] = {}
    for entity, *forms in rows:
        hit = meet(words, Name(*forms))
        if hit and (entity not in best or hit.rank > best[entity].rank):
            best[entity] = hit
    return dict(sorted(best.items(), key=lambda found: found[1].rank, reverse=True))


def search(db: Connection, words: str, kinds: Collection[str]) -> list[int]:
    """Give the entities that ``words`` name, the best first."""
    return list(hits(db, words, kinds))
