"""Weigh the pages of one run: keep what was read, place it, and let the gate judge the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from observatory.domain.extract import Extract
from observatory.domain.gate import is_doubtful, judge
from observatory.domain.layout import layout
from observatory.domain.statements import Look, Spell
from observatory.domain.wire import pack
from observatory.engine.installation import Installation
from observatory.engine.run.decided import overruled, printed_again, without
from observatory.engine.run.gating import gate_run
from observatory.engine.run.placing import Placed, Placing
from observatory.engine.run.visiting import Looked
from observatory.harvest import Loaded
from observatory.harvest.sameness import Marks
from observatory.store import ledger
from observatory.store.queries.readings import kept_readings
from observatory.store.queries.references import references


@dataclass(frozen=True, slots=True)
class Weighed:
    """What may be believed of a run: its look, and each good page placed, by address."""

    look: Look
    placed: Mapping[str, Placed]

    @property
    def good(self) -> bool:
        """Say whether any page may be believed."""
        return bool(self.placed)

    @property
    def facts(self) -> int:
        """Count the assertions and events, each once."""
        said = {a.key for page in self.placed.values() for a in page.assertions}
        told = {event.id for page in self.placed.values() for event in page.events}
        return len(said) + len(told)


def weigh(
    installation: Installation,
    db: Connection,
    loaded: Loaded,
    run: int,
    at: datetime,
    pages: list[Looked],
    before: Sequence[Spell],
    complete: frozenset[str],
) -> Weighed:
    """Keep the readings of ``pages``, and judge them against what was believed ``before``.

    ``complete`` holds the lists of which every page was looked at. What is not believed leaves
    nothing behind but its reading: no entity and no name.
    """
    _recall(db, loaded, pages)
    readings = {page.url: _keep_reading(db, loaded, run, at, page) for page in pages}
    read = [page.url for page in pages if page.extract is not None]
    last_good = references(db, loaded.name, read, at)
    with db.begin_nested() as trial:
        placing = Placing(installation, db, loaded, at)
        placed = _place_good(placing, pages, readings, at)
        gate_run(loaded, pages, placed, before, complete, last_good, placing.index)
        held = any(not page.verdict.good for page in pages if page.url in placed)
        if held:
            trial.rollback()
    if held:
        placed = _place_good(Placing(installation, db, loaded, at), pages, readings, at)
        complete = frozenset()
    good = [page for page in pages if page.verdict.good]
    look = Look(
        at,
        tuple(a for page in good for a in placed[page.url].assertions),
        {page.url: page.damage for page in good},
        complete,
        {url: reading for url, reading in readings.items() if reading is not None},
        unread=frozenset(pair for page in good for pair in placed[page.url].unread),
        doubtful=frozenset(
            page.url for page in good if is_doubtful(reason.code for reason in page.verdict.reasons)
        ),
    )
    judge_visits(db, pages, readings)
    aside = overruled(db, loaded.name)
    for page in good:  # said of this run, not of the reading, which outlives the decision
        if again := printed_again(placed[page.url].assertions, aside):
            page.verdict = judge((*page.verdict.reasons, *again))
    return Weighed(without(look, aside), placed)


def _recall(db: Connection, loaded: Loaded, pages: list[Looked]) -> None:
    """Unpack what the standing readings say, for a run in which something is new."""
    wanted = {page.repeated.id for page in pages if page.repeated}
    kept = kept_readings(db, loaded.name, wanted) if wanted else {}
    for page in pages:
        page.recalled = kept[page.repeated.id] if page.repeated else None


def _place_good(
    placing: Placing, pages: list[Looked], readings: Mapping[str, int | None], at: datetime
) -> dict[str, Placed]:
    return {
        page.url: _place(placing, page, readings[page.url], at)
        for page in pages
        if page.verdict.good
    }


def _keep_reading(
    db: Connection, loaded: Loaded, run: int, at: datetime, page: Looked
) -> int | None:
    """Write what was read now; a repeated reading stands as it is."""
    if page.repeated:
        return page.repeated.id
    if page.extract is None:
        return None
    return ledger.keep_reading(
        db, run=run, source=loaded.name, url=page.url, sha256=page.sha256, version=loaded.version,
        at=at, verdict=page.verdict.word, reasons=ledger.pack_reasons(page.verdict.reasons),
        **packed(page.extract, page.marks),
    )  # fmt: skip


def packed(read: Extract, marks: Marks) -> dict[str, list[Any]]:
    """Give what was read of a page as a reading keeps it."""
    return dict(
        facts=[pack(fact) for fact in read.facts], events=[pack(event) for event in read.events],
        follows=list(read.follows), damage=sorted(read.damage), layout=layout(read.facts),
        marks=[marks.position, *sorted(marks.names)],
    )  # fmt: skip


def _place(placing: Placing, page: Looked, reading: int | None, at: datetime) -> Placed:
    """Type and place a good page; what cannot be typed makes it degraded."""
    kept = page.repeated
    assert reading is not None
    placed = placing.page(page.url, *page.said, reading, kept.at if kept else at)
    if placed.unclear and not kept:
        page.verdict = judge((*page.verdict.reasons, *placed.unclear))
    return placed


def judge_visits(db: Connection, pages: list[Looked], readings: Mapping[str, int | None]) -> None:
    """Write the last word on each page, which the gate of the run may have changed."""
    ledger.judge_visits(
        db, ((p.visit, p.verdict.word, p.verdict.good, readings[p.url]) for p in pages)
    )
    for page in pages:
        reading = readings[page.url]
        if reading is not None and page.extract is not None:
            ledger.seal_reading(db, reading, page.verdict.word, page.verdict.reasons)
