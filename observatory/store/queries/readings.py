"""What was read from kept pages, and which reading of the same bytes stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from observatory.domain.facts import Event, Fact
from observatory.domain.gate import GOOD
from observatory.domain.wire import unpack_event, unpack_fact
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.queries.bodies import decisions

RULINGS = (RELEASE, REJECT) = ("release", "reject")
"""Kinds of decisions on a reading in quarantine."""


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
class Ruling:
    """A person's decision to believe a held reading after all, or to keep it out: when, and why."""

    at: datetime
    why: str
    believed: bool


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


def rulings(db: Connection, until: datetime | None = None) -> dict[int, Ruling]:
    """Give the quarantined readings that a person decided on (``until`` some moment)."""
    return {
        int(row["payload"]["reading"]): Ruling(row["at"], row["why"], row["kind"] == RELEASE)
        for row in decisions(db)
        if row["kind"] in RULINGS and (until is None or row["at"] <= until)
    }


def released(db: Connection) -> dict[int, datetime]:
    """Give the quarantined readings that a person released, with the moment."""
    return {key: ruling.at for key, ruling in rulings(db).items() if ruling.believed}


def kept_readings(
    db: Connection, source: str, ids: set[int] | None = None
) -> Mapping[int, KeptReading]:
    """Give the readings of a source, or those of ``ids``, by id."""
    query = (
        select(*t.Reading.__table__.columns, t.Run.past, t.Run.finished_at)
        .join(t.Run, t.Run.id == t.Reading.run)
        .where(t.Reading.source == source)
    )
    if ids is not None:
        query = query.where(t.Reading.id.in_(ids))
    return {row.id: _reading(row) for row in db.execute(query)}


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
