"""Collect one source: from its pages to statements, events and numbered changes.

Pages are kept one by one; readings, statements, events and changes are written in one transaction
at the end of the run, so that a crash loses at most the page in hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import Connection

from observatory.domain.extract import FAILED, Reason
from observatory.domain.gate import judge, outcome
from observatory.engine.doors import open_door
from observatory.engine.installation import Installation, scopes
from observatory.engine.outgoing.notices import note_crossing
from observatory.engine.run.believing import Believing, believe_look
from observatory.engine.run.gating import complete_lists
from observatory.engine.run.visiting import Looked
from observatory.engine.run.walking import visit_source
from observatory.engine.run.weighing import judge_visits, weigh
from observatory.errors import ObservatoryError
from observatory.harvest import Loaded
from observatory.harvest.answers import Pages
from observatory.store import ledger
from observatory.store.leases import owner
from observatory.store.queries import looks, spells
from observatory.store.upgrade import mismatch

log = structlog.get_logger()

INSTANT = timedelta(microseconds=1)
"""The least that two looks at one source are apart …"""
SAME_MOMENT = timedelta(milliseconds=1)
"""… where their moments, as given, are the same."""


@dataclass(frozen=True, slots=True)
class Report:
    """The summary of a run: ``run`` is None if another process was already at it."""

    source: str
    outcome: str
    reasons: tuple[Reason, ...]
    facts: int
    changes: int
    run: int | None


def silent(_: str) -> None:
    """Report no progress."""


def collect(
    installation: Installation,
    loaded: Loaded,
    door: Pages | None,
    at: datetime,
    *,
    due_at: datetime | None = None,
    progress: Callable[[str], None] = silent,
) -> Report:
    """Visit one source at ``at`` and believe what the gate lets through.

    ``at`` is *seen* and *recorded* of everything in this run; it never moves pace or timeouts. A
    second look at the very same moment is dated ``INSTANT`` after the first, so that a page that
    says one thing, another and the first again at once still has three spells. Raises
    ``ObservatoryError`` if the store is of another version, which is not written.
    """
    if wrong := mismatch(installation.database):
        raise ObservatoryError(wrong)
    with installation.database.write() as db:
        last = looks.last_run(db, loaded.name)
        if last and at <= last < at + SAME_MOMENT:
            at = last + INSTANT
        run = ledger.open_run(
            db, loaded.name, at, due_at=due_at, owner=owner(), clock=datetime.now(UTC)
        )
    if run is None:
        busy = Reason("rate_limited", "another process is at this source now")
        return Report(loaded.name, "unchanged", (busy,), 0, 0, None)
    try:
        pages, cap = visit_source(installation, loaded, door, run, at, progress)
        with installation.database.write() as db:
            ledger.renew_lease(db, run, datetime.now(UTC))  # who was taken for dead says nothing
            report = _believe(installation, db, loaded, run, at, pages, cap)
            note_crossing(installation, db, loaded.name, report.outcome, at)
        return report
    except Exception as error:
        log.exception("run", source=loaded.name)
        known = isinstance(error, ObservatoryError)  # our own words; others may hold a page's
        said = f"the run broke off: {error if known else f'{type(error).__name__}; see the log'}"
        reasons = (Reason("reader_raised", said),)
        with installation.database.write() as db:
            ledger.finish_run(db, run, at, FAILED, reasons=ledger.pack_reasons(reasons))
            note_crossing(installation, db, loaded.name, FAILED, at)
        return Report(loaded.name, FAILED, reasons, 0, 0, run)


def collect_all(
    installation: Installation,
    chosen: Sequence[Loaded],
    at: datetime,
    *,
    mirror: str | None = None,
    pages: Pages | None = None,
    begin: Callable[[Loaded], None] = lambda _: None,
    end: Callable[[Report], None] = lambda _: None,
) -> list[Report]:
    """Collect sources one after the other; what fails in one leaves the others alone.

    Pages come from ``pages`` if given, else through the one door, of which ``mirror`` stands in for
    the whole web.
    """
    door = pages or open_door(installation, mirror=mirror)
    reports = []
    for loaded in chosen:
        begin(loaded)
        report = collect(installation, loaded, door, at)
        reports.append(report)
        end(report)
    return reports


def _believe(
    installation: Installation,
    db: Connection,
    loaded: Loaded,
    run: int,
    at: datetime,
    pages: list[Looked],
    cap: tuple[Reason, ...],
) -> Report:
    repeated = _facts_repeated(db, loaded, pages)
    if repeated is not None:
        judge_visits(db, pages, {p.url: p.repeated.id if p.repeated else None for p in pages})
        return _finish(db, loaded, run, at, pages, cap, repeated, 0)
    first = not looks.was_ever_believed(db, loaded.name)
    before = spells.open_spells(db, loaded.name)
    complete = complete_lists(loaded, pages) if not cap else frozenset()
    weighed = weigh(installation, db, loaded, run, at, pages, before, complete)
    changes = 0
    if weighed.good:
        how = Believing(loaded.name, run, scopes(loaded), first or bool(loaded.source.files))
        placed = list(weighed.placed.values())
        changes = believe_look(db, how, weighed.look, before, placed)
        for page in placed:
            for row in page.names_left(loaded.name, at):
                ledger.leave_unplaced(db, **row)
    return _finish(db, loaded, run, at, pages, cap, weighed.facts, changes)


def _facts_repeated(db: Connection, loaded: Loaded, pages: list[Looked]) -> int | None:
    """Give the facts of a run that repeats the last one, if that was whole and left no question."""
    if not all(page.unchanged for page in pages) or spells.has_missing(db, loaded.name):
        return None
    return looks.facts_of_last(db, loaded.name)


def _finish(
    db: Connection,
    loaded: Loaded,
    run: int,
    at: datetime,
    pages: list[Looked],
    cap: tuple[Reason, ...],
    facts: int,
    changes: int,
) -> Report:
    seen = [(page.verdict.word, page.unchanged) for page in pages]
    word = outcome([*seen, *((judge([reason]).word, True) for reason in cap)])
    told = (_told(page, reason, pages) for page in pages for reason in page.verdict.reasons)
    reasons = tuple(dict.fromkeys((*told, *cap)))
    ledger.finish_run(
        db, run, at, word, reasons=ledger.pack_reasons(reasons), pages=len(pages),
        good_pages=sum(page.verdict.good for page in pages), facts=facts, changes=changes,
    )  # fmt: skip
    return Report(loaded.name, word, reasons, facts, changes, run)


def _told(page: Looked, reason: Reason, pages: list[Looked]) -> Reason:
    """Say of a run with several pages on which of them a reason stands."""
    return reason if len(pages) == 1 else Reason(reason.code, f"{reason.said} ({page.url})")
