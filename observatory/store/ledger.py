"""The one writer. Each function is one transaction of its caller: what is announced is written in
the same transaction as what changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from observatory.domain.changes import IMPORTANCE, Entry
from observatory.domain.clean import fold, script, search_key, skeleton
from observatory.domain.extract import Reason
from observatory.domain.facts import Citation
from observatory.domain.periods import Period
from observatory.domain.statements import Spell
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.store import tables as t

LEASE = timedelta(hours=1)


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
    parts = (source, *a.key, a.stated, a.valid, a.citation, spell.first_seen.isoformat())
    return stable_id("statement", *parts)


def open_run(
    db: Connection,
    source: str,
    at: datetime,
    *,
    due_at: datetime | None,
    owner: str,
    clock: datetime,
) -> int | None:
    """Write the run's row before anything is fetched; None if another already does this one.

    ``at`` is the run's *now*; ``clock`` the real time, for the lease.
    """
    busy = select(t.Run.id).where(
        t.Run.source == source, t.Run.outcome == "", ~t.Run.cut_off, t.Run.leased_until > clock
    )
    if db.execute(busy).first():
        return None
    row: dict[str, Any] = dict(
        source=source, due_at=due_at, at=at, leased_until=clock + LEASE, owner=owner, outcome="",
        cut_off=False, reasons=[], pages=0, good_pages=0, facts=0, changes=0,
    )  # fmt: skip
    try:
        with db.begin_nested():
            key = db.execute(insert(t.Run).values(**row)).inserted_primary_key
    except IntegrityError:
        return None
    assert key is not None
    return int(key[0])


def cut_off_runs(db: Connection, runs: Iterable[int]) -> None:
    """Mark runs whose process is gone; their due time is free to be done again."""
    db.execute(update(t.Run).where(t.Run.id.in_(list(runs))).values(cut_off=True, due_at=None))


def keep_snapshot(db: Connection, sha256: str, size: int, content_type: str, at: datetime) -> None:
    """Write the row of kept bytes, once."""
    if not db.execute(select(t.Snapshot.sha256).where(t.Snapshot.sha256 == sha256)).first():
        row = dict(sha256=sha256, size=size, content_type=content_type, kept_at=at)
        db.execute(insert(t.Snapshot).values(**row))


def keep_visit(db: Connection, **row: Any) -> int:
    """Write one look at one page, before anybody judges it."""
    defaults: dict[str, Any] = dict(
        status=None, unchanged=False, sha256=None, reading=None, verdict="", good=False, reason="",
        final_url="", etag="", last_modified="", headers={}, mirrored=False,
    )  # fmt: skip
    key = db.execute(insert(t.Visit), defaults | row).inserted_primary_key
    assert key is not None
    return int(key[0])


def judge_visits(db: Connection, judged: Iterable[tuple[int, str, bool, int | None]]) -> None:
    """Write what the gate said of looks: (visit, verdict, whether it is good, reading)."""
    names = ("which", "verdict", "good", "reading")
    rows = [dict(zip(names, one, strict=True)) for one in judged]
    if rows:
        db.execute(update(t.Visit).where(t.Visit.id == bindparam("which")), rows)


def keep_reading(db: Connection, **row: Any) -> int:
    """Write a reading; reasons as ``[code, sentence]`` pairs."""
    key = db.execute(insert(t.Reading).values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def seal_reading(db: Connection, reading: int, verdict: str, reasons: Iterable[Reason]) -> None:
    """Write the gate's last word on a reading that this very run made."""
    values = dict(verdict=verdict, reasons=pack_reasons(reasons))
    db.execute(update(t.Reading).where(t.Reading.id == reading).values(**values))


def pack_reasons(reasons: Iterable[Reason]) -> list[list[str]]:
    """Give reasons as they are kept."""
    return [[reason.code, reason.said] for reason in reasons]


def finish_run(db: Connection, run: int, at: datetime, outcome: str, **figures: Any) -> None:
    """Close the run's row with its outcome and its figures."""
    values = dict(finished_at=at, outcome=outcome, leased_until=None, **figures)
    db.execute(update(t.Run).where(t.Run.id == run).values(**values))


def mint(
    db: Connection, kind: str, title: str, slug: str, at: datetime, *, counted: bool = False
) -> int:
    """Make an entity with its address; a taken address gets a number."""
    row = dict(kind=kind, title=title, counted=counted, created_at=at)
    key = db.execute(insert(t.Entity).values(**row)).inserted_primary_key
    assert key is not None
    entity, free, n = int(key[0]), slug, 2
    while db.execute(select(t.Slug.slug).where(t.Slug.slug == free)).first():
        free, n = f"{slug}-{n}", n + 1
    db.execute(insert(t.Slug).values(slug=free, entity=entity, current=True, retired=False))
    return entity


def add_name(db: Connection, entity: int, text: str, kind: str, lang: str = "") -> None:
    """Add a name for identity and search, once."""
    same = select(t.Name.id).where(
        t.Name.entity == entity, t.Name.text == text, t.Name.kind == kind
    )
    if not db.execute(same).first():
        row = dict(
            entity=entity, text=text, kind=kind, lang=lang, script=script(text),
            fold=fold(text), search=search_key(text), skeleton=skeleton(text),
        )  # fmt: skip
        db.execute(insert(t.Name).values(**row))


