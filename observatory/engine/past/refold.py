"""Fold statements and events again from what was kept, and compare or restore.

Inputs are visits, readings, decisions and reviewed files; changes and ids are never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from observatory.domain.folding import fold
from observatory.domain.periods import Period
from observatory.domain.statements import Look
from observatory.engine.installation import Installation, scopes
from observatory.engine.past.editions import Edition, editions
from observatory.engine.past.knowing import Row, as_known
from observatory.engine.run.decided import DECIDED, JOURNAL, given_up
from observatory.engine.run.placing import Placed
from observatory.harvest import Loaded
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.queries import bodies, spells


@dataclass(slots=True)
class Difference:
    """How the stored rows of one table differ from what the fold gives."""

    missing: list[Row] = field(default_factory=list)
    altered: list[Row] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)

    @property
    def given_up(self) -> list[Row]:
        """Give the rows that are altered to say that they are believed no more."""
        return [row for row in self.altered if row["superseded_at"] is not None]

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
    found = editions(installation, db, loaded, now)
    pages = [page for edition in found for _, placed in edition.looks for page in placed]
    ledger.cite(db, (citation for page in pages for citation in page.citations))
    rules, published = scopes(loaded), spells.published(db)
    folded = (
        (
            edition,
            [
                given_up(ledger.statement_row(loaded.name, spell, published), edition.aside)
                for spell in fold((look for look, _ in edition.looks), rules)
            ],
        )
        for edition in found
    )
    by_edition, kept = rules.get("") == "edition", spells.event_rows(db, loaded.name)
    acts = _confirmed(db, kept)
    told = (
        (
            edition,
            [*_events(edition.looks, edition=by_edition), *_told(loaded.name, acts, edition)],
        )
        for edition in found
    )
    return Refolded(
        loaded.name,
        _compare(as_known(folded), spells.all_rows(db, loaded.name)),
        _compare(as_known(told), kept),
        _unplaced(loaded.name, found[-1].looks),
    )


def restore(db: Connection, found: Refolded) -> None:
    """Make the stored rows equal to the fold; what a person gave up stays as history."""
    ledger.sort_unplaced(db, found.source, found.unplaced)
    for table, difference in ((t.Statement, found.statements), (t.Event, found.events)):
        gone = [row["id"] for row in difference.extra]
        for start in range(0, len(gone), 500):
            db.execute(delete(table).where(table.id.in_(gone[start : start + 500])))
        write(db, table, difference)


def settle(db: Connection, found: Refolded, now: datetime) -> None:
    """Write what follows after a decision; what follows no longer is given up, and stays."""
    ledger.sort_unplaced(db, found.source, found.unplaced)
    for table, difference in ((t.Statement, found.statements), (t.Event, found.events)):
        gone = [row["id"] for row in difference.extra if row["superseded_at"] is None]
        values = {"superseded_at": now, "superseded_why": JOURNAL}
        db.execute(update(table).where(table.id.in_(gone)).values(**values))
        write(db, table, difference)


def write(db: Connection, table: type[t.Statement | t.Event], difference: Difference) -> None:
    """Write the rows that are altered or missing; what ends comes first, so that keys are free."""
    ending = sorted(difference.altered, key=_stands)
    for row in ending:
        db.execute(update(table).where(table.id == row["id"]).values(**row))
    if difference.missing:
        db.execute(insert(table), difference.missing)


def _stands(row: Row) -> bool:
    return row["superseded_at"] is None and row.get("closed_at") is None


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
            for row in page.names_left(source, look.seen):
                rows.setdefault(row["record"], row)
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


def _confirmed(db: Connection, events: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Give the decisions by which people confirmed acts, each with its lead among ``events``."""
    leads = {row["id"]: row for row in events if row["kind"] == "lead"}
    return [
        (decision, leads[decision["payload"]["lead"]])
        for decision in bodies.decisions(db)
        if decision["kind"] == "confirm" and decision["payload"]["lead"] in leads
    ]


def _told(source: str, acts: Iterable[tuple[Row, Row]], edition: Edition) -> Iterator[Row]:
    """Give the acts that people had confirmed when an edition ended."""
    for decision, lead in acts:
        act, at = decision["payload"], decision["at"]
        if edition.until and at >= edition.until:
            continue
        payload = {key: act[key] for key in ("scheme", "call", "term_until") if act.get(key)}
        record, entity = f"{DECIDED}{decision['id']}", edition.index.by_slug[act["slug"]]
        told = ledger.EventRow(
            source, record, edition.index.apart.get((source, record, entity), entity), act["kind"],
            Period.read(act.get("on", "")), lead["text"], lead["lang"], payload, at, lead["url"],
            lead["reading"], lead["locator"], lead["citation"] or "", (), decision["why"],
        )  # fmt: skip
        yield ledger.event_row(told, at)
