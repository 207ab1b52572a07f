"""Who is known: entities with their names, publications, and names that nobody could place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from observatory.domain.clean import fold, script, search_key, skeleton
from observatory.domain.facts import Citation
from observatory.domain.periods import Period
from observatory.store import tables as t
from observatory.store.queries.citations import cited


def mint(
    db: Connection, kind: str, title: str, slug: str, at: datetime, *, counted: bool = False
) -> int:
    """Make an entity with its address; a taken address gets a number."""
    row = dict(kind=kind, title=title, counted=counted, created_at=at)
    key = db.execute(_ENTITY, row).inserted_primary_key
    assert key is not None
    entity, free, n = int(key[0]), slug, 2
    while db.execute(_TAKEN, {"address": free}).first():
        free, n = f"{slug}-{n}", n + 1
    db.execute(_SLUG, dict(slug=free, entity=entity, current=True, retired=False, first=True))
    return entity


def add_name(db: Connection, entity: int, text: str, kind: str, lang: str = "") -> None:
    """Add a name for identity and search, once."""
    if not db.execute(_NAMED, {"of": entity, "as": text, "how": kind}).first():
        row = dict(
            entity=entity, text=text, kind=kind, lang=lang, script=script(text),
            fold=fold(text), search=search_key(text), skeleton=skeleton(text),
        )  # fmt: skip
        db.execute(_NAME, row)


def cite(db: Connection, citations: Iterable[Citation]) -> None:
    """Write the publications cited; a corrected one replaces its row (reviewed data).

    What rests on it and states no time of its own then speaks for the corrected day.
    """
    known = cited(db)
    for citation in {c.key: c for c in citations}.values():
        before = known.get(citation.key)
        if before is None:
            db.execute(insert(t.Citation).values(**asdict(citation)))
        elif before != citation:
            where = t.Citation.key == citation.key
            db.execute(update(t.Citation).where(where).values(**asdict(citation)))
            if before.published != citation.published:
                _speak_for(db, citation)


def _speak_for(db: Connection, citation: Citation) -> None:
    speaks, s = Period.read(citation.published), t.Statement
    days = dict(speaks_from=speaks.lo if speaks else None, speaks_to=speaks.hi if speaks else None)
    undated = s.citation == citation.key, s.valid == "", s.stated == ""
    db.execute(update(s).where(*undated).values(**days))


def leave_unplaced(db: Connection, **row: Any) -> None:
    """Write a name that nobody could place, once per source record."""
    where = (t.Unplaced.source == row["source"], t.Unplaced.record == row["record"])
    if not db.execute(select(t.Unplaced.id).where(*where)).first():
        db.execute(insert(t.Unplaced).values(**row))


def sort_unplaced(db: Connection, source: str, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep exactly the names of a source, by record, that nobody could place."""
    u = t.Unplaced
    held = {
        row.record: row.id for row in db.execute(select(u.record, u.id).where(u.source == source))
    }
    placed = [key for record, key in held.items() if record not in wanted]
    db.execute(delete(u).where(u.id.in_(placed)))
    for record, row in wanted.items():
        if record not in held:
            db.execute(insert(u).values(**row))


# Written for every body and name that is new, and asked for every page: built once.
_ENTITY, _SLUG, _NAME = map(insert, (t.Entity, t.Slug, t.Name))
_TAKEN = select(t.Slug.slug).where(t.Slug.slug == bindparam("address"))
_NAMED = select(t.Name.id).where(
    t.Name.entity == bindparam("of"), t.Name.text == bindparam("as"),
    t.Name.kind == bindparam("how"),
)  # fmt: skip
