"""What changed between two days, with the values before and after.

Limit: a range scan by time over a table of changes clustered for it, joined beforehand. Subjects:
the store's query, as bare as the limit; and the rows that pages, feeds and the API take.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from benchmarks.measuring import Effort, Line, Measured, Race, Work, agree, run, slope
from benchmarks.queries import bare, scan
from benchmarks.store import filled
from benchmarks.world import FIRST, LAST, organisations, spells
from observatory.domain.changes import scalar
from observatory.domain.values import Value
from observatory.store.database import Database
from observatory.store.queries.changes import ChangeRow, Filter, changes

JOB = "changes between two days"
QUERY, WHOLE = "its query", "the rows"
WANTED = 300
"""Changes between the two days, about, whatever the size of the store."""
MOST = 10_000

TOLD = """
    SELECT c.at, c.seq, c.source, source.publisher, c.entity, entity.kind AS entity_kind, slug.slug,
        entity.title, c.kind, c.property, c.before, c.after, c.not_before, c.not_after,
        c.importance, c.shown, c.retrospective, c.corrects, c.url, c.statement, c.event,
        old.sha256 AS sha_before, new.sha256 AS sha_after
    FROM change c JOIN source ON source.name = c.source JOIN entity ON entity.id = c.entity
        JOIN slug ON slug.entity = c.entity AND slug.current
        LEFT JOIN reading old ON old.id = c.reading_before
        LEFT JOIN reading new ON new.id = c.reading_after
"""

Told = tuple[int, str, Any, Any]
"""Entity, property, value before, value after."""


def measure(effort: Effort) -> Measured:
    """Measure the same number of changes in stores of three sizes and more."""
    out = Measured()
    taken: dict[str, dict[int, float]] = {QUERY: {}, WHOLE: {}}
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        if size > effort.most:
            break
        lines, found = _measure(effort, size)
        out.lines += lines
        for line in lines:
            taken[line.subject][size] = line.ours / found
    out.slopes += [slope(JOB, f"{name}, by the store", taken[name], 0.1) for name in taken]
    return out


def _measure(effort: Effort, size: int) -> tuple[list[Line], int]:
    database = filled(effort, size)
    since, until = _days(random.Random(effort.seed + size), size)
    wanted = Filter(since=since, until=until)
    least = scan(
        database, "told", "at, seq", TOLD, "SELECT * FROM told WHERE at > ? AND at < ?"
    )(f"{since - timedelta(days=1)} 24", f"{until} 24")  # fmt: skip
    query = bare(database, lambda db: changes(db, wanted, MOST, oldest_first=True), "change")
    rows = partial(_rows, database, wanted)
    oracle = sorted(_oracle(effort.seed, organisations(size), since, until), key=str)
    agree("changes of the limit", len(least()), len(oracle))
    agree("changes of the query", len(query()), len(oracle))
    told = [(row.entity, row.property, row.before, row.after) for row in rows()]
    agree("changes", sorted(told, key=str), oracle)
    try:
        works: dict[str, tuple[Work, float | None]] = {QUERY: (query, 3.0), WHOLE: (rows, 3.0)}
        race = Race(JOB, f"{len(oracle)} of {size // 2:,}", least, works)
        return run(race, effort), max(len(oracle), 1)
    finally:
        database.close()


def _days(dice: random.Random, size: int) -> tuple[date, date]:
    """Draw two days between which about as many changes as are wanted were made."""
    days = (LAST - FIRST).days
    span = max(1, round(days * WANTED / (size / 2)))
    start = dice.randint(days // 3, days - span - 1)
    return (FIRST + timedelta(start)).date(), (FIRST + timedelta(start + span - 1)).date()


def _rows(database: Database, wanted: Filter) -> list[ChangeRow]:
    with database.read() as db:
        return changes(db, wanted, MOST, oldest_first=True)


def _oracle(seed: int, count: int, since: date, until: date) -> Iterator[Told]:
    for entity in range(1, count + 1):
        before = None
        for one in spells(seed, entity):
            same = before is not None and before.rule is one.rule
            if before and same and since <= one.first_seen.date() <= until:
                values = [scalar(Value(s.text, s.text, s.number)) for s in (before, one)]
                yield entity, one.rule.key, values[0], values[1]
            before = one
