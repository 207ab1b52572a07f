"""The schema is made once, moves forward only, and never loses a row."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select, text

from observatory import paths
from observatory.errors import ObservatoryError
from observatory.store import ledger
from observatory.store import tables as t
from observatory.store import upgrade as up
from observatory.store.database import Database
from tests.stores import Stores

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
URL = "https://clusters.example:8443/x"

ALTER = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "9999", "{before}"
def upgrade():
    with op.batch_alter_table("entity", recreate="auto") as batch:
        batch.alter_column("title", type_=sa.String(200), nullable=False)
    with op.batch_alter_table("source") as batch:
        batch.add_column(sa.Column("colour", sa.String(10), nullable=False, server_default="red"))
    {more}
"""


@pytest.fixture
def bare(bare_url: str) -> Iterator[Database]:
    """A database without any schema."""
    database = Database(bare_url)
    yield database
    database.close()


@pytest.fixture
def filled(stores: Stores, request: pytest.FixtureRequest) -> Database:
    """A store with parents and children in it."""
    database = stores.database(getattr(request, "param", "sqlite"))
    with database.write() as db:
        for n in range(20):
            entity = ledger.mint(db, "cluster", f"Cluster {n}", f"cluster-{n}", NOW)
            ledger.add_name(db, entity, f"Cluster {n}", "official")
        row = dict(
            title="T", publisher="P", kind="eu", start=[], every_seconds=1, scopes={}, version="1",
            curated=False, declared=True, paused=False, note="",
        )  # fmt: skip
        db.execute(insert(t.Source).values(name="s", **row))
        ledger.open_run(db, "s", NOW, due_at=NOW, owner="o", clock=NOW)
    return database


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Migrations of a version to come, in a folder of their own."""
    folder = tmp_path / "migrations"
    shutil.copytree(paths.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(up, "MIGRATIONS", folder)
    return folder / "versions"


def write(migrations: Path, before: str, more: str = "") -> None:
    (migrations / "9999_next.py").write_text(ALTER.format(before=before, more=more))


def counts(database: Database) -> dict[str, int]:
    with database.read() as db:
        return {
            table.__tablename__: db.scalar(select(func.count()).select_from(table)) or 0
            for table in (t.Entity, t.Slug, t.Name, t.Run)
        }


def upgrade(database: Database, keep: Path) -> bool:
    return up.upgrade(database, now=NOW, url=URL, keep=keep)


def test_a_new_database_gets_the_schema_once(bare: Database, tmp_path: Path) -> None:
    assert up.schema_version(bare) == ""
    assert upgrade(bare, tmp_path) is True
    assert up.schema_version(bare) == up.newest_version()
    assert upgrade(bare, tmp_path) is False


@pytest.mark.battery("T061")
def test_the_schema_is_what_the_tables_say(database: Database) -> None:
    with database.read() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, t.Table.metadata) == []


def test_feeds_get_an_authority_of_their_own_once(bare: Database, tmp_path: Path) -> None:
    upgrade(bare, tmp_path)
    with bare.read() as db:
        assert up.tag_authority(db) == "clusters.example,2026-03-01"


def test_a_laptop_gets_an_authority_that_nobody_else_has(stores: Stores, tmp_path: Path) -> None:
    found = set()
    for n in range(2):
        database = Database(f"sqlite:///{tmp_path / f'{n}.sqlite'}")
        up.upgrade(database, now=NOW, url="http://127.0.0.1:8000", keep=tmp_path)
        with database.read() as db:
            found.add(up.tag_authority(db))
        database.close()
    assert len(found) == 2
    assert all(".invalid,2026-03-01" in authority for authority in found)


def test_two_processes_that_begin_at_once_make_one_schema(bare: Database, tmp_path: Path) -> None:
    done: list[object] = []

    def begin() -> None:
        try:
            done.append(upgrade(bare, tmp_path))
        except Exception as error:
            done.append(error)

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=str) == [False, True]


@pytest.mark.battery("T061")
@pytest.mark.parametrize(
    "filled", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_altering_a_parent_keeps_every_child(
    filled: Database, migrations: Path, tmp_path: Path
) -> None:
    before = counts(filled)
    write(migrations, up.newest_version())
    assert upgrade(filled, tmp_path / "keep") is True
    assert counts(filled) == before
    with filled.read() as db:
        assert db.scalar(text("SELECT colour FROM source")) == "red"
        assert up.schema_version(filled) == "9999"


@pytest.mark.battery("T061")
def test_a_copy_is_kept_before_an_upgrade(
    filled: Database, migrations: Path, tmp_path: Path
) -> None:
    before, old = counts(filled), up.newest_version()
    write(migrations, old, "op.execute(\"UPDATE entity SET title = ''\")")
    upgrade(filled, tmp_path / "keep")
    (kept,) = (tmp_path / "keep").iterdir()
    copy = Database(f"sqlite:///{kept}")
    assert (up.schema_version(copy), counts(copy)) == (old, before)
    with copy.read() as db:
        assert db.scalar(text("SELECT count(*) FROM entity WHERE title = ''")) == 0
    copy.close()


@pytest.mark.battery("T062")
@pytest.mark.parametrize(
    "filled", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
@pytest.mark.parametrize(
    "more",
    [
        'op.execute("DELETE FROM name WHERE id = 3")',
        'op.execute("INSERT INTO nothing VALUES (1)")',
        "raise RuntimeError('killed')",
    ],
)
def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    filled: Database, migrations: Path, tmp_path: Path, more: str
) -> None:
    before, old = counts(filled), up.newest_version()
    write(migrations, old, more)
    with pytest.raises(Exception, match=r"\w"):
        upgrade(filled, tmp_path / "keep")
    assert (up.schema_version(filled), counts(filled)) == (old, before)
    with filled.write() as db:
        if filled.sqlite:
            assert db.scalar(text("PRAGMA foreign_keys")) == 1


def test_an_upgrade_that_would_lose_rows_says_of_which_table(
    filled: Database, migrations: Path, tmp_path: Path
) -> None:
    write(migrations, up.newest_version(), 'op.execute("DELETE FROM name WHERE id = 3")')
    with pytest.raises(ObservatoryError, match="would lose rows of name"):
        upgrade(filled, tmp_path / "keep")


def test_an_upgrade_that_breaks_a_reference_is_undone(
    filled: Database, migrations: Path, tmp_path: Path
) -> None:
    write(migrations, up.newest_version(), 'op.execute("UPDATE slug SET entity = 999")')
    with pytest.raises(ObservatoryError, match="breaks a reference"):
        upgrade(filled, tmp_path / "keep")
    with filled.read() as db:
        assert db.scalar(text("SELECT count(*) FROM slug WHERE entity = 999")) == 0


def test_runs_of_before_told_something_new_if_they_made_changes(
    bare: Database, tmp_path: Path
) -> None:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    with bare.write() as db:
        config.attributes["connection"] = db
        command.upgrade(config, "0001")
        row = dict(
            name="s", title="T", publisher="P", kind="eu", start="[]", every_seconds=1,
            scopes="{}", version="1", curated=False, declared=True, paused=False, note="",
        )  # fmt: skip
        db.execute(text(f"INSERT INTO source ({', '.join(row)}) VALUES (:{', :'.join(row)})"), row)
        for changes in (0, 3):
            run = dict(
                source="s", at=f"2026-01-0{changes + 1} 08:00:00", owner="", outcome="ok",
                cut_off=False, reasons="[]", pages=1, good_pages=1, facts=1, changes=changes,
            )  # fmt: skip
            names = ", ".join(run)
            db.execute(text(f"INSERT INTO run ({names}) VALUES (:{', :'.join(run)})"), run)
    upgrade(bare, tmp_path)
    with bare.read() as db:
        assert db.execute(select(t.Run.changes, t.Run.news).order_by(t.Run.id)).all() == [
            (0, False), (3, True),
        ]  # fmt: skip
        assert db.scalar(select(t.Source.quiet_days)) is None


@pytest.mark.battery("T063")
def test_a_store_of_a_newer_version_is_refused(database: Database, tmp_path: Path) -> None:
    with database.write() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ObservatoryError, match="9999, which this version does not know"):
        upgrade(database, tmp_path)
    assert up.schema_version(database) == "9999"
