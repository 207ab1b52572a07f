"""An unchanged page costs little more than asking: no parse, one visit row, whatever its size.

Limit: a conditional request written to a warm socket, and the bytes of its answer. Subject: a run
over ``PAGES`` pages of one source, per page; beside it a run of one page, and a page of a server
without validators, which is known by the hash of its body. ``requests.Session`` alone is told as
a scale: it was 8.8 times the limit where the limits were taken.
"""

from __future__ import annotations

import random
from functools import partial

import requests
from sqlalchemy import func, select

from benchmarks import pages
from benchmarks.loopback import Site, Warm, request, serve_pages, serving
from benchmarks.measuring import Effort, Line, Measured, Race, agree, run, slope
from benchmarks.sources import Visitor, installed, visitor
from observatory.store import tables as t

JOB = "unchanged page"
PAGES = 20
MANY, ONE, HASHED = "304, per page of a run", "304, a run of one page", "200, the same bytes"
SESSION = "requests.Session alone"


def measure(effort: Effort) -> Measured:
    """Measure three sizes of page."""
    out = Measured()
    sizes: dict[int, float] = {}
    for size in (pages.SIZE, 4 * pages.SIZE, 16 * pages.SIZE):
        lines = _measure_size(effort, size)
        out.lines += lines
        sizes[size] = next(line.ratio for line in lines if line.subject == MANY)
    out.slopes.append(slope(JOB, f"{MANY}, by its bytes", sizes, 0.1))
    return out


def _measure_size(effort: Effort, size: int) -> list[Line]:
    dice = random.Random(effort.seed)
    body = pages.written(pages.rows(dice, 50), size)
    tag = f'"{dice.getrandbits(64):x}"'
    many = [f"/{number}" for number in range(PAGES)]
    # Equal bytes would be one page to a run: each page says where it stands.
    every = (*many, "/one", "/hashed")
    held = {path: [body + f"<!-- {path} -->".encode()] for path in every}
    site = Site(held, {path: tag for path in held if path != "/hashed"})
    with serving(serve_pages, site) as server, installed(effort.folder) as installation:
        warm, asked = Warm(server.port), request("/one", If_None_Match=tag)
        agree("the raw answer", warm.ask(asked)[9:12], b"304")
        visitors = {
            name: visitor(installation, server, paths)
            for name, paths in ((MANY, many), (ONE, ["/one"]), (HASHED, ["/hashed"]))
        }
        for name, one in visitors.items():
            one()
            _check(one, PAGES if name == MANY else 1)
        session = requests.Session()
        session.trust_env = False
        alone = partial(session.get, server.base + "/one", headers={"If-None-Match": tag})
        race = Race(
            JOB, f"{size // 1000} KB", partial(warm.ask, asked),
            {SESSION: (alone, None), MANY: (visitors[MANY], 12.0), ONE: (visitors[ONE], None),
             HASHED: (visitors[HASHED], None)},
            (server.pid,), {MANY: PAGES},
        )  # fmt: skip
        lines = run(race, effort)
        for name, one in visitors.items():
            agree(f"pages read by {name}", len(one.reads), PAGES if name == MANY else 1)
        return lines


def _check(one: Visitor, pages_asked: int) -> None:
    """See that a second run writes one visit row a page and nothing else about it."""
    before, report = _rows(one), one()
    agree("outcome", (report.outcome, report.changes), ("unchanged", 0))
    gained = {name: count - before[name] for name, count in _rows(one).items()}
    expected = {"visit": pages_asked, "snapshot": 0, "reading": 0, "statement": 0, "change": 0}
    agree("rows written", gained, expected)


def _rows(one: Visitor) -> dict[str, int]:
    tables = (t.Visit, t.Snapshot, t.Reading, t.Statement, t.Change)
    with one.installation.database.read() as db:
        return {
            table.__tablename__: db.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }
