"""What is believed: spells of statements and events, under ids that what they say gives them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import aliased

from observatory.domain.periods import Period
from observatory.domain.statements import Spell
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.store import tables as t
from observatory.store.ledger.naming import add_name


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with its entity known, ready to be written. ``on`` is None if undated."""

    source: str
    record: str
    entity: int
    kind: str
    on: Period | None
    text: str
    lang: str
    payload: Mapping[str, str]
    first_seen: datetime
    url: str
    reading: int
    locator: str = ""
    citation: str = ""
    inferred: tuple[str, ...] = ()
    note: str = ""
    believed: datetime | None = None
    """When a person decided whom it is about, if a person did."""

    @property
    def id(self) -> int:
        """Give the id that the same event always has."""
        when = str(self.on) if self.on else ""
        scheme = self.payload.get("scheme", "")
        parts = (self.source, self.record, str(self.entity), self.kind, when, scheme, self.text)
        return stable_id("event", *parts)


def stable_id(*parts: str) -> int:
    """Give a number below 2**53 (exact in JSON) that the same parts always have."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return int.from_bytes(digest[:7], "big") >> 3


def statement_id(source: str, spell: Spell) -> int:
    """Give the id of a spell: what it says and when it was first seen to say so."""
    a = spell.assertion
    seen = spell.first_seen.astimezone(UTC).isoformat()
    key = stable_id("statement", source, *a.key, a.stated, a.valid, a.citation, seen)
    return again_id(key, spell.again) if spell.again else key


def again_id(key: int, again: datetime) -> int:
    """Give the id of what was given up and is believed anew: another row of history."""
    return stable_id("again", str(key), again.astimezone(UTC).isoformat())


def statement_row(source: str, spell: Spell, published: Mapping[str, str]) -> dict[str, Any]:
    """Give the row of a spell; ``published`` maps citations to their ISO day, month or year."""
    a = spell.assertion
    speaks = Period.read(a.valid or a.stated or published.get(a.citation, ""))
    return dict(
        id=statement_id(source, spell), source=source, record=a.record, scope=a.scope,
        entity=a.entity, property=a.property, value_key=a.value.key, value=a.value.text,
        number=a.value.number, qualifier=a.value.qualifier, unit=a.value.unit, raw=a.raw,
        lang=a.lang, valid=a.valid, stated=a.stated,
        speaks_from=speaks.lo if speaks else None, speaks_to=speaks.hi if speaks else None,
        first_seen=spell.first_seen, absent_since=spell.absent_since, recorded_at=spell.recorded,
        closed_at=spell.closed, superseded_at=spell.superseded,
        superseded_why="edition" if spell.superseded else "", url=a.page, reading=spell.reading,
        locator=a.locator, citation=a.citation or None, inferred=list(a.inferred), note=a.note,
    )  # fmt: skip


def write_spells(
    db: Connection,
    source: str,
    opened: Sequence[Spell],
    altered: Sequence[Spell],
    published: Mapping[str, str],
) -> None:
    """Write new spells and what became of old ones; old ones first, so that keys are free."""
    ends = [
        dict(
            which=statement_id(source, spell),
            absent_since=spell.absent_since,
            closed_at=spell.closed,
            superseded_at=spell.superseded,
            superseded_why="edition" if spell.superseded else "",
        )
        for spell in altered
    ]
    if ends:
        db.execute(update(t.Statement).where(t.Statement.id == bindparam("which")), ends)
    if opened:
        db.execute(
            insert(t.Statement), [statement_row(source, spell, published) for spell in opened]
        )
    for spell in opened:
        a = spell.assertion
        if PROPERTIES[a.property].datatype == "name":
            kind = {"acronym": "acronym", "former_name": "former"}.get(a.property, "press")
            add_name(db, a.entity, a.value.text, kind, a.lang)


def event_row(event: EventRow, recorded: datetime) -> dict[str, Any]:
    """Give the row of an event."""
    return dict(
        id=event.id, source=event.source, record=event.record, entity=event.entity, kind=event.kind,
        date=str(event.on) if event.on else "", day_from=event.on.lo if event.on else None,
        day_to=event.on.hi if event.on else None, text=event.text, lang=event.lang,
        payload=dict(event.payload), first_seen=event.first_seen,
        recorded_at=max(recorded, event.believed or recorded),
        superseded_at=None, superseded_why="", url=event.url, reading=event.reading,
        locator=event.locator, citation=event.citation or None, inferred=list(event.inferred),
        note=event.note,
    )  # fmt: skip


def add_events(db: Connection, events: Iterable[EventRow], recorded: datetime) -> list[EventRow]:
    """Write the events that are not known yet, and give those; one given up before stands again.

    Not if it does so already: as another row, since a decision by which it was given up was undone.
    """
    unique = {event.id: event for event in events}
    known: set[int] = set()
    ids = list(unique)
    for start in range(0, len(ids), 500):
        here = t.Event.id.in_(ids[start : start + 500])
        known |= set(db.scalars(select(t.Event.id).where(here)))
        again = update(t.Event).where(here, t.Event.superseded_at.is_not(None), ~_ANEW)
        db.execute(again.values(superseded_at=None, superseded_why=""))
    new = [event for key, event in unique.items() if key not in known]
    if new:
        db.execute(insert(t.Event), [event_row(event, recorded) for event in new])
    return new


_TWIN = aliased(t.Event)
_ANEW = (
    select(_TWIN.id)
    .where(
        _TWIN.superseded_at.is_(None),
        *(
            getattr(_TWIN, name) == getattr(t.Event, name)
            for name in ("source", "record", "entity", "kind", "date", "text")
        ),
    )
    .correlate(t.Event)
    .exists()
)


def supersede_events(db: Connection, ids: Iterable[int], at: datetime, why: str) -> None:
    """Give up events as beliefs; the rows stay."""
    values = dict(superseded_at=at, superseded_why=why)
    db.execute(update(t.Event).where(t.Event.id.in_(list(ids))).values(**values))
