"""Consistent copies of a SQLite database, while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from observatory.store.database import Database


def copy_sqlite(database: Database, target: Path) -> None:
    """Copy the database into ``target``, page by page, without stopping readers or writers."""
    here = str(database.url.database)
    with closing(sqlite3.connect(here)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=1000, sleep=0.01)
