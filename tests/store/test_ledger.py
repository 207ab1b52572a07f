"""The one writer: runs that are nobody else's, rows written once, times with an offset."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, func, insert, select

from observatory.domain.facts import Citation
from observatory.domain.periods import Period
from observatory.domain.statements import Assertion, Spell
from observatory.domain.values import Value
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.database import Database
from observatory.store.ledger import EventRow

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAPER = Citation("paper", "https://doi.example/1", "IJREF", published="2025")


def a_source(db: Connection, name: str = "eccp") -> None:
    row = dict(
        title="T", publisher="P", kind="eu", start=[], every_seconds=1, scopes={}, version="1",
        curated=False, declared=True, paused=False, note="",
    )  # fmt: skip
    db.execute(insert(t.Source).values(name=name, **row))


def a_reading(db: Connection) -> int:
    a_source(db)
    run = ledger.open_run(db, "eccp", NOON, due_at=None, owner="me:1", clock=NOON)
    assert run is not None
    ledger.keep_snapshot(db, "00", 1, "text/html", NOON)
    return ledger.keep_reading(
        db, run=run, source="eccp", url="https://a.example", sha256="00", version="1", at=NOON,
        verdict="accepted", reasons=[], facts=[], events=[], follows=[], damage=[],
    )  # fmt: skip


def begin(db: Connection, due_at: datetime | None, clock: datetime = NOON) -> int | None:
    return ledger.open_run(db, "eccp", NOON, due_at=due_at, owner="me:1", clock=clock)


def test_a_due_time_is_run_once(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        first = begin(db, NOON)
        assert first is not None
        ledger.finish_run(db, first, NOON, "ok", reasons=[], pages=1, facts=1, changes=0)
        assert begin(db, NOON) is None
        assert begin(db, NOON + HOUR) is not None


def test_nobody_else_begins_while_one_is_at_it(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        assert begin(db, None) is not None
        assert begin(db, None, NOON + ledger.LEASE / 2) is None
        assert begin(db, None, NOON + ledger.LEASE) is not None


def test_a_run_that_was_cut_off_frees_its_due_time(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        first = begin(db, NOON)
        assert first is not None
        ledger.cut_off_runs(db, [first])
        again = begin(db, NOON)
        assert again not in (None, first)


def test_a_refused_run_leaves_the_writing_whole(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        first = begin(db, NOON)
        assert first is not None
        ledger.finish_run(db, first, NOON, "ok", reasons=[], pages=0, facts=0, changes=0)
        assert begin(db, NOON) is None
        ledger.note(db, "after", "1")
    with database.read() as db:
        assert db.scalar(select(t.Meta.value).where(t.Meta.key == "after")) == "1"


def test_a_taken_address_gets_a_number(database: Database) -> None:
    with database.write() as db:
        for _ in range(3):
            ledger.mint(db, "partnership", "MOVE", "move", NOON)
        assert list(db.scalars(select(t.Slug.slug).order_by(t.Slug.entity))) == [
            "move", "move-2", "move-3",
        ]  # fmt: skip


def test_a_name_is_written_once(database: Database) -> None:
    with database.write() as db:
        entity = ledger.mint(db, "cluster", "Cluster Ménara", "menara", NOON)
        for _ in range(2):
            ledger.add_name(db, entity, "Cluster Ménara", "official", "fr")
        (row,) = db.execute(select(t.Name.fold, t.Name.script)).all()
        assert row.fold == "cluster menara"
        assert row.script


def an_event(reading: int, entity: int, text: str = "CE3M is labelled") -> EventRow:
    return EventRow(
        "eccp", "item:1", entity, "labelled", Period.parse("2026-02"), text, "en",
        {"scheme": "ministry-industry"}, NOON, "https://a.example", reading,
    )  # fmt: skip


def test_an_event_is_written_once_and_stands_again_when_told_again(database: Database) -> None:
    with database.write() as db:
        reading, entity = a_reading(db), ledger.mint(db, "cluster", "A", "a", NOON)
        event = an_event(reading, entity)
        assert ledger.add_events(db, [event, event], NOON) == [event]
        assert ledger.add_events(db, [event], NOON + HOUR) == []
        ledger.supersede_events(db, [event.id], NOON + HOUR, "edition")
        assert ledger.add_events(db, [event], NOON + 2 * HOUR) == []
        row = db.execute(select(t.Event.recorded_at, t.Event.superseded_at)).one()
        assert tuple(row) == (NOON, None)


def a_spell(reading: int, entity: int, *, stated: str = "", first_seen: datetime = NOON) -> Spell:
    value = Value("42", "42", 42.0)
    assertion = Assertion(
        "a", entity, "members_companies", value, "42", "https://a.example", "", stated=stated,
        citation="paper",
    )  # fmt: skip
    return Spell(assertion, first_seen, first_seen, reading)


def test_a_corrected_publication_date_is_what_undated_statements_speak_for(
    database: Database,
) -> None:
    with database.write() as db:
        reading, entity = a_reading(db), ledger.mint(db, "cluster", "A", "a", NOON)
        ledger.cite(db, [PAPER])
        spells = [a_spell(reading, entity), a_spell(reading, entity, stated="2023")]
        for spell in spells:
            closed = replace(spell, absent_since=NOON, closed=NOON)
            ledger.write_spells(db, "eccp", [spell], [], {"paper": "2025"})
            ledger.write_spells(db, "eccp", [], [closed], {"paper": "2025"})
        ledger.cite(db, [replace(PAPER, published="2024-05")])
        found = dict(db.execute(select(t.Statement.stated, t.Statement.speaks_from)).all())
        assert found == {"": date(2024, 5, 1), "2023": date(2023, 1, 1)}
        ledger.cite(db, [replace(PAPER, published="")])
        assert db.scalar(select(t.Statement.speaks_from).where(t.Statement.stated == "")) is None


def test_ids_are_exact_in_json_and_the_same_everywhere() -> None:
    spell = a_spell(1, 7)
    key = ledger.statement_id("eccp", spell)
    assert key == ledger.statement_id("eccp", replace(spell, reading=9))
    assert key != ledger.statement_id("press", spell)
    assert key != ledger.statement_id("eccp", replace(spell, first_seen=NOON + HOUR))
    assert 0 < key < 2**53


@pytest.mark.battery("T052")
def test_a_time_without_an_offset_is_refused(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        naive = NOON.replace(tzinfo=None)
        with pytest.raises(Exception, match="time without an offset"):
            begin(db, naive)


@pytest.mark.battery("T052")
def test_times_come_back_in_utc(database: Database) -> None:
    casablanca = datetime.fromisoformat("2026-03-01T13:00:00.123456+01:00")
    with database.write() as db:
        a_source(db)
        begin(db, casablanca)
        (found,) = db.scalars(select(t.Run.due_at)).all()
        assert found == casablanca
        assert found.tzinfo == UTC


def test_an_unplaced_name_is_written_once_per_record(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        for _ in range(2):
            ledger.leave_unplaced(
                db, source="eccp", record="r", kind="cluster", name="Zeta", why="unknown",
                first_seen=NOON, url="https://a.example",
            )  # fmt: skip
        assert db.scalar(select(func.count()).select_from(t.Unplaced)) == 1
