"""Take captures into the past of a source: judge them in order of time, fold, and tell.

A capture is a look that was seen long ago and is believed from now on. It goes through the same
reader, gate and fold as a look of today; what it makes known is history, never news.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from observatory.domain.changes import Entry
from observatory.domain.extract import Reason
from observatory.domain.folding import Folding
from observatory.domain.gate import judge, outcome
from observatory.domain.statements import Spell
from observatory.engine.installation import Installation, scopes
from observatory.engine.past.editions import editions
from observatory.engine.past.refold import Refolded, refold, restore
from observatory.engine.run.believing import event_entries, step_entries
from observatory.engine.run.gating import complete_lists
from observatory.engine.run.readback import PastLooks
from observatory.engine.run.visiting import ACCEPTED, Looked
from observatory.engine.run.weighing import weigh
from observatory.harvest import Loaded, Page
from observatory.store import ledger
from observatory.store.queries import readings, spells
from observatory.store.queries.kept import WaitingLook, waiting_looks

ALONE = Reason("page_missing", "an archive captures one page at a time: the others were not seen")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: looks by verdict, statements that are new, and changes that were told."""

    verdicts: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    changes: int = 0


def take_in(installation: Installation, loaded: Loaded, now: datetime) -> Taken:
    """Judge and believe all captures of a source that wait, in one transaction dated ``now``."""
    with installation.database.write() as db:
        waiting = waiting_looks(db, loaded.name)
        if not waiting:
            return Taken()
        verdicts = _judge_all(installation, db, loaded, waiting, now)
        found = refold(installation, db, loaded, now)
        restore(db, found)
        told = _tell(installation, db, loaded, found, now)
    return Taken(verdicts, len(found.statements.missing), told)


def _judge_all(
    installation: Installation,
    db: Connection,
    loaded: Loaded,
    waiting: list[WaitingLook],
    now: datetime,
) -> Counter[str]:
    """Judge each capture by what was believed of the time before it, known looks between them."""
    folding = Folding(scopes(loaded))
    known = [look for look, _ in editions(installation, db, loaded, now)[-1].looks]
    verdicts: Counter[str] = Counter()
    for look in waiting:
        while known and known[0].seen <= look.at:
            folding.take(known.pop(0))
        page = _looked(installation, db, loaded, look)
        alone = bool(page.follows) or len(loaded.source.starts) > 1 or look.url not in (
            loaded.source.starts
        )  # fmt: skip
        complete = frozenset() if alone else complete_lists(loaded, [page])
        weighed = weigh(
            installation, db, loaded, look.run, look.at, [page], folding.standing, complete
        )
        reasons = (*page.verdict.reasons, *((ALONE,) if alone and page.verdict.good else ()))
        word = outcome([(judge(reasons).word, False)])
        ledger.finish_run(
            db, look.run, now, word, reasons=ledger.pack_reasons(reasons), pages=1,
            good_pages=int(page.verdict.good), facts=weighed.facts,
        )  # fmt: skip
        verdicts[page.verdict.word] += 1
        if weighed.good:
            folding.take(replace(weighed.look, believed=now))
    return verdicts


def _looked(
    installation: Installation, db: Connection, loaded: Loaded, look: WaitingLook
) -> Looked:
    """Read a capture, unless the same bytes were read at that address before it was taken."""
    standing = readings.standing(db, loaded.name, look.url, look.sha256)
    page = Looked(look.url, look.visit, ACCEPTED, look.sha256, final_url=look.final_url)
    if standing is None or standing.at > look.at:
        body = installation.archive.body(look.sha256)
        kept = Page(look.final_url, body, look.content_type, seen=look.at)
        page.page, standing = lambda: kept, None
    page.read(loaded, standing)
    return page


def _tell(
    installation: Installation, db: Connection, loaded: Loaded, found: Refolded, now: datetime
) -> int:
    """Number what the captures made known, each with the window of its looks, as history."""
    new = {row["id"] for row in found.statements.missing}
    if not new and not found.events.missing:
        return 0
    folding, past = Folding(scopes(loaded)), PastLooks(db, loaded.name)
    dated_anew = _given_up(db, loaded, found)
    rows = []
    for look, _ in editions(installation, db, loaded, now)[-1].looks:
        known = frozenset(spell.assertion.record for spell in folding.standing)
        step = folding.take(look)
        moved = (*step.opened, *step.closed)
        if not any(ledger.statement_id(loaded.name, spell) in new for spell in moved):
            continue
        for entry in step_entries(db, step, past, scopes(loaded), known, look.records):
            spell = _rests_on(entry, loaded.name, new)
            if spell and (spell.key not in dated_anew or entry.old):
                rows.append((
                    replace(entry, retrospective=True),
                    {"statement": ledger.statement_id(loaded.name, entry.new or spell),
                     "url": spell.assertion.page},
                ))  # fmt: skip
    events = [spells.event(row) for row in found.events.missing]
    rows += event_entries(events, now, retrospective=True)
    return ledger.announce(db, loaded.name, None, now, rows)


def _given_up(db: Connection, loaded: Loaded, found: Refolded) -> set[tuple[str, str, str]]:
    """Give the keys of what was known already and is only dated earlier now: that is no entry."""
    ids = [row["id"] for row in found.statements.given_up]
    return {spell.key for spell in spells.among(db, ids)}


def _rests_on(entry: Entry, source: str, new: set[int]) -> Spell | None:
    """Give the new statement that an entry rests on, if it rests on one."""
    for spell in (entry.new, entry.old):
        if spell and ledger.statement_id(source, spell) in new:
            return spell
    return None
