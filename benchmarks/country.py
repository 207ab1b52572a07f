"""The whole country as of a day: every organisation with what a list shows of it.

Limit: a scan of those statements alone, in a table clustered for this question and joined
beforehand. Subjects: the store's query, as bare as the limit; and the directory that pages take.
"""

from __future__ import annotations

import random
from datetime import date
from functools import partial

from benchmarks.measuring import Effort, Line, Measured, Race, Work, agree, run, slope
from benchmarks.queries import SAID, bare, scan
from benchmarks.store import filled
from benchmarks.world import LAST, organisations, some_day, spells
from observatory.store.database import Database
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import CARD, CLUSTERS, LEVERS, Card, directory

JOB = "country as of a day"
QUERY, WHOLE = "its query", "the whole directory"
LISTED = (*CARD, *LEVERS)


def measure(effort: Effort) -> Measured:
    """Measure 100, 300 and 1,000 organisations: a small, a middling and a generous country."""
    out = Measured()
    taken: dict[str, dict[int, float]] = {QUERY: {}, WHOLE: {}}
    for size in (10_000, 30_000, 100_000):
        lines = _measure(effort, size)
        out.lines += lines
        for line in lines:
            taken[line.subject][size] = line.ours
    out.slopes += [slope(JOB, f"{name}, by the country", taken[name]) for name in taken]
    return out


def _measure(effort: Effort, size: int) -> list[Line]:
    database = filled(effort, size)
    day = some_day(random.Random(effort.seed + size))
    as_of = AsOf(LAST.date(), day, day, day)
    listed = ", ".join(f"'{name}'" for name in LISTED)
    least = scan(
        database, "listed", "entity, property, first_seen, id",
        f"{SAID} WHERE s.property IN ({listed})", "SELECT * FROM listed WHERE first_seen < ?",
    )(f"{day} 24")  # fmt: skip
    query = bare(database, lambda db: directory(db, as_of, CLUSTERS), "statement")
    whole = partial(_directory, database, as_of)
    shown, ids = _oracle(effort.seed, organisations(size), day)
    agree("statements of the limit", {row[3] for row in least()}, ids)
    agree("statements of the query", {row[0] for row in query()}, ids)
    agree("values shown", {card.body.id: _values(card) for card in whole()}, shown)
    try:
        works: dict[str, tuple[Work, float | None]] = {QUERY: (query, 2.5), WHOLE: (whole, 2.5)}
        return run(Race(JOB, f"{organisations(size):,} bodies", least, works), effort)
    finally:
        database.close()


def _directory(database: Database, as_of: AsOf) -> list[Card]:
    with database.read() as db:
        return directory(db, as_of, CLUSTERS)


def _values(card: Card) -> dict[str, str]:
    return {name: card.keys(name)[0] for name in card.values}


def _oracle(seed: int, count: int, day: date) -> tuple[dict[int, dict[str, str]], set[int]]:
    """Tell what must be listed: of each property the spell that began last, and all that stood."""
    shown: dict[int, dict[str, str]] = {}
    ids = set()
    for entity in range(1, count + 1):
        shown[entity] = {}
        for one in spells(seed, entity):
            if one.rule.key in LISTED and one.first_seen.date() <= day:
                shown[entity][one.rule.key] = one.text
                ids.add(one.id)
    return shown, ids
