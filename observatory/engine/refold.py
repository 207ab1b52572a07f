"""Fold statements and events again from what was kept, and compare or restore.

Inputs are visits, readings, decisions and reviewed files; changes and ids are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from observatory.domain.gate import GOOD, is_doubtful
from observatory.domain.periods import Period
from observatory.domain.statements import Look, fold
from observatory.engine.installation import Installation, scopes
from observatory.engine.placing import Placed, Placing
from observatory.harvest import Loaded
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import bodies, looks, spells

Row = dict[str, Any]

JOURNAL = "decision"
"""Why a statement was given up by a person's decision: such rows are history, not folded again."""

DECIDED = "decision:"
"""How the record of an act begins that a person confirmed: no page has it."""


def is_decided(record: str) -> bool:
    """Say whether an act is one that a person confirmed."""
    return record.startswith(DECIDED)


@dataclass(slots=True)
class Difference:
    """How the stored rows of one table differ from what the fold gives."""

    missing: list[Row] = field(default_factory=list)
    altered: list[Row] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)

    def sentences(self, what: str) -> Iterator[str]:
        """Name each row that differs."""
        for word, rows in (
            ("missing", self.missing),
            ("altered", self.altered),
            ("extra", self.extra),
        ):
            for row in rows:
                said = row.get("value", row.get("text", ""))
                thing = row.get("property", row.get("kind"))
                where = f"{row['source']}, {row['record']}"
                yield f"{what} {row['id']} is {word}: {where}, {thing} = {said!r}"

    def __bool__(self) -> bool:
        return bool(self.missing or self.altered or self.extra)


@dataclass(frozen=True, slots=True)
class Refolded:
    """The differences of one source."""

    source: str
    statements: Difference
    events: Difference
    unplaced: Mapping[str, Row]

    def sentences(self) -> list[str]:
        """Name every row that differs."""
        return [*self.statements.sentences("statement"), *self.events.sentences("event")]


def refold(installation: Installation, db: Connection, loaded: Loaded, now: datetime) -> Refolded:
    """Fold one source again and compare with what is stored; writes nothing but new entities."""
    past = list(_looks(installation, db, loaded, now))
    pages = [page for _, placed in past for page in placed]
    ledger.cite(db, (citation for page in pages for citation in page.citations))
    rules = scopes(loaded)
    published = spells.published(db)
    wanted = [
        ledger.statement_row(loaded.name, spell, published)
        for spell in fold((look for look, _ in past), rules)
    ]
    told = [*_events(past, edition=rules.get("") == "edition"), *_confirmed(db, loaded.name)]
    return Refolded(
        loaded.name,
        _compare(wanted, spells.all_rows(db, loaded.name)),
        _compare(told, spells.event_rows(db, loaded.name)),
        _unplaced(loaded.name, past),
    )


def restore(db: Connection, found: Refolded) -> None:
    """Make the stored rows equal to the fold."""
    ledger.sort_unplaced(db, found.source, found.unplaced)
    for table, difference in ((t.Statement, found.statements), (t.Event, found.events)):
        gone = [row["id"] for row in difference.extra]
        for start in range(0, len(gone), 500):
            db.execute(delete(table).where(table.id.in_(gone[start : start + 500])))
        for row in difference.altered:
            db.execute(update(table).where(table.id == row["id"]).values(**row))
        if difference.missing:
            db.execute(insert(table), difference.missing)


