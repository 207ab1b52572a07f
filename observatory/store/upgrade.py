"""Create or upgrade the database, forward only; a copy is kept before an upgrade (SQLite).

Migrations run with foreign keys off, rows are counted before and after, and keys are checked at
the end: Alembic's batch mode on SQLite with foreign keys on would delete every child row.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, insert, inspect, select, text

from observatory.errors import ObservatoryError
from observatory.paths import MIGRATIONS
from observatory.store import tables as t
from observatory.store.copying import copy_sqlite
from observatory.store.database import Database


def upgrade(database: Database, *, now: datetime, url: str, keep: Path) -> bool:
    """Bring the schema to this version; True if anything was done.

    At the first time it mints the ``tag:`` authority of feed entries from the host of ``url`` and
    the day of ``now``. ``keep`` is the folder for the copy before an upgrade. Raises
    ``ObservatoryError`` if the store is of a newer version, or if an upgrade would lose rows.
    """
    head = newest_version()
    if schema_version(database) == head:
        return False
    with database.alter() as connection:
        at = MigrationContext.configure(connection).get_current_revision() or ""
        if at == head:  # another process was faster
            return False
        if at and at not in _known_versions():
            raise ObservatoryError(_too_new(at))
        if at and database.sqlite:
            keep.mkdir(parents=True, exist_ok=True)
            copy_sqlite(database, keep / f"before-{head}-{now:%Y%m%dT%H%M%S}.sqlite")
        before = _counts(connection)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        after = _counts(connection)
        lost = [name for name, rows in before.items() if after.get(name, 0) < rows]
        if lost:
            raise ObservatoryError(f"the upgrade would lose rows of {', '.join(lost)}; undone")
        if database.sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken:
                raise ObservatoryError(f"the upgrade breaks a reference: {broken}; undone")
        if not at:
            _mint_tag(connection, now, url)
    return True


def schema_version(database: Database) -> str:
    """Give the schema that the database has; empty for a new one."""
    with database.read() as db:
        there = inspect(db).has_table("alembic_version")
        return (db.scalar(text("SELECT version_num FROM alembic_version")) or "") if there else ""


def mismatch(database: Database) -> str:
    """Say that a store is of another version, and what to do; empty if it is of this one."""
    at, newest = schema_version(database), newest_version()
    if at == newest:
        return ""
    if at and at not in _known_versions():
        return _too_new(at)
    return (
        f"the database has schema {at or 'none'}, this version needs {newest}: "
        "run `observatory init`"
    )


def newest_version() -> str:
    """Give the schema that this code needs."""
    return _script().get_current_head() or ""


def tag_authority(db: Connection) -> str:
    """Give the authority of ``tag:`` URIs, minted once: ``host,day``."""
    return db.scalar(select(t.Meta.value).where(t.Meta.key == "tag")) or ""


def _mint_tag(db: Connection, now: datetime, url: str) -> None:
    host = urlsplit(url).hostname or "localhost"
    if host in ("127.0.0.1", "localhost", "::1"):
        host = f"{secrets.token_hex(6)}.observatory.invalid"
    db.execute(insert(t.Meta).values(key="tag", value=f"{host},{now:%Y-%m-%d}"))


def _too_new(at: str) -> str:
    return f"the database has schema {at}, which this version does not know: use a newer version"


def _script() -> ScriptDirectory:
    return _scripts(MIGRATIONS, frozenset((MIGRATIONS / "versions").glob("*.py")))


@lru_cache(maxsize=1)
def _scripts(folder: Path, _files: frozenset[Path]) -> ScriptDirectory:
    """Read the migrations, again only if there are others: it costs more than a visit."""
    return ScriptDirectory(str(folder))


def _known_versions() -> set[str]:
    return {revision.revision for revision in _script().walk_revisions()}


def _counts(db: Connection) -> dict[str, int]:
    names = set(inspect(db).get_table_names()) - {"alembic_version"}
    return {
        name: db.scalar(select(func.count()).select_from(text(f'"{name}"'))) or 0 for name in names
    }
