"""What is under verification: pages whose last look is held until a person has seen it.

A hold needs no end of its own: when the page says again what was believed, its next look is good,
and when a person releases it or keeps it out, the decision stands in the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select, tuple_

from observatory.domain.clean import fold
from observatory.domain.facts import Ref
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.wire import unpack_event, unpack_fact
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.queries.looks import GOOD_OUTCOMES
from observatory.store.queries.readings import Ruling, rulings

MOST_NAMES = 500
"""Names of a held reading that are looked up: more than any page of ours has."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A page under verification: its reading that is held, since when, and whom it concerns.

    ``entities`` are those of whom the page says something that is believed, or whom the held
    reading names. ``labels`` says that it speaks of labels.
    """

    reading: int
    source: str
    title: str
    url: str
    since: datetime
    entities: frozenset[int]
    labels: bool

    def concerns(self, ids: Iterable[int]) -> bool:
        """Say whether any of these entities is concerned."""
        return not self.entities.isdisjoint(ids)


def open_holds(db: Connection, until: datetime, source: str | None = None) -> list[Hold]:
    """Give what was under verification at a moment, of one source or of all, the latest first."""
    found = list(db.execute(_held(until, source)))
    if not found:
        return []
    ruled = rulings(db, until)
    held = [row for row in found if row.id not in ruled]
    stated = _stated(db, {(row.source, row.url) for row in held})
    named = _named(db, held)
    return [
        Hold(
            row.id, row.source, row.title, row.url, row.at,
            frozenset(stated.get((row.source, row.url), set()) | named[row.id]),
            any(EVENT_KINDS[e["kind"]].in_ledger for e in row.events if e["kind"] in EVENT_KINDS),
        )
        for row in held
    ]  # fmt: skip


def ruled_on(
    db: Connection, runs: Iterable[int], until: datetime | None = None
) -> dict[int, Ruling]:
    """Give those of some runs of which a person decided on every reading that was held.

    One that was kept out keeps out the run; the last decision says when, and why.
    """
    v = t.Visit
    query = select(v.run, v.reading).where(v.run.in_(list(runs)), v.verdict == "quarantined")
    known, out = rulings(db, until), dict[int, list[Ruling | None]]()
    for run, reading in db.execute(query):
        out.setdefault(run, []).append(known.get(reading) if reading else None)
    found = {run: [one for one in ruled if one] for run, ruled in out.items() if all(ruled)}
    return {
        run: replace(max(ruled, key=lambda one: one.at), believed=all(r.believed for r in ruled))
        for run, ruled in found.items()
    }


def _held(until: datetime, source: str | None) -> Select[*tuple[Any, ...]]:
    """Ask for the held readings of pages whose last judged look brought them.

    A source whose last run was good has none: whatever was held went away by itself.
    """
    run, v, later, s, r = t.Run, t.Visit, t.Visit.__table__.alias(), t.Source, t.Reading
    outcome = (
        select(run.outcome)
        .where(run.source == s.name, run.outcome != "", run.at <= until)
        .order_by(run.at.desc(), run.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    last = (
        select(func.max(later.c.id))
        .where(later.c.source == v.source, later.c.url == v.url)
        .where(later.c.verdict != "", later.c.sha256.is_not(None), later.c.at <= until)
        .correlate(v)
        .scalar_subquery()
    )
    query = (
        select(r.id, r.source, s.title, r.url, r.at, r.facts, r.events)
        .join(s, s.name == r.source)
        .join(v, v.reading == r.id)
        .where(v.source == s.name, v.good.is_(False), v.verdict == "quarantined", v.id == last)
        .where(outcome.not_in(GOOD_OUTCOMES))
        .order_by(r.id.desc())
    )
    return query if source is None else query.where(s.name == source)


def _stated(db: Connection, pages: set[tuple[str, str]]) -> dict[tuple[str, str], set[int]]:
    """Give the entities of which each page states something that is believed."""
    out: dict[tuple[str, str], set[int]] = {}
    for table in (t.Statement, t.Event):
        here = select(table.source, table.url, table.entity).distinct()
        here = here.where(tuple_(table.source, table.url).in_(pages))
        for row in db.execute(here.where(table.superseded_at.is_(None))):
            out.setdefault((row.source, row.url), set()).add(row.entity)
    return out


def _named(db: Connection, held: Sequence[AnyRow]) -> dict[int, set[int]]:
    """Give the entities that each held reading names."""
    names = {row.id: {fold(name) for ref in _about(row) for name in ref.names} for row in held}
    wanted = sorted({name for own in names.values() for name in own})[:MOST_NAMES]
    known: dict[str, set[int]] = {}
    for name, entity in db.execute(
        select(t.Name.fold, t.Name.entity).where(t.Name.fold.in_(wanted))
    ):
        known.setdefault(name, set()).add(entity)
    return {key: {e for name in own for e in known.get(name, ())} for key, own in names.items()}


def _about(row: AnyRow) -> Iterator[Ref]:
    yield from (unpack_fact(fact).about for fact in row.facts)
    yield from (unpack_event(event).about for event in row.events)
