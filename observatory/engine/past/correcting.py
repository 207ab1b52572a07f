"""Correct what was told of pages that were read wrongly: the world did not change, we did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from observatory.domain.changes import Entry, label_entry_kind, scalar
from observatory.domain.statements import Spell
from observatory.engine.past.refold import Refolded
from observatory.store import ledger
from observatory.store.queries import spells
from observatory.store.queries.announced import told_of

_Place = tuple[int, str, str]
_Held = tuple[int, Spell]


def sentences(found: Refolded) -> Iterator[str]:
    """Name what is given up and what is believed in its place; what is only dated anew is left."""
    for difference, key in ((found.statements, "property"), (found.events, "kind")):
        for word, rows in (("given up", difference.given_up), ("believed", difference.missing)):
            for row in rows:
                said = row.get("value", row.get("text", ""))
                yield f"{word}: {row['source']}, {row['record']}, {row[key]} = {said!r}"


def correct(db: Connection, found: Refolded, before: Iterable[Spell], now: datetime) -> int:
    """Announce what is believed otherwise now: a correction for each value that stands, each act.

    ``before`` are the spells that were open until ``found`` was restored. Gives their number.
    """
    after = spells.by_id(found.source, spells.open_spells(db, found.source))
    was = spells.by_id(found.source, before)
    gone, come = _by_place(was, after), _by_place(after, was)
    told = told_of(db, statements=[key for held in gone.values() for key, _ in held])
    rows = []
    for place in sorted(gone.keys() | come.keys()):
        for left, right in _paired(gone.get(place, []), come.get(place, [])):
            key, spell = right or left or (0, None)
            assert spell is not None
            entry = told.get(left[0]) if left else None
            rows.append((
                Entry(
                    "correction", spell.assertion.entity, spell.assertion.record,
                    spell.assertion.property,
                    scalar(left[1].assertion.value) if left else None,
                    scalar(right[1].assertion.value) if right else None,
                    old=left[1] if left else None, new=right[1] if right else None,
                    retrospective=entry is not None and entry.retrospective,
                ),
                {
                    "corrects": entry.seq if entry else None, "statement": key,
                    "url": spell.assertion.page,
                },
            ))  # fmt: skip
    rows += _acts(db, found)
    return ledger.announce(db, found.source, None, now, rows)


def _acts(db: Connection, found: Refolded) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Correct what was told of label acts: some are not on the page, others were overlooked."""
    gone = found.events.given_up
    told = told_of(db, events=[row["id"] for row in gone])
    for row in (*gone, *found.events.missing):
        entry, taken_back = told.get(row["id"]), row["superseded_at"] is not None
        if label_entry_kind(row["kind"]) is None or (taken_back and entry is None):
            continue
        on = row["date"] or None
        yield (
            Entry(
                "correction", row["entity"], row["record"], row["kind"],
                on if taken_back else None, None if taken_back else on,
                retrospective=entry is not None and entry.retrospective,
            ),
            {"corrects": entry.seq if entry else None, "event": row["id"], "url": row["url"]},
        )  # fmt: skip


def _by_place(
    these: Mapping[int, Spell], without: Mapping[int, Spell]
) -> dict[_Place, list[_Held]]:
    out: dict[_Place, list[_Held]] = {}
    for key, spell in these.items():
        if key not in without:
            a = spell.assertion
            out.setdefault((a.entity, a.record, a.property), []).append((key, spell))
    return out


def _paired(old: list[_Held], new: list[_Held]) -> Iterator[tuple[_Held | None, _Held | None]]:
    """Pair what was believed with what is; where there are several values, each stands alone.

    The same value that only has another time or place is no correction.
    """
    same = {s.assertion.value.key for _, s in old} & {s.assertion.value.key for _, s in new}
    left = [held for held in old if held[1].assertion.value.key not in same]
    right = [held for held in new if held[1].assertion.value.key not in same]
    if len(left) == len(right) == 1:
        yield left[0], right[0]
        return
    yield from ((held, None) for held in left)
    yield from ((None, held) for held in right)
