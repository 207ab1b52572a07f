"""When and how a source was looked at: its visits and runs, for the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from observatory.domain.gate import GOOD
from observatory.store import tables as t
from observatory.store.queries.readings import released

GOOD_OUTCOMES = ("ok", "unchanged", "degraded")


@dataclass(frozen=True, slots=True)
class KnownPage:
    """The last look that brought or confirmed a page's bytes; ``judged`` if the gate has spoken."""

    sha256: str
    etag: str
    last_modified: str
    final_url: str
    content_type: str
    judged: bool


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One judged look, for folding a source's past again.

    ``past`` marks a capture of an archive, ``recorded`` is when it came to be known.
    """

    run: int
    at: datetime
    url: str
    verdict: str
    good: bool
    reading: int | None
    past: bool
    recorded: datetime
    capped: bool
    """Whether its run left pages out because there were too many."""


@dataclass(frozen=True, slots=True)
class PastLook:
    """The pages of one past run that were believed, each with its reading."""

    at: datetime
    readings: Mapping[str, int]


def known_page(db: Connection, source: str, url: str) -> KnownPage | None:
    """Give the last look at a page that has bytes, if any."""
    row = db.execute(_KNOWN, {"of": source, "at": url}).first()
    return KnownPage(row[0] or "", *row[1:]) if row else None


def past_visits(db: Connection, source: str) -> Iterator[PastVisit]:
    """Give every judged visit of a source's finished runs, in order of time.

    A look without a verdict was no part of its run: it repeated a page, or another stood in for it.
    """
    for row in db.execute(_PAST, {"of": source}):
        capped = any(code == "page_missing" for code, _ in row.reasons)
        recorded = row.finished_at if row.past else row.at
        yield PastVisit(
            row.run, row.at, row.url, row.verdict, row.good, row.reading, row.past, recorded, capped
        )


def last_run(
    db: Connection, source: str, *, good: bool = False, before: datetime | None = None
) -> datetime | None:
    """Give when the source was last run to an end (``good``: with every page well read)."""
    query = _WELL_RUN if good else _RUN
    if before is not None:
        query = query.where(t.Run.at < before)
    return db.scalar(query, {"of": source})


def last_good_look(db: Connection, source: str, url: str, before: datetime) -> datetime | None:
    """Give when a page was last looked at with success, before a moment."""
    return db.scalar(_LAST_GOOD, {"of": source, "at": url, "before": before})


def was_ever_believed(db: Connection, source: str) -> bool:
    """Say whether anything of a source was ever read well."""
    return db.execute(_BELIEVED, {"of": source}).first() is not None


def facts_of_last(db: Connection, source: str) -> int | None:
    """Give how many facts the source's last finished run took; None if a page was not well read."""
    row = db.execute(_FACTS, {"of": source}).first()
    return row.facts if row and row.outcome in GOOD_OUTCOMES else None


def last_recorded(db: Connection) -> datetime | None:
    """Give the latest *now* that anything was recorded at."""
    r = t.Run
    moments = [
        db.scalar(select(func.max(r.at))),
        db.scalar(select(func.max(r.finished_at)).where(r.past)),
        db.scalar(select(func.max(t.Decision.at))),
    ]
    return max((m for m in moments if m), default=None)


def good_looks_before(db: Connection, source: str, before: datetime) -> Iterator[PastLook]:
    """Give the looks at a source that are believed, before a moment, the latest first."""
    read = aliased(t.Reading)
    standing = (
        select(func.max(read.id))
        .where(read.source == source, read.url == t.Reading.url, read.sha256 == t.Reading.sha256)
        .where(or_(read.verdict.in_(GOOD), read.id.in_(released(db))))
        .correlate(t.Reading)
        .scalar_subquery()
    )
    rows = db.execute(
        select(t.Run.id, t.Run.at, t.Visit.url, standing.label("standing"))
        .join(t.Visit, t.Visit.run == t.Run.id)
        .join(t.Reading, t.Reading.id == t.Visit.reading)
        .where(t.Run.source == source, t.Run.outcome != "", t.Run.at < before)
        .order_by(t.Run.at.desc(), t.Run.id.desc())
        .execution_options(yield_per=200)
    )
    with closing(rows):
        for _, pages in groupby(rows, key=lambda row: row.id):
            found = [page for page in pages if page.standing is not None]
            if found:
                yield PastLook(found[0].at, {row.url: row.standing for row in found})


# Asked at every run, some for every page of it: built once.
_RUN = select(func.max(t.Run.at)).where(t.Run.source == bindparam("of"), t.Run.outcome != "")
_WELL_RUN = _RUN.where(t.Run.outcome.in_(GOOD_OUTCOMES))
_PAST = (
    select(
        t.Visit.run, t.Visit.at, t.Visit.url, t.Visit.verdict, t.Visit.good, t.Visit.reading,
        t.Run.past, t.Run.finished_at, t.Run.reasons,
    )
    .join(t.Run, t.Run.id == t.Visit.run)
    .where(t.Visit.source == bindparam("of"), t.Visit.verdict != "", t.Run.outcome != "")
    .order_by(t.Visit.at, t.Visit.run, t.Visit.id)
)  # fmt: skip
_LAST_GOOD = select(func.max(t.Visit.at)).where(
    t.Visit.source == bindparam("of"), t.Visit.url == bindparam("at"), t.Visit.good.is_(True),
    t.Visit.at < bindparam("before"),
)  # fmt: skip
_BELIEVED = (
    select(t.Visit.id).where(t.Visit.source == bindparam("of"), t.Visit.good.is_(True)).limit(1)
)
_FACTS = (
    select(t.Run.outcome, t.Run.facts)
    .where(t.Run.source == bindparam("of"), t.Run.outcome != "")
    .order_by(t.Run.at.desc(), t.Run.id.desc())
    .limit(1)
)
_KNOWN = (
    select(
        t.Visit.sha256, t.Visit.etag, t.Visit.last_modified, t.Visit.final_url,
        t.Snapshot.content_type, t.Visit.verdict != "",
    )
    .join(t.Snapshot, t.Snapshot.sha256 == t.Visit.sha256)
    .join(t.Run, t.Run.id == t.Visit.run)
    .where(t.Visit.source == bindparam("of"), t.Visit.url == bindparam("at"), ~t.Run.past)
    .order_by(t.Visit.id.desc())
    .limit(1)
)  # fmt: skip
