"""The numbers of the public log: without a gap, seen in order, each sealed with all before it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from observatory.domain.changes import Entry
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store.database import Database
from tests.store.test_database import together
from tests.store.test_ledger import NOON, a_source


def announce(db: Connection, entity: int, count: int) -> None:
    none: dict[str, object] = {}
    entries = [(Entry("listed", entity, f"r{n}", after=f"R {n}"), none) for n in range(count)]
    ledger.announce(db, "eccp", None, NOON, entries)


def test_numbers_have_no_gap_and_no_double_whoever_writes(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        entity = ledger.mint(db, "cluster", "A", "a", NOON)

    def write() -> None:
        for count in (1, 3, 2):
            with database.write() as db:
                announce(db, entity, count)

    def give_up() -> None:
        for _ in range(3):
            with database.rehearse() as db:
                announce(db, entity, 2)

    together(write, write, write, give_up)
    with database.read() as db:
        found = list(db.scalars(select(t.Change.seq).order_by(t.Change.seq)))
    assert found == list(range(1, 19))


def test_a_number_is_visible_only_after_all_smaller_ones(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        entity = ledger.mint(db, "cluster", "A", "a", NOON)
    stop: list[bool] = []

    def write() -> None:
        for _ in range(20):
            with database.write() as db:
                announce(db, entity, 2)
        stop.append(True)

    def read() -> None:
        while len(stop) < 2:
            with database.read() as db:
                found = list(db.scalars(select(t.Change.seq).order_by(t.Change.seq)))
            assert found == list(range(1, len(found) + 1))

    together(write, write, read)


def test_each_entry_is_sealed_with_all_before_it(database: Database) -> None:
    with database.write() as db:
        a_source(db)
        entity = ledger.mint(db, "cluster", "A", "a", NOON)
        announce(db, entity, 2)
    with database.write() as db:
        announce(db, entity, 1)
    with database.read() as db:
        before = ""
        for row in db.execute(select(*t.Change.__table__.columns).order_by(t.Change.seq)):
            entry = dict(row._mapping)
            digest = entry.pop("digest")
            assert ledger.change_digest(before, entry) == digest
            assert ledger.change_digest(before, entry | {"after": "X"}) != digest
            before = digest
