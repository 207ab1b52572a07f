"""The looks at a source, as they were known between two moments at which its past was learned anew.

What a web archive captured, what an improved reader sees in kept pages, and that two bodies are one
or one is two, is of the past but was not known then. Each such moment ends one edition of what is
known and begins another; a source of which nothing was learned late has one edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, pairwise

from sqlalchemy import Connection

from observatory.domain.gate import is_doubtful
from observatory.domain.identity import Index
from observatory.domain.joinings import Joining
from observatory.domain.statements import Look
from observatory.engine.installation import Installation, lists
from observatory.engine.run.decided import (
    JOURNAL,
    Overruled,
    decided_before,
    overruled,
    without,
)
from observatory.engine.run.placing import Placed, Placing
from observatory.harvest import Loaded
from observatory.store.queries import bodies, looks
from observatory.store.queries.readings import KeptReading, kept_readings, released

BACKFILL, REREAD = "backfill", "reread"
"""Why a belief about the past was given up or taken up late."""

BEGINNING = datetime.min.replace(tzinfo=UTC)
"""Before anybody decided anything."""

Pages = dict[tuple[int, datetime], Placed]
"""Pages placed already, by reading and by when their bytes were first read."""


@dataclass(frozen=True, slots=True)
class Edition:
    """All looks that were known from ``since`` until ``until``, in order of seen.

    None is the beginning, and the present. ``index`` is who was known by which name, ``aside`` what
    people had set aside by its end.
    """

    since: datetime | None
    until: datetime | None
    why: str
    looks: list[tuple[Look, list[Placed]]]
    index: Index
    aside: Overruled


@dataclass(frozen=True, slots=True)
class _Held:
    """All that is kept of a source: visits in order of seen, readings by what they read."""

    visits: Sequence[looks.PastVisit]
    readings: Mapping[int, KeptReading]
    alike: Mapping[tuple[str, str], Sequence[KeptReading]]
    released: Mapping[int, datetime]
    aside: Overruled
    joinings: Sequence[Joining]

    def believed(self, reading: KeptReading, until: datetime | None) -> bool:
        """Say whether a reading was good before ``until``, or released by then."""
        at = self.released.get(reading.id)
        return reading.good or (at is not None and (until is None or at < until))

    def moments(self) -> dict[datetime, str]:
        """Give, in order, each moment at which something of the past was learned, and how."""
        found = {r.recorded: REREAD for of_one in self.alike.values() for r in of_one[1:]}
        found |= {v.recorded: BACKFILL for v in self.visits if v.past}
        found |= {one.at: JOURNAL for one in self.joinings}
        found |= {one.undone: JOURNAL for one in self.joinings if one.undone}
        return dict(sorted(found.items()))

    def standing(
        self, visit: looks.PastVisit, until: datetime | None
    ) -> tuple[KeptReading, datetime] | None:
        """Give the reading that stood for a visit's bytes before ``until``, and the first's time.

        An improved reader is believed only where it read well.
        """
        if visit.reading is None or visit.reading not in self.readings:
            return None
        own = self.readings[visit.reading]
        known = [
            r
            for r in self.alike[own.url, own.sha256]
            if until is None or r.recorded < until or r is own
        ]
        good = [r for r in known if self.believed(r, until)]
        return (good or known)[-1], min(r.at for r in known)


def editions(
    installation: Installation, db: Connection, loaded: Loaded, now: datetime
) -> list[Edition]:
    """Give the editions of what is known of one source, the last being the present one.

    Places every good page again; ``now`` is when an entity not known yet is minted.
    """
    visits = list(looks.past_visits(db, loaded.name))
    readings = kept_readings(db, loaded.name)
    alike: dict[tuple[str, str], list[KeptReading]] = {}
    for reading in sorted(readings.values(), key=lambda r: (r.recorded, r.id)):
        alike.setdefault((reading.url, reading.sha256), []).append(reading)
    joinings = bodies.joinings(db)
    held = _Held(visits, readings, alike, released(db), overruled(db, loaded.name), joinings)
    moments = held.moments()
    out: list[Edition] = []
    holding: list[Joining] | None = None
    for since, until in pairwise((None, *moments, None)):
        at = since or BEGINNING
        before, holding = holding, [one for one in joinings if one.holds(at)]
        if holding != before:  # what another index minted meanwhile is known to a new one only
            placing, pages = Placing(installation, db, loaded, now, at), Pages()
        aside = decided_before(held.aside, until)
        found = list(_looks(held, loaded, until, placing, pages, aside))
        why = moments[since] if since else ""
        out.append(Edition(since, until, why, found, placing.index, aside))
    return out


def _looks(
    held: _Held,
    loaded: Loaded,
    until: datetime | None,
    placing: Placing,
    placed: Pages,
    aside: Overruled,
) -> Iterator[tuple[Look, list[Placed]]]:
    """Give every good look that was known before ``until``, with its placed pages."""
    known = (v for v in held.visits if until is None or v.recorded < until)
    whole_lists = lists(loaded)
    for _, visits in groupby(known, key=lambda visit: visit.run):
        run = list(visits)
        pages: dict[str, KeptReading] = {}
        here: list[Placed] = []
        late = [visit.recorded for visit in run if visit.past]
        for visit in run:
            found = held.standing(visit, until)
            if found is None or not held.believed(found[0], until):
                continue
            reading, first = found
            if not reading.good:
                late.append(held.released[reading.id])
            key = reading.id, first
            if key not in placed:
                placed[key] = placing.page(
                    reading.url, reading.facts, reading.events, reading.id, first
                )
            pages[visit.url] = reading
            here.append(placed[key])
        if not pages:
            continue
        whole = len(pages) == len(run) and not any(visit.capped for visit in run)
        look = Look(
            run[0].at,
            tuple(a for page in here for a in page.assertions),
            {url: reading.damage for url, reading in pages.items()},
            whole_lists if whole else frozenset(),
            {url: reading.id for url, reading in pages.items()},
            max(late, default=None),
            frozenset(pair for page in here for pair in page.unread),
            frozenset(
                url
                for url, reading in pages.items()
                if is_doubtful(code for code, _ in reading.reasons)
            ),
        )
        yield without(look, aside), here
