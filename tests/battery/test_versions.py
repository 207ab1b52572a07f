"""Upgrades of filled stores, whole or not at all; stores of another version are left alone."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, event, insert, inspect, select, text

from observatory import paths
from observatory.engine.upkeep.doctor import complaints
from observatory.errors import ObservatoryError
from observatory.store import tables as t
from observatory.store import upgrade as up
from observatory.store.database import Database
from tests import worlds
from tests.battery.hasty import world as world
from tests.loopback import Web
from tests.stores import Stores, written
from tests.telling import rows
from tests.worlds import World, a_page_of_five, days_pass

MANY = 1_000_000
"""Statements of a store that is upgraded under soak."""


def to(database: Database, version: str) -> None:
    """Bring a store to a version, as its own upgrade would."""
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    with database.alter() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def versions() -> list[str]:
    """Give every version of the schema, the first one first."""
    script = ScriptDirectory(str(paths.MIGRATIONS))
    return [one.revision for one in script.walk_revisions()][::-1]


def first_tables(database: Database) -> MetaData:
    """Give the tables as the first version has them."""
    found = MetaData()
    found.reflect(database.engine)
    found.remove(found.tables["alembic_version"])
    return found


def fill_as_first(database: Database, world: World) -> MetaData:
    """Fill a store of the first version with what another holds."""
    old = first_tables(database)
    plain = MetaData()
    plain.reflect(world.installation.database.engine)
    with world.installation.database.read() as whole, database.write() as db:
        for table in old.sorted_tables:
            now: Table = plain.tables[table.name]
            known = [now.c[column.name] for column in table.columns]
            if found := [dict(row._mapping) for row in whole.execute(select(*known))]:
                db.execute(insert(table), found)
    return old


def sums(database: Database, old: MetaData) -> dict[str, tuple[int, str]]:
    """Give, of each table of the first version, how many rows it has and the hash of them all."""
    out = {}
    with database.read() as db:
        for table in old.sorted_tables:
            digest, count = hashlib.sha256(), 0
            found = db.execute(
                select(table).order_by(*table.primary_key).execution_options(yield_per=5000)
            )
            for row in found:
                digest.update(repr(tuple(row)).encode())
                count += 1
            out[table.name] = count, digest.hexdigest()
    return out


@pytest.fixture
def first(bare_url: str, stores: Stores, web: Web) -> Iterator[tuple[Database, MetaData]]:
    """A store of the first version with a past in it, on each kind of database."""
    world = a_page_of_five(stores.installation("sqlite"), web)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    database = Database(bare_url)
    to(database, versions()[0])
    yield database, fill_as_first(database, world)
    database.close()


@pytest.mark.battery("T060", "T061")
def test_every_upgrade_keeps_what_a_filled_store_says(
    first: tuple[Database, MetaData], tmp_path: Path
) -> None:
    database, old = first
    before = sums(database, old)
    assert before["statement"][0] > 20
    assert before["change"][0] > 0
    for version in versions()[1:-1]:
        to(database, version)
        assert sums(database, old) == before
    assert up.upgrade(database, now=worlds.MONDAY, url="http://a.example", keep=tmp_path)
    assert sums(database, old) == before
    with database.read() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, t.Table.metadata) == []
    assert len(list(tmp_path.glob("before-*.sqlite"))) == int(database.sqlite)


COPIES = """
INSERT INTO statement ({names})
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :times)
SELECT {values} FROM statement CROSS JOIN n
"""


@pytest.mark.soak
@pytest.mark.battery("T060")
def test_a_million_statements_are_upgraded_and_read_meanwhile(
    first: tuple[Database, MetaData], tmp_path: Path
) -> None:
    database, old = first
    names = [column.name for column in old.tables["statement"].columns]
    other = {"id": "n.i * 1000 + row_number() OVER ()", "record": "record || ' ' || n.i"}
    values = ", ".join(other.get(name, name) for name in names)
    statement = text(COPIES.format(names=", ".join(names), values=values))
    with database.write() as db:
        held = db.scalar(text("SELECT count(*) FROM statement")) or 1
        db.execute(statement, {"times": MANY // held})
    before = sums(database, old)
    assert before["statement"][0] >= MANY
    upgrading = threading.Thread(
        target=up.upgrade,
        args=(database,),
        kwargs={"now": worlds.MONDAY, "url": "http://a.example", "keep": tmp_path},
    )
    upgrading.start()
    while upgrading.is_alive():
        with database.read() as db:
            assert db.execute(text("SELECT * FROM statement ORDER BY id LIMIT 1")).first()
        time.sleep(0.05)
    assert up.schema_version(database) == up.newest_version()
    assert sums(database, old) == before


def columns(database: Database) -> set[tuple[str, str]]:
    """Give every column that there is."""
    with database.read() as db:
        found = inspect(db)
        return {(n, c["name"]) for n in found.get_table_names() for c in found.get_columns(n)}


def killed_at(url: str, number: int, keep: Path) -> bool:
    """Upgrade in a process that is killed before its n-th statement; say whether it was."""
    child = os.fork()
    if child == 0:
        try:
            database, left = Database(url), [number]

            def count(_db: object, _cursor: object, said: str, *_: object) -> None:
                left[0] -= not said.startswith(("SELECT", "PRAGMA", "BEGIN"))
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            event.listen(database.engine, "before_cursor_execute", count)
            event.listen(database.engine, "commit", lambda db: count(db, None, "COMMIT"))
            up.upgrade(database, now=worlds.MONDAY, url="http://a.example", keep=keep)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.battery("T062")
def test_an_upgrade_killed_at_any_statement_is_whole_or_undone(
    first: tuple[Database, MetaData], tmp_path: Path
) -> None:
    database, old = first  # every fourth statement on PostgreSQL, where a kill takes its time
    url, before, kills = written(database.url), sums(database, old), 0
    oldest, newest = columns(database), up.newest_version()
    step = 1 if database.sqlite else 4
    while up.schema_version(database) != newest:
        database.close()
        kills += killed_at(url, kills * step + 1, tmp_path)
        done = up.schema_version(database) == newest
        assert done == (columns(database) != oldest), "never between"
    assert kills > 12 // step
    assert sums(database, old) == before
    assert not up.upgrade(database, now=worlds.MONDAY, url="http://a.example", keep=tmp_path)


@pytest.mark.battery("T063")
@pytest.mark.parametrize(
    ("found", "said"), [("0001", "run `observatory init`"), ("9999", "use a newer version")]
)
def test_a_store_of_another_version_is_not_written(world: World, found: str, said: str) -> None:
    before = rows(world.installation, t.Visit)
    with world.installation.database.write() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": found})
    with pytest.raises(ObservatoryError, match=said):
        world.look()
    assert any(said in one for one in complaints(world.installation, world.now))
    with world.installation.database.write() as db:
        newest = {"v": up.newest_version()}
        db.execute(text("UPDATE alembic_version SET version_num = :v"), newest)
    assert rows(world.installation, t.Visit) == before
