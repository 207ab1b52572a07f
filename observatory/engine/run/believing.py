"""Believe a look: write what it does to the spells of its source, and announce it.

All in the caller's transaction, so that nothing is announced that is not stored, and the reverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from observatory.domain.changes import Entry, Scalar, entries, is_old, label_entry_kind, scalar
from observatory.domain.facts import Absence
from observatory.domain.folding import step
from observatory.domain.statements import Look, Spell, Step
from observatory.engine.run.decided import is_decided
from observatory.engine.run.placing import Placed
from observatory.engine.run.readback import PastLooks
from observatory.store import ledger
from observatory.store.queries import bodies, spells
from observatory.store.queries.asof import AsOf
from observatory.store.queries.statements import believed_values

Pair = tuple[int, str]
Beliefs = Mapping[Pair, tuple[tuple[str, ...], bool]]


@dataclass(frozen=True, slots=True)
class Believing:
    """One look to be believed: whose, in which run, and how its changes are announced.

    ``retrospective`` entries are numbered but stay out of the default feeds.
    """

    source: str
    run: int | None
    scopes: Mapping[str, Absence]
    retrospective: bool


def believe_look(
    db: Connection,
    how: Believing,
    look: Look,
    before: Sequence[Spell],
    placed: Sequence[Placed],
) -> int:
    """Fold one look into the open spells, write the result, and give the number of changes."""
    past = PastLooks(db, how.source)
    taken = step(before, look, how.scopes, past.damage_before(look.seen))
    pairs = _touched(taken)
    as_of = AsOf.now(look.recorded.date())
    believed = believed_values(db, as_of, pairs)
    ledger.cite(db, (citation for page in placed for citation in page.citations))
    write_step(db, how.source, taken)
    new = ledger.add_events(db, (e for page in placed for e in page.events), look.recorded)
    if how.scopes.get("") == "edition":
        _withdraw_events(db, how.source, look, placed)
    if how.run is not None and (new or taken.opened or taken.closed):
        ledger.mark_news(db, how.run)
    now = believed_values(db, as_of, pairs)
    known = frozenset(spell.assertion.record for spell in before)
    told = step_entries(db, taken, past, how.scopes, known, look.records)
    rows = [
        (replace(entry, retrospective=how.retrospective), _more(how.source, entry, believed, now))
        for entry in told
    ]
    rows += _disagreements(how, look, believed, now, told)
    rows += event_entries(new, look.seen, retrospective=how.retrospective)
    return ledger.announce(db, how.source, how.run, look.recorded, rows)


def write_step(db: Connection, source: str, taken: Step) -> None:
    """Write new spells and what became of old ones."""
    cited = {spell.assertion.citation for spell in taken.opened}
    altered = (*taken.updated, *taken.closed, *taken.superseded)
    ledger.write_spells(db, source, taken.opened, altered, spells.published(db, cited))


def _withdraw_events(db: Connection, source: str, look: Look, placed: Sequence[Placed]) -> None:
    """Give up the events that the present edition of a reviewed file no longer has."""
    standing = {event.id for page in placed for event in page.events}
    rows = spells.event_rows(db, source)
    gone = [
        r["id"]
        for r in rows
        if spells.event(r).id not in standing
        and r["superseded_at"] is None
        and not is_decided(r["record"])
    ]
    ledger.supersede_events(db, gone, look.recorded, "edition")


def _touched(taken: Step) -> set[Pair]:
    moved = (*taken.opened, *taken.closed, *taken.superseded)
    return {(spell.assertion.entity, spell.assertion.property) for spell in moved}


def step_entries(
    db: Connection,
    step: Step,
    past: PastLooks,
    scopes: Mapping[str, Absence],
    known: frozenset[str],
    present: frozenset[str],
) -> list[Entry]:
    """Give the entries of a step, with the window in which each thing happened.

    ``known`` holds the records that stood before the look, ``present`` those that it has.
    """
    moved = {spell.assertion.entity for spell in (*step.opened, *step.closed)}
    described = bodies.kinds(db, moved)
    return entries(
        step, past,
        kinds={entity: kind for entity, (kind, _) in described.items()},
        titles={entity: title for entity, (_, title) in described.items()},
        scopes=scopes, known=known, present=present,
    )  # fmt: skip


def _more(source: str, entry: Entry, before: Beliefs, now: Beliefs) -> dict[str, Any]:
    """Give what the store adds to an entry: statement, page, whether the shown value moved."""
    spell = entry.new or entry.old
    pair = entry.entity, entry.property
    moved = not entry.property or before.get(pair, ((), False))[0] != now.get(pair, ((), False))[0]
    return {
        "shown": moved,
        "statement": ledger.statement_id(source, spell) if spell else None,
        "url": spell.assertion.page if spell else "",
    }


def _disagreements(
    how: Believing, look: Look, before: Beliefs, now: Beliefs, told: Sequence[Entry]
) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Announce each property on which sources began to disagree with this look."""
    by_pair = {(entry.entity, entry.property): entry for entry in told if entry.property}
    for pair, (_, conflict) in now.items():
        entry = by_pair.get(pair)
        if conflict and not before.get(pair, ((), False))[1] and entry and entry.new:
            value: Scalar = scalar(entry.new.assertion.value)
            yield (
                Entry(
                    "disagreement", pair[0], entry.record, pair[1], None, value,
                    entry.not_before, look.seen, None, entry.new, how.retrospective,
                ),
                {
                    "statement": ledger.statement_id(how.source, entry.new),
                    "url": entry.new.assertion.page,
                },
            )  # fmt: skip


def event_entries(
    new: Iterable[ledger.EventRow], seen: datetime, *, retrospective: bool
) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Announce new acts of the label ledger; mentions, leads and news make no change."""
    for event in new:
        kind = label_entry_kind(event.kind)
        if kind is None:
            continue
        old = retrospective or is_old(event.on, seen.date())
        entry = Entry(
            kind, event.entity, event.record, event.kind, None, str(event.on) if event.on else None,
            None, seen, retrospective=old,
        )  # fmt: skip
        yield entry, {"event": event.id, "url": event.url, "reading_after": event.reading}
