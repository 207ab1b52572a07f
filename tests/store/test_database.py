"""Readers see one state and never wait; writers come one after the other, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import OperationalError

from observatory.store import tables as t
from observatory.store.database import Database
from tests.stores import BACKENDS, Stores

WRITERS, TIMES = 3, 100


def together(*jobs: Callable[[], None]) -> None:
    """Run jobs at the same time; what one raises is raised here."""
    faults: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def note(db: Connection, key: str, value: str) -> None:
    db.execute(insert(t.Meta).values(key=key, value=value))


def held(db: Connection, key: str) -> str | None:
    return db.scalar(select(t.Meta.value).where(t.Meta.key == key))


def test_of_three_hundred_updates_by_three_writers_none_is_lost(database: Database) -> None:
    with database.write() as db:
        note(db, "count", "0")

    def write() -> None:
        for _ in range(TIMES):
            with database.write() as db:
                now = int(held(db, "count") or 0)
                db.execute(update(t.Meta).where(t.Meta.key == "count").values(value=str(now + 1)))

    together(*[write] * WRITERS)
    with database.read() as db:
        assert held(db, "count") == str(WRITERS * TIMES)


def test_an_error_leaves_nothing_of_a_writing(database: Database) -> None:
    def fail() -> None:
        with database.write() as db:
            note(db, "a", "1")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.read() as db:
        assert held(db, "a") is None


def test_a_rehearsal_leaves_nothing(database: Database) -> None:
    with database.rehearse() as db:
        note(db, "a", "1")
        assert held(db, "a") == "1"
    with database.write() as db:
        assert held(db, "a") is None


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    with database.write() as db:
        note(db, "a", "1")
    with database.read() as reader:
        assert held(reader, "a") == "1"
        with database.write() as db:
            db.execute(update(t.Meta).values(value="2"))
            note(db, "b", "2")
        assert (held(reader, "a"), held(reader, "b")) == ("1", None)
    with database.read() as reader:
        assert (held(reader, "a"), held(reader, "b")) == ("2", "2")


@pytest.mark.battery("T056")
def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    with database.write() as db:
        note(db, "a", "1")
        begun = time.monotonic()
        with database.read() as reader:
            assert held(reader, "a") is None
        assert time.monotonic() - begun < 2


@pytest.mark.battery("T057")
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_writer_that_waits_too_long_fails_and_changes_nothing(
    stores: Stores, backend: str
) -> None:
    url = stores.url(backend)
    first, second = Database(url), Database(url, wait=0.2)
    with first.write() as db:
        note(db, "a", "1")
        with pytest.raises(OperationalError), second.write():
            pytest.fail("two writers at once")
    with second.write() as db:
        assert held(db, "a") == "1"
    first.close()
    second.close()


def test_sqlite_checks_references_and_writes_ahead(stores: Stores) -> None:
    database = stores.database("sqlite")
    for way in (database.read, database.write, database.rehearse):
        with way() as db:
            assert db.scalar(text("PRAGMA foreign_keys")) == 1
            assert db.scalar(text("PRAGMA journal_mode")) == "wal"
    with database.alter() as db:
        assert db.scalar(text("PRAGMA foreign_keys")) == 0
    with database.write() as db:
        assert db.scalar(text("PRAGMA foreign_keys")) == 1
