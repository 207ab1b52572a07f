"""Read back what was seen before: the last look that had a record, and the damage it bore."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from observatory.domain.statements import LastDamage, Look
from observatory.store.queries import looks


def damage_before(db: Connection, source: str, look: Look) -> LastDamage:
    """Give, for a record, the damage of the last good look before this one that had it."""
    known: dict[int, looks.KeptReading] = {}

    def last_damage(record: str) -> Mapping[str, frozenset[str]]:
        out: dict[str, frozenset[str]] = {}
        for url in look.pages:
            found = _last_with(db, source, url, record, look.seen, known)
            if found:
                out[url] = found[1].damage
        return out

    return last_damage


def last_look_with(
    db: Connection, source: str, urls: Iterable[str], record: str | None, before: datetime
) -> datetime | None:
    """Give the moment of the last good look that had ``record`` (None: any good look)."""
    known: dict[int, looks.KeptReading] = {}
    moments = [_last_with(db, source, url, record, before, known) for url in urls]
    return max((found[0] for found in moments if found), default=None)


def _last_with(
    db: Connection,
    source: str,
    url: str,
    record: str | None,
    before: datetime,
    known: dict[int, looks.KeptReading],
) -> tuple[datetime, looks.KeptReading] | None:
    for at, reading in looks.good_looks_before(db, source, url, before):
        if reading not in known:
            known |= looks.readings(db, source, {reading})
        if record is None or any(fact.record == record for fact in known[reading].facts):
            return at, known[reading]
    return None