def _looks(
    installation: Installation, db: Connection, loaded: Loaded, now: datetime
) -> Iterator[tuple[Look, list[Placed]]]:
    """Give every good look at a source, in order of seen, with its placed pages."""
    past = list(looks.past_visits(db, loaded.name))
    if not past:
        return
    kept = looks.readings(db, loaded.name)
    released = looks.released(db)
    placing = Placing(installation, db, loaded, now)
    placed: dict[int, Placed] = {}
    for _, visits in groupby(past, key=lambda visit: visit.run):
        run = list(visits)
        read = [v for v in run if v.reading in kept]
        held = [v for v in read if kept[v.reading or 0].verdict not in GOOD]
        good = [v for v in read if v not in held or v.reading in released]
        if not good:
            continue
        here: dict[str, Placed] = {}
        for visit in good:
            assert visit.reading is not None
            if visit.reading not in placed:
                r = kept[visit.reading]
                placed[visit.reading] = placing.page(r.url, r.facts, r.events, r.id, r.at)
            here[visit.url] = placed[visit.reading]
        late = [released[v.reading] for v in held if v.reading in released]
        whole = len(good) == len(run) and not any(visit.capped for visit in run)
        look = Look(
            run[0].at,
            tuple(a for page in here.values() for a in page.assertions),
            {v.url: kept[v.reading].damage for v in good if v.reading},
            _lists(loaded) if whole else frozenset(),
            {v.url: v.reading for v in good if v.reading},
            max(late, default=None),
            frozenset(pair for page in here.values() for pair in page.unread),
            frozenset(
                v.url
                for v in good
                if v.reading and is_doubtful(code for code, _ in kept[v.reading].reasons)
            ),
        )
        yield look, list(here.values())


def _lists(loaded: Loaded) -> frozenset[str]:
    return frozenset(scope for scope, absence in scopes(loaded).items() if absence == "record")


def _events(past: list[tuple[Look, list[Placed]]], *, edition: bool) -> Iterator[Row]:
    """Give each event as first told; of a reviewed file, as its editions have it."""
    rows: dict[int, Row] = {}
    for look, pages in past:
        here = {event.id: event for page in pages for event in page.events}
        for key, event in here.items():
            row = rows.get(key)
            if row is None:
                rows[key] = ledger.event_row(event, look.recorded)
            elif row["superseded_at"]:
                row.update(superseded_at=None, superseded_why="")
        if edition:
            for key, row in rows.items():
                if key not in here and row["superseded_at"] is None:
                    row.update(superseded_at=look.recorded, superseded_why="edition")
    yield from rows.values()


def _unplaced(source: str, past: list[tuple[Look, list[Placed]]]) -> dict[str, Row]:
    """Give the names that nobody can place, each as it was first seen."""
    rows: dict[str, Row] = {}
    for look, pages in past:
        for page in pages:
            for record, (about, why) in page.unplaced.items():
                name = next(iter(about.names), record)
                rows.setdefault(
                    record,
                    dict(source=source, record=record, kind=about.kind, name=name, why=why,
                         first_seen=look.seen, url=page.url),
                )  # fmt: skip
    return rows


def _compare(wanted: Iterable[Row], held: Iterable[Row]) -> Difference:
    by_id = {row["id"]: row for row in held}
    out = Difference()
    for row in wanted:
        there = by_id.pop(row["id"], None)
        if there is None:
            out.missing.append(row)
        elif there != row:
            out.altered.append(row)
    out.extra.extend(row for row in by_id.values() if row["superseded_why"] != JOURNAL)
    return out


def _confirmed(db: Connection, source: str) -> Iterator[Row]:
    """Give the acts that people confirmed from the leads of this source."""
    leads = {row["id"]: row for row in spells.event_rows(db, source) if row["kind"] == "lead"}
    slugs = {slug: entity for entity, (_, slug, _) in bodies.addresses(db).items()}
    for decision in bodies.decisions(db):
        act = decision["payload"]
        lead = leads.get(act.get("lead", 0)) if decision["kind"] == "confirm" else None
        if lead is None:
            continue
        payload = {key: act[key] for key in ("scheme", "call", "term_until") if act.get(key)}
        told = ledger.EventRow(
            source, f"{DECIDED}{decision['id']}", slugs[act["slug"]], act["kind"],
            Period.read(act.get("on", "")), lead["text"], lead["lang"], payload,
            decision["at"], lead["url"], lead["reading"], lead["locator"], lead["citation"] or "",
            (), decision["why"],
        )  # fmt: skip
        yield ledger.event_row(told, decision["at"])
