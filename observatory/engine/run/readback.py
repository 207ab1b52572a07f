"""Read back what was seen before: the last look that had a record, and the damage it bore."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection

from observatory.domain.folding import LastDamage
from observatory.store.queries import looks
from observatory.store.queries.readings import KeptReading, kept_readings


class PastLooks:
    """The good looks at one source, as they were kept; each is asked for and unpacked once."""

    def __init__(self, db: Connection, source: str) -> None:
        """Read nothing yet."""
        self._db, self._source = db, source
        self._readings: dict[int, KeptReading] = {}
        self._held: dict[int, frozenset[tuple[str, str]]] = {}
        self._looks: dict[datetime, tuple[list[looks.PastLook], Iterator[looks.PastLook]]] = {}

    def damage_before(self, moment: datetime) -> LastDamage:
        """Give, for a record, the damage by page of the last good look that had it."""

        def last_damage(record: str) -> Mapping[str, frozenset[str]]:
            for look in self._before(moment):
                if self._has(look, record, ""):
                    return {url: page.damage for url, page in self._pages(look).items()}
            return {}

        return last_damage

    def had(self, record: str, property: str, before: datetime) -> datetime | None:
        """Give the last good look before a moment that had a record, or a property of it."""
        for look in self._before(before):
            if self._has(look, record, property):
                return look.at
        return None

    def looked(self, page: str, before: datetime) -> datetime | None:
        """Give the last good look before a moment at a page, or (if empty) at every page."""
        if page:
            return looks.last_good_look(self._db, self._source, page, before)
        return looks.last_run(self._db, self._source, good=True, before=before)

    def _before(self, moment: datetime) -> Iterator[looks.PastLook]:
        """Give the looks before a moment, the latest first, as far back as anybody asks."""
        if moment not in self._looks:
            self._looks[moment] = [], looks.good_looks_before(self._db, self._source, moment)
        held, older = self._looks[moment]
        yield from held
        for look in older:
            held.append(look)
            yield look

    def _has(self, look: looks.PastLook, record: str, property: str) -> bool:
        return any((record, property) in self._said(page) for page in self._pages(look).values())

    def _said(self, page: KeptReading) -> frozenset[tuple[str, str]]:
        """Give (record, property) of what a page states, and (record, "") of whom it names."""
        if page.id not in self._held:
            stated = ((fact.record, fact.property) for fact in page.facts if fact.raw)
            named = ((fact.record, "") for fact in page.facts)
            self._held[page.id] = frozenset((*stated, *named))
        return self._held[page.id]

    def _pages(self, look: looks.PastLook) -> dict[str, KeptReading]:
        wanted = set(look.readings.values()) - self._readings.keys()
        if wanted:
            self._readings |= kept_readings(self._db, self._source, wanted)
        return {url: self._readings[key] for url, key in look.readings.items()}