def cite(db: Connection, citations: Iterable[Citation]) -> None:
    """Write the publications cited; a corrected one replaces its row (reviewed data).

    What rests on it and states no time of its own then speaks for the corrected day.
    """
    columns = t.Citation.__table__.columns
    known = {row.key: Citation(**row._mapping) for row in db.execute(select(*columns))}
    for citation in {c.key: c for c in citations}.values():
        before = known.get(citation.key)
        if before is None:
            db.execute(insert(t.Citation).values(**asdict(citation)))
        elif before != citation:
            where = t.Citation.key == citation.key
            db.execute(update(t.Citation).where(where).values(**asdict(citation)))
            if before.published != citation.published:
                _speak_for(db, citation)


def _speak_for(db: Connection, citation: Citation) -> None:
    speaks, s = speaks_for(citation.published), t.Statement
    days = dict(speaks_from=speaks.lo if speaks else None, speaks_to=speaks.hi if speaks else None)
    undated = s.citation == citation.key, s.valid == "", s.stated == ""
    db.execute(update(s).where(*undated).values(**days))


def statement_row(source: str, spell: Spell, published: Mapping[str, str]) -> dict[str, Any]:
    """Give the row of a spell; ``published`` maps citations to their ISO day, month or year."""
    a = spell.assertion
    speaks = speaks_for(a.valid or a.stated or published.get(a.citation, ""))
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


def speaks_for(text: str) -> Period | None:
    """Read a stored ISO period; None if empty."""
    return Period.parse(text) if text else None


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
    """Write the events that are not known yet, and give those; one given up before stands again."""
    unique = {event.id: event for event in events}
    known: set[int] = set()
    ids = list(unique)
    for start in range(0, len(ids), 500):
        here = t.Event.id.in_(ids[start : start + 500])
        known |= set(db.scalars(select(t.Event.id).where(here)))
        again = update(t.Event).where(here, t.Event.superseded_at.is_not(None))
        db.execute(again.values(superseded_at=None, superseded_why=""))
    new = [event for key, event in unique.items() if key not in known]
    if new:
        db.execute(insert(t.Event), [event_row(event, recorded) for event in new])
    return new


def supersede_events(db: Connection, ids: Iterable[int], at: datetime, why: str) -> None:
    """Give up events as beliefs; the rows stay."""
    values = dict(superseded_at=at, superseded_why=why)
    db.execute(update(t.Event).where(t.Event.id.in_(list(ids))).values(**values))


def leave_unplaced(db: Connection, **row: Any) -> None:
    """Write a name that nobody could place, once per source record."""
    where = (t.Unplaced.source == row["source"], t.Unplaced.record == row["record"])
    if not db.execute(select(t.Unplaced.id).where(*where)).first():
        db.execute(insert(t.Unplaced).values(**row))


def sort_unplaced(db: Connection, source: str, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep exactly the names of a source, by record, that nobody could place."""
    u = t.Unplaced
    held = {
        row.record: row.id for row in db.execute(select(u.record, u.id).where(u.source == source))
    }
    placed = [key for record, key in held.items() if record not in wanted]
    db.execute(delete(u).where(u.id.in_(placed)))
    for record, row in wanted.items():
        if record not in held:
            db.execute(insert(u).values(**row))


def next_seq(db: Connection) -> int:
    """Give the next number; only inside a writing transaction, which excludes every other."""
    return (db.scalar(select(func.max(t.Change.seq))) or 0) + 1


def announce(
    db: Connection,
    source: str,
    run: int | None,
    at: datetime,
    numbered: Iterable[tuple[Entry, Mapping[str, Any]]],
) -> int:
    """Number and write entries, each with what the store adds to it; give how many."""
    seq = next_seq(db)
    digest = db.scalar(select(t.Change.digest).where(t.Change.seq == seq - 1)) or ""
    rows: list[dict[str, Any]] = []
    for entry, more in numbered:
        row: dict[str, Any] = dict(
            seq=seq + len(rows), at=at, run=run, source=source, entity=entry.entity,
            kind=entry.kind, property=entry.property, before=entry.before, after=entry.after,
            not_before=entry.not_before, not_after=entry.not_after,
            importance=IMPORTANCE[entry.kind], shown=True, retrospective=entry.retrospective,
            corrects=None, url="", statement=None, event=None,
            reading_before=entry.old.reading if entry.old else None,
            reading_after=entry.new.reading if entry.new else None,
        )  # fmt: skip
        row |= more
        digest = row["digest"] = change_digest(digest, row)
        rows.append(row)
    if rows:
        db.execute(insert(t.Change), rows)
    return len(rows)


def change_digest(before: str, row: Mapping[str, Any]) -> str:
    """Seal an entry together with all before it; ``row`` has every column but the digest."""
    parts = {key: str(value) for key, value in row.items()}
    body = json.dumps([before, parts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


def note(db: Connection, key: str, value: str) -> None:
    """Write a fact about this installation."""
    if not db.execute(update(t.Meta).where(t.Meta.key == key).values(value=value)).rowcount:
        db.execute(insert(t.Meta).values(key=key, value=value))


def decide(db: Connection, **row: Any) -> int:
    """Write a decision into the journal."""
    key = db.execute(insert(t.Decision).values(**({"undoes": None} | row))).inserted_primary_key
    assert key is not None
    return int(key[0])
