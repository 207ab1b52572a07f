"""Read back what was seen before: the last look that had a record, and the damage it bore."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from observatory.domain.statements import LastDamage
from observatory.store.queries import looks


class Memory:
    """The good looks at one source, as they were kept; readings are unpacked once."""

    def __init__(self, db: Connection, source: str) -> None:
        """Read nothing yet."""
        self._db, self._source = db, source
        self._readings: dict[int, looks.KeptReading] = {}

    def damage_before(self, moment: datetime) -> LastDamage:
        """Give, for a record, the damage by page of the last good look that had it."""

        def last_damage(record: str) -> Mapping[str, frozenset[str]]:
            for look in looks.good_looks_before(self._db, self._source, moment):
                pages = self._pages(look)
                if any(fact.record == record for page in pages.values() for fact in page.facts):
                    return {url: page.damage for url, page in pages.items()}
            return {}

        return last_damage

    def had(self, record: str, property: str, before: datetime) -> datetime | None:
        """Give the last good look before a moment that had a record, or a property of it."""
        for look in looks.good_looks_before(self._db, self._source, before):
            if self._has(look, record, property):
                return look.at
        return None

    def looked(self, page: str, before: datetime) -> datetime | None:
        """Give the last good look before a moment at a page, or (if empty) at every page."""
        if page:
            return looks.last_good_look(self._db, self._source, page, before)
        return looks.last_run(self._db, self._source, good=True, before=before)

    def _has(self, look: looks.PastLook, record: str, property: str) -> bool:
        return any(
            fact.record == record and (not property or (fact.property == property and fact.raw))
            for page in self._pages(look).values()
            for fact in page.facts
        )

    def _pages(self, look: looks.PastLook) -> dict[str, looks.KeptReading]:
        wanted = set(look.readings.values()) - self._readings.keys()
        if wanted:
            self._readings |= looks.readings(self._db, self._source, wanted)
        return {url: self._readings[key] for url, key in look.readings.items()}
