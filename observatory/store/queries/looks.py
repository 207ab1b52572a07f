"""What was looked at: visits, readings and runs of a source, for the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from observatory.domain.facts import Event, Fact
from observatory.domain.gate import GOOD
from observatory.domain.wire import unpack_event, unpack_fact
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.queries.bodies import decisions

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
class Standing:
    """A reading that stands for bytes seen again: all but what it says."""

    id: int
    at: datetime
    verdict: str
    reasons: tuple[tuple[str, str], ...]
    follows: tuple[str, ...]
    damage: frozenset[str]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading as it was kept. ``recorded`` is when it was made, ``at`` the look that it is of."""

    id: int
    url: str
    sha256: str
    at: datetime
    recorded: datetime
    verdict: str
    reasons: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    follows: tuple[str, ...]
    damage: frozenset[str]

    @property
    def good(self) -> bool:
        """Say whether the gate let it through."""
        return self.verdict in GOOD


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


def standing(db: Connection, source: str, url: str, sha256: str) -> Standing | None:
    """Give the newest good reading of these bytes at this address, else the newest, if any.

    ``at`` is when they were first read, whoever read them better later.
    """
    rows = db.execute(_STANDING, {"of": source, "at": url, "bytes": sha256}).all()
    if not rows:
        return None
    held = any(row.verdict == "quarantined" for row in rows)
    free = released(db) if held else {}
    good = [row for row in rows if row.verdict in GOOD or row.id in free]
    row = (good or rows)[-1]
    return Standing(
        row.id, min(r.at for r in rows), "accepted" if row.id in free else row.verdict,
        tuple((code, said) for code, said in row.reasons), tuple(row.follows),
        frozenset(row.damage), tuple(row.marks),
    )  # fmt: skip


def released(db: Connection) -> dict[int, datetime]:
    """Give the quarantined readings that a person released, with the moment."""
    return {
        int(row["payload"]["reading"]): row["at"]
        for row in decisions(db)
        if row["kind"] == "release"
    }


def readings(db: Connection, source: str, ids: set[int] | None = None) -> Mapping[int, KeptReading]:
    """Give the readings of a source, or those of ``ids``, by id."""
    query = (
        select(*t.Reading.__table__.columns, t.Run.past, t.Run.finished_at)
        .join(t.Run, t.Run.id == t.Reading.run)
        .where(t.Reading.source == source)
    )
    if ids is not None:
        query = query.where(t.Reading.id.in_(ids))
    return {row.id: _reading(row) for row in db.execute(query)}


def past_visits(db: Connection, source: str) -> Iterator[PastVisit]:
    """Give every judged visit of a source's finished runs, in order of time.

    A look without a verdict was no part of its run: it repeated a page, or another stood in for it.
    """
    for row in db.execute(
        select(
            t.Visit.run,
            t.Visit.at,
            t.Visit.url,
            t.Visit.verdict,
            t.Visit.good,
            t.Visit.reading,
            t.Run.past,
            t.Run.finished_at,
            t.Run.reasons,
        )
        .join(t.Run, t.Run.id == t.Visit.run)
        .where(t.Visit.source == source, t.Visit.verdict != "", t.Run.outcome != "")
        .order_by(t.Visit.at, t.Visit.run, t.Visit.id)
    ):
        capped = any(code == "page_missing" for code, _ in row.reasons)
        recorded = row.finished_at if row.past else row.at
        yield PastVisit(
            row.run, row.at, row.url, row.verdict, row.good, row.reading, row.past, recorded, capped
        )


def last_run(
    db: Connection, source: str, *, good: bool = False, before: datetime | None = None
) -> datetime | None:
    """Give when the source was last run to an end (``good``: with every page well read)."""
    query = select(func.max(t.Run.at)).where(t.Run.source == source, t.Run.outcome != "")
    if good:
        query = query.where(t.Run.outcome.in_(GOOD_OUTCOMES))
    if before is not None:
        query = query.where(t.Run.at < before)
    return db.scalar(query)


def last_good_look(db: Connection, source: str, url: str, before: datetime) -> datetime | None:
    """Give when a page was last looked at with success, before a moment."""
    v = t.Visit
    where = (v.source == source, v.url == url, v.good.is_(True), v.at < before)
    return db.scalar(select(func.max(v.at)).where(*where))


def was_ever_believed(db: Connection, source: str) -> bool:
    """Say whether anything of a source was ever read well."""
    where = (t.Visit.source == source, t.Visit.good.is_(True))
    return db.execute(select(t.Visit.id).where(*where).limit(1)).first() is not None


def facts_of_last(db: Connection, source: str) -> int | None:
    """Give how many facts the source's last finished run took; None if a page was not well read."""
    row = db.execute(
        select(t.Run.outcome, t.Run.facts)
        .where(t.Run.source == source, t.Run.outcome != "")
        .order_by(t.Run.at.desc(), t.Run.id.desc())
        .limit(1)
    ).first()
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


# Asked for every page of every run: built once.
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
_STANDING = (
    select(
        t.Reading.id, t.Reading.at, t.Reading.verdict, t.Reading.reasons, t.Reading.follows,
        t.Reading.damage, t.Reading.marks,
    )
    .where(t.Reading.source == bindparam("of"), t.Reading.url == bindparam("at"))
    .where(t.Reading.sha256 == bindparam("bytes"))
    .order_by(t.Reading.id)
)  # fmt: skip


def _reading(row: AnyRow) -> KeptReading:
    return KeptReading(
        row.id,
        row.url,
        row.sha256,
        row.at,
        max(row.at, row.finished_at) if row.past else row.at,
        row.verdict,
        tuple((code, said) for code, said in row.reasons),
        tuple(map(unpack_fact, row.facts)),
        tuple(map(unpack_event, row.events)),
        tuple(row.follows),
        frozenset(row.damage),
    )
