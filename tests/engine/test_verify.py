"""The audit says yes to a sound store, and no to any other, naming the row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from observatory.engine.installation import Installation
from observatory.engine.past.rebuilding import differences, rebuild
from observatory.engine.upkeep.verify import verify
from observatory.store import tables as t
from tests import worlds
from tests.loopback import Web
from tests.registers import Register
from tests.stores import BACKENDS, Stores
from tests.telling import rows
from tests.worlds import World, a_page_of_five, days_pass


def a_sound_store(installation: Installation, web: Web) -> World:
    world = a_page_of_five(installation, web)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    worlds.partnership_gone(world, "EnW")
    worlds.gazette_says(web, "labelled | 2026-03-01 | CE3M | CE3M est labellisé")
    for _ in range(2):
        world.look()
        world.look("gazette")
        days_pass(world)
    return world


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest, stores: Stores, web: Web) -> World:
    """A store in which something has happened, on each kind of database."""
    return a_sound_store(stores.installation(request.param), web)


@pytest.fixture
def fast(stores: Stores, web: Web) -> World:
    """The same on SQLite."""
    return a_sound_store(stores.installation("sqlite"), web)


def faults(world: World) -> list[str]:
    return list(verify(world.installation, world.now))


def force(world: World, *statements: Any) -> None:
    """Write past every rule, foreign keys too."""
    with world.installation.database.alter() as db:
        if not world.installation.database.sqlite:
            db.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            db.execute(statement)


def test_a_sound_store_has_no_fault(world: World) -> None:
    assert faults(world) == []


@pytest.mark.battery("T045")
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_flipped_byte_names_the_snapshot_and_what_rests_on_it(fast: World, share: float) -> None:
    first = rows(fast.installation, t.Reading)[0]
    resting = [r for r in rows(fast.installation, t.Statement) if r["reading"] == first["id"]]
    file = fast.installation.archive.path(first["sha256"])
    whole = bytearray(file.read_bytes())
    whole[int(len(whole) * share)] ^= 0x01
    file.write_bytes(whole)
    (fault,) = faults(fast)
    assert first["sha256"] in fault
    assert f"{len(resting)} statement(s) rest on it" in fault
    assert all(str(row["id"]) in fault for row in resting)


def test_a_lost_page_is_named(fast: World) -> None:
    sha256 = rows(fast.installation, t.Snapshot)[0]["sha256"]
    fast.installation.archive.path(sha256).unlink()
    (fault,) = faults(fast)
    assert f"snapshot {sha256} is not in the archive" in fault


def test_a_deleted_statement_is_named(world: World) -> None:
    gone = rows(world.installation, t.Statement)[3]
    with world.installation.database.write() as db:
        db.execute(delete(t.Statement).where(t.Statement.id == gone["id"]))
    found = faults(world)
    assert any(f"statement {gone['id']} is missing" in fault for fault in found)


def test_a_deleted_event_is_named(fast: World) -> None:
    (gone,) = rows(fast.installation, t.Event)
    with fast.installation.database.write() as db:
        db.execute(delete(t.Event))
    assert any(f"event {gone['id']} is missing" in fault for fault in faults(fast))


EDITS: tuple[dict[str, Any], ...] = (
    {"after": 999},
    {"before": "x"},
    {"kind": "correction"},
    {"shown": False},
    {"retrospective": True},
    {"url": "https://elsewhere.example"},
    {"not_before": worlds.MONDAY + timedelta(days=3)},
    {"digest": "0" * 64},
)


def test_an_edited_change_is_named(world: World) -> None:
    changes = rows(world.installation, t.Change)
    row = next(row for row in changes if row["kind"] == "value_changed")
    for edit in EDITS:
        for values in (edit, {column: row[column] for column in edit}):
            with world.installation.database.write() as db:
                db.execute(update(t.Change).where(t.Change.seq == row["seq"]).values(**values))
            named = f"change {row['seq']} was edited after it was published" in faults(world)
            assert named == (values is edit), values


def test_a_deleted_change_is_named_wherever_it_stood(world: World) -> None:
    total = max(r["seq"] for r in rows(world.installation, t.Change) if r["source"] == "gazette")
    force(world, delete(t.Change).where(t.Change.seq == 3))
    assert any("change 3 is missing" in fault for fault in faults(world))
    force(world, delete(t.Change).where(t.Change.seq == total))
    run = next(row for row in rows(world.installation, t.Run) if row["source"] == "gazette")
    assert f"run {run['id']} (gazette) told 1 changes, 0 are there" in faults(world)


def test_a_change_put_in_afterwards_is_named(fast: World) -> None:
    last = rows(fast.installation, t.Change)[-1]
    force(fast, insert(t.Change).values(**last | {"seq": last["seq"] + 1, "after": "forged"}))
    assert f"change {last['seq'] + 1} was edited after it was published" in faults(fast)


def test_a_reference_to_nothing_is_named(fast: World) -> None:
    force(fast, update(t.Reading).values(source="nobody"))
    assert "reading row 1 refers to a source that is not there" in faults(fast)


def test_a_statement_of_another_body_is_named(world: World) -> None:
    key = rows(world.installation, t.Statement)[0]["id"]
    force(world, update(t.Statement).where(t.Statement.id == key).values(entity=1))
    assert any(f"statement {key} is altered" in fault for fault in faults(world))


@pytest.mark.parametrize(
    "values",
    [
        {"recorded_at": worlds.MONDAY - timedelta(days=1)},
        {"absent_since": worlds.MONDAY - timedelta(days=1)},
        {"superseded_at": worlds.MONDAY - timedelta(days=1)},
        {"closed_at": worlds.MONDAY + timedelta(days=1), "absent_since": None},
    ],
    ids=lambda values: next(iter(values)),
)
def test_inverted_times_are_named(fast: World, values: dict[str, Any]) -> None:
    key = rows(fast.installation, t.Statement)[0]["id"]
    with fast.installation.database.write() as db:
        db.execute(update(t.Statement).where(t.Statement.id == key).values(**values))
    assert any(f"statement {key} (" in f and "inverted" in f for f in faults(fast))


def test_two_spells_of_one_assertion_at_once_are_named(fast: World) -> None:
    row = rows(fast.installation, t.Statement)[0]
    closed = dict(absent_since=fast.now, closed_at=fast.now)
    later = dict(id=7, first_seen=row["first_seen"] + timedelta(days=1))
    with fast.installation.database.write() as db:
        db.execute(update(t.Statement).where(t.Statement.id == row["id"]).values(**closed))
        db.execute(insert(t.Statement).values(**row | later))
    assert any(f"statement 7 overlaps statement {row['id']}" in fault for fault in faults(fast))


def test_a_statement_that_no_kept_page_supports_is_named(fast: World) -> None:
    """Someone may change a reading's facts instead: its bytes then say otherwise."""
    reading = rows(fast.installation, t.Reading)[0]
    forged = [fact | {"raw": "999"} if fact["raw"] == "567" else fact for fact in reading["facts"]]
    with fast.installation.database.write() as db:
        db.execute(update(t.Reading).where(t.Reading.id == reading["id"]).values(facts=forged))
    assert any("is altered" in f or "is missing" in f for f in faults(fast))


