"""Search by name, across scripts, accents and small typing errors."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from observatory.domain.clean import fold, search_key, skeleton
from observatory.store import tables as t

CLOSE = 85
"""Likeness (0 to 100) from which a name is taken for a misspelt one."""


def search(db: Connection, words: str, kinds: Collection[str]) -> list[int]:
    """Give the entities that ``words`` name, the best first.

    Whole names come before parts, then the same consonants in another script, then likeness.
    """
    wanted, key, bones = fold(words), search_key(words), skeleton(words)
    if not wanted:
        return []
    n = t.Name
    rows = db.execute(
        select(n.entity, n.fold, n.search, n.skeleton)
        .join(t.Entity, t.Entity.id == n.entity)
        .where(t.Entity.kind.in_(kinds))
    )
    best: dict[int, float] = {}
    for entity, folded, searched, skeletal in rows:
        score = _score(wanted, key, bones, folded, searched, skeletal)
        if score > best.get(entity, 0):
            best[entity] = score
    return sorted(best, key=lambda entity: -best[entity])


def _score(wanted: str, key: str, bones: str, folded: str, searched: str, skeletal: str) -> float:
    if wanted == folded or key == searched:
        return 100
    if f" {wanted} " in f" {folded} " or f" {key} " in f" {searched} ":
        return 95
    if len(wanted) >= 3 and (wanted in folded or key in searched):
        return 90
    if len(bones) >= 3 and bones in skeletal.split():
        return 80
    likeness = max(fuzz.ratio(key, word) for word in (searched, *searched.split()))
    return likeness * 0.7 if len(key) >= 4 and likeness >= CLOSE else 0
