"""A changed page, from its bytes to numbered changes, beside the least that could do the same.

Limit: a raw socket, lxml (the fastest parser here) over all cells, and sqlite3 with one table of
facts: read what was held, compare, write the differences in one transaction. Subject: a whole run
with every protection on. In each version of the page a tenth of the facts is another.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from lxml import etree
from sqlalchemy import select

from benchmarks import pages
from benchmarks.loopback import Running, Site, Warm, body_of, request, serve_pages, serving
from benchmarks.measuring import Effort, Line, Measured, Race, agree, run, slope
from benchmarks.sources import Visitor, installed, visitor
from observatory.store import tables as t

JOB = "changed page"
WHOLE = "a run: fetch, read, store, diff"
AT_ONCE = 3
"""Versions read in one repetition: each page is read once, as bytes known already are not."""
ROWS = 50

Facts = dict[tuple[str, str], str]
Change = tuple[str, str, str, str]
"""Record, property, value before, value after."""


def measure(effort: Effort) -> Measured:
    """Measure three sizes of page, each with its share of rows."""
    out = Measured()
    sizes: dict[int, float] = {}
    for factor in (1, 2, 4):
        line = _measure_size(effort, factor)
        out.lines.append(line)
        sizes[factor] = line.ours
    out.slopes.append(slope(JOB, f"{WHOLE}, by its bytes and rows", sizes))
    return out


def _measure_size(effort: Effort, factor: int) -> Line:
    dice = random.Random(effort.seed)
    count = AT_ONCE * effort.repetitions + 8
    known = list(pages.versions(dice, pages.rows(dice, ROWS * factor), count))
    bodies = [pages.written(rows, pages.SIZE * factor) for rows in known]
    site = Site({"/ours": bodies, "/least": bodies})
    with serving(serve_pages, site) as server, installed(effort.folder) as installation:
        ours = visitor(installation, server, ["/ours"])
        least = _least(server, effort.folder / f"least-{factor}.sqlite")
        ours(), least()
        for before, after in list(pairwise(known))[:2]:
            wanted = _told(before, after)
            agree("changes found by the least", sorted(least()), wanted)
            report = ours()
            agree("outcome", (report.outcome, report.changes), ("ok", len(wanted)))
            agree("changes announced", _announced(ours), wanted)
        race = Race(
            JOB, f"{len(bodies[0]) // 1000} KB", least, {WHOLE: (ours, 10.0)}, (server.pid,),
            calls={WHOLE: AT_ONCE},
        )  # fmt: skip
        return run(race, effort)[0]


def _told(before: list[pages.Row], after: list[pages.Row]) -> list[Change]:
    """Compare two versions as they were invented: what must be announced."""
    found = []
    for old, new in zip(before, after, strict=True):
        for name, was, now in (
            ("partners_count", old.partners, new.partners), ("smes_involved", old.smes, new.smes),
        ):  # fmt: skip
            if was != now:
                found.append((new.acronym.lower(), name, str(was), str(now)))
    return sorted(found)


def _announced(ours: Visitor) -> list[Change]:
    """Read the changes of the last run, as the store holds them."""
    c = t.Change
    last = select(c.run).order_by(c.seq.desc()).limit(1).scalar_subquery()
    query = (
        select(t.Statement.record, c.property, c.before, c.after)
        .join(t.Statement, t.Statement.id == c.statement)
        .where(c.run == last)
    )
    with ours.installation.database.read() as db:
        rows = db.execute(query).all()
    return sorted(
        (row.record.partition(":")[2], row.property, str(row.before), str(row.after))
        for row in rows
    )


def _least(server: Running, file: Path) -> Callable[[], list[Change]]:
    """Make the limit: nothing is checked, kept or proven, only fetched, read, compared, stored."""
    warm, asked = Warm(server.port), request("/least")
    db = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        db.execute(f"PRAGMA {pragma}")
    db.execute(
        "CREATE TABLE fact (record, property, value, PRIMARY KEY (record, property)) WITHOUT ROWID"
    )
    db.execute("CREATE TABLE change (seq INTEGER PRIMARY KEY, record, property, before, after)")

    def work() -> list[Change]:
        now = _facts(body_of(warm.ask(asked)))
        db.execute("BEGIN IMMEDIATE")
        held = {(r, p): v for r, p, v in db.execute("SELECT record, property, value FROM fact")}
        found = [(*key, held[key], v) for key, v in now.items() if held.get(key, v) != v]
        new = [(*key, value) for key, value in now.items() if held.get(key) != value]
        db.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?, ?)", new)
        db.executemany(
            "INSERT INTO change (record, property, before, after) VALUES (?, ?, ?, ?)", found
        )
        db.execute("COMMIT")
        return found

    return work


NAMES = (
    "name", "acronym", "partners_count", "smes_involved", "targeted_country", "sectoral_industry",
    "technology_field",
)  # fmt: skip


def _facts(body: bytes) -> Facts:
    root = etree.fromstring(body, etree.HTMLParser(encoding="utf-8"))
    return dict(_cells(root))


def _cells(root: etree._Element) -> Iterator[tuple[tuple[str, str], str]]:
    for row in root.iter("tr"):
        cells = [(cell.text or "").strip() for cell in row.iter("td")]
        if cells:
            for name, value in zip(NAMES, cells, strict=True):
                yield (cells[1].lower(), name), value
