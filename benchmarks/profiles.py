"""A profile as of a day: its cost must not grow with the store.

Limit: a range scan of the organisation's statements in a table clustered for it, joined
beforehand. Subjects: the store's own query, run as bare as the limit is; and the whole profile as
pages and the API take it (statements, events, names, what is shown first).
"""

from __future__ import annotations

import random
from datetime import date
from functools import partial

from benchmarks.measuring import Effort, Line, Measured, Race, Work, agree, run, slope
from benchmarks.queries import SAID, bare, scan
from benchmarks.store import filled
from benchmarks.world import LAST, Spell, organisations, some_day, spells
from observatory.store.database import Database
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body, by_slug
from observatory.store.queries.profiles import Profile, profile
from observatory.store.queries.statements import said_of

JOB = "profile as of a day"
QUERY, WHOLE = "its query", "the whole profile"


def measure(effort: Effort) -> Measured:
    """Measure stores of three sizes and more, then one organisation with a long history."""
    out = Measured()
    sizes = [size for size in (10_000, 100_000, 1_000_000, 10_000_000) if size <= effort.most]
    taken: dict[str, dict[int, float]] = {QUERY: {}, WHOLE: {}}
    for size in sizes:
        lines = _measure(effort, size, f"{size:,} statements")
        out.lines += lines
        for line in lines:
            taken[line.subject][size] = line.ours
    out.lines += _measure(effort, sizes[0], "10 × the history", entity=1)
    out.slopes += [slope(JOB, f"{name}, by the store", taken[name], 0.1) for name in taken]
    return out


def _measure(effort: Effort, size: int, told: str, entity: int = 0) -> list[Line]:
    database = filled(effort, size)
    dice = random.Random(effort.seed + size)
    about = entity or dice.randint(2, organisations(size))
    day = some_day(dice)
    as_of = AsOf(LAST.date(), day, day, day)
    scanned = scan(
        database, f"said_{about}", "entity, property, first_seen, id", SAID,
        f"SELECT * FROM said_{about} WHERE entity = ? AND first_seen < ?",
    )  # fmt: skip
    least = scanned(about, f"{day} 24")
    query = bare(database, lambda db: said_of(db, as_of, [about]), "statement")
    with database.read() as db:
        body = by_slug(db, f"body-{about}")
    assert isinstance(body, Body)
    whole = partial(_profile, database, body, as_of)
    stood = [one for one in spells(effort.seed, about) if one.first_seen.date() <= day]
    agree("statements of the limit", {row[3] for row in least()}, {one.id for one in stood})
    agree("statements of the query", {row[0] for row in query()}, {one.id for one in stood})
    agree("values shown", _shown(whole()), _last(stood))
    try:
        works: dict[str, tuple[Work, float | None]] = {QUERY: (query, 2.0), WHOLE: (whole, 2.0)}
        return run(Race(JOB, told, least, works), effort)
    finally:
        database.close()


def _profile(database: Database, body: Body, as_of: AsOf) -> Profile:
    with database.read() as db:
        return profile(db, body, as_of)


def _shown(found: Profile) -> dict[str, tuple[str, date]]:
    return {
        name: (shown.first[0].value.text, shown.first[0].first_seen.date())
        for name, shown in found.values.items()
    }


def _last(stood: list[Spell]) -> dict[str, tuple[str, date]]:
    """Tell what must be shown: of each property, the spell that began last."""
    return {one.rule.key: (one.text, one.first_seen.date()) for one in stood}
