"""Tell, after a decision, what it made known of the past; or take back what one had told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection

from observatory.domain.changes import Entry, missed
from observatory.domain.facts import Absence
from observatory.domain.statements import Spell, Step
from observatory.engine.run.believing import step_entries
from observatory.engine.run.readback import PastLooks
from observatory.store import ledger
from observatory.store.queries import spells
from observatory.store.queries.announced import announced

Standing = dict[int, Spell]
"""Spells by the id of their statement."""


def retell(
    db: Connection,
    source: str,
    scopes: Mapping[str, Absence],
    before: Mapping[int, Spell],
    new: Collection[int],
    now: datetime,
) -> None:
    """Announce what a decision made known of the world, each with the window of its look.

    ``before`` holds the spells that were open until now, ``new`` the statements that it wrote: one
    that began and ended in the past is told twice, as it came and as it went.
    """
    after = spells.by_id(source, spells.open_spells(db, source))
    gone = (before.keys() - after.keys()) | set(new)
    ended = spells.by_id(source, spells.closed_among(db, gone))
    begun = {key: s for key, s in (ended | after).items() if key not in before}
    past, told = PastLooks(db, source), []
    held = {key: s for key, s in before.items() if key in after or key in ended}
    for step, known, present in _steps(before, held, begun, ended):
        told += step_entries(db, step, past, scopes, known, present)
    rows = [
        (entry, {"statement": ledger.statement_id(source, spell), "url": spell.assertion.page})
        for entry in told
        if (spell := entry.new or entry.old)
    ]
    ledger.announce(db, source, None, now, rows)


def _steps(
    before: Mapping[int, Spell], standing: Standing, begun: Standing, ended: Standing
) -> Iterator[tuple[Step, frozenset[str], frozenset[str]]]:
    """Give, look by look, what began and ended, with the records known before it and after.

    ``standing`` is what was open and is not given up by the decision: what it only dates anew is
    no news.
    """
    moved = {s.key for s in before.values()} - {s.key for s in standing.values()}
    moments = {s.first_seen for s in begun.values()} | {missed(s) for s in ended.values()}
    for moment in sorted(moments):
        came = {key: s for key, s in begun.items() if s.first_seen == moment}
        went = {key: s for key, s in ended.items() if missed(s) == moment}
        known = frozenset(s.assertion.record for s in standing.values())
        standing = {key: s for key, s in (standing | came).items() if key not in went}
        news = tuple(s for s in came.values() if s.key not in moved)
        yield (
            Step(news, (), tuple(went.values())),
            known,
            frozenset(s.assertion.record for s in standing.values()),
        )


def correct(db: Connection, source: str, decided: datetime, now: datetime) -> None:
    """Take back, entry by entry, what a decision announced: the world did not change."""
    rows = [
        (
            Entry("correction", c.entity, "", c.property, c.after, c.before),
            {
                "corrects": c.seq, "shown": c.shown, "retrospective": c.retrospective,
                "statement": c.statement, "event": c.event, "url": c.url,
                "reading_before": c.reading_after, "reading_after": c.reading_before,
            },
        )
        for c in announced(db, source, decided)
    ]  # fmt: skip
    ledger.announce(db, source, None, now, rows)