ROW = "ce3m | president | Tarik Exemple | 2025 | press-1 | 2025-05-01"


@pytest.mark.parametrize("name", ["url", "title", "publisher", "published", "origin"])
def test_an_edited_citation_is_named_and_put_right(
    edited: World, register: Register, name: str
) -> None:
    register.says(ROW)
    edited.look("register")
    (cited,) = rows(edited.installation, t.Citation)
    assert faults(edited) == []
    with edited.installation.database.write() as db:
        db.execute(update(t.Citation).values(**{name: "2024"}))
    assert faults(edited) == differences(edited.installation, edited.now)
    kept = f"citation press-1 is altered: {name} = '2024', kept is {cited[name]!r}"
    assert kept in faults(edited)
    assert kept in rebuild(edited.installation, edited.now)
    assert rows(edited.installation, t.Citation) == [cited]


def test_a_citation_corrected_by_review_is_no_fault(edited: World, register: Register) -> None:
    register.says(ROW)
    edited.look("register")
    register.says(ROW.replace("2025-05-01", "2025-06"))
    days_pass(edited)
    edited.look("register")
    assert faults(edited) == []


def test_the_audit_writes_nothing(fast: World) -> None:
    tables = (t.Statement, t.Event, t.Change, t.Entity, t.Name, t.Unplaced)
    before = [rows(fast.installation, table) for table in tables]
    faults(fast)
    assert [rows(fast.installation, table) for table in tables] == before


def test_a_lost_reading_is_named_and_does_not_stop_the_audit(fast: World) -> None:
    key = rows(fast.installation, t.Reading)[0]["id"]
    force(fast, delete(t.Reading).where(t.Reading.id == key))
    found = faults(fast)
    assert any("refers to a reading that is not there" in fault for fault in found)
    assert any(" is extra: eccp_morocco" in fault for fault in found)


def test_every_fault_is_told_not_only_the_first(fast: World) -> None:
    ids = [row["id"] for row in rows(fast.installation, t.Statement)[:3]]
    with fast.installation.database.write() as db:
        db.execute(delete(t.Statement).where(t.Statement.id.in_(ids)))
        seq = db.scalar(select(t.Change.seq).limit(1))
        db.execute(update(t.Change).where(t.Change.seq == seq).values(after="forged"))
    found = faults(fast)
    assert all(any(str(key) in fault for fault in found) for key in ids)
    assert any(f"change {seq} was edited" in fault for fault in found)
