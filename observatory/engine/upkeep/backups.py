"""Backup and restore: one ZIP of every table as JSON lines and every kept page, with their hashes.

Pages that retention dropped are not in it; their rows are.

The same file restores into SQLite or PostgreSQL. The tables are read in one transaction, so the
copy is consistent while everything runs; secrets are settings and are not in it.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Date, Table, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from observatory.engine.installation import Installation
from observatory.errors import ObservatoryError, WrongUse
from observatory.store import tables as t
from observatory.store import upgrade as up
from observatory.store.columns import Moment

FORMAT = "observatory-backup-1"
_TABLE = re.compile(r"tables/([a-z_]+)\.jsonl")
_PAGE = re.compile(r"archive/([0-9a-f]{64})\.gz")
_CHUNK = 1 << 20

MOST_PACKED = 400
"""A backup that unpacks to more than this many times its size is not one of ours."""


def back_up(installation: Installation, file: Path) -> dict[str, int]:
    """Write a consistent copy into ``file`` (replaced when whole); give how many rows it holds.

    Raises ``ObservatoryError`` if a kept page is lost: the copy would not be whole.
    """
    part = file.with_name(file.name + ".part")
    try:
        with installation.database.read() as db:
            counts = _write(installation, db, part, pages=True)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return {
        "snapshots": counts["snapshot"],
        "statements": counts["statement"],
        "changes": counts["change"],
    }


def restore_backup(installation: Installation, file: Path, *, force: bool) -> None:
    """Bring back a backup, all or nothing.

    Raises ``WrongUse`` if the store holds something and ``force`` is not given, and
    ``ObservatoryError`` if the file is damaged; the store is then as it was. With ``force`` the
    tables that were there are written into a backup of their own beside the store.
    """
    with _checked(file) as (archive, manifest):
        database, settings = installation.database, installation.settings
        now, keep = datetime.now(UTC), settings.data / "backups"
        up.upgrade(database, now=now, url=settings.url, keep=keep)
        try:
            with database.write() as db:
                if db.scalar(select(func.count()).select_from(t.Run)):
                    if not force:
                        raise WrongUse("the store is not empty: restore elsewhere, or use --force")
                    keep.mkdir(parents=True, exist_ok=True)
                    aside = keep / f"before-restore-{now:%Y%m%dT%H%M%S%f}.zip"
                    _write(installation, db, aside, pages=False)
                _fill(db, archive, manifest)
                _bring_pages(installation, archive, manifest)
        except (SQLAlchemyError, zipfile.BadZipFile, OSError, ValueError) as error:
            raise ObservatoryError(
                f"{file} cannot be restored ({error}); nothing was changed"
            ) from error


def _write(
    installation: Installation, db: Connection, file: Path, *, pages: bool
) -> dict[str, int]:
    members: dict[str, list[Any]] = {}
    counts: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for table in t.Table.metadata.sorted_tables:
            name = f"tables/{table.name}.jsonl"
            counts[table.name], members[name] = _write_table(db, table, out, name)
        kept = select(t.Snapshot.sha256).where(t.Snapshot.dropped_at.is_(None))
        for sha256 in db.scalars(kept) if pages else ():
            body = _page(installation, sha256)
            name = f"archive/{sha256}.gz"
            out.writestr(zipfile.ZipInfo(name), body)
            members[name] = [len(body), hashlib.sha256(body).hexdigest()]
        schema = up.newest_version()
        manifest = {"format": FORMAT, "schema": schema, "rows": counts, "members": members}
        out.writestr("manifest.json", json.dumps(manifest))
    return counts


def _page(installation: Installation, sha256: str) -> bytes:
    try:
        return installation.archive.path(sha256).read_bytes()
    except OSError as error:
        raise ObservatoryError(
            f"snapshot {sha256} is not in the archive: `observatory verify` says what rests on it"
        ) from error


@contextmanager
def _checked(file: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """Open a backup in which every member is as its manifest says."""
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_bomb(archive, file.stat().st_size)
            manifest = _manifest(archive)
            _check_members(archive, manifest)
    except Exception as error:  # a damaged ZIP makes zipfile and zlib raise nearly anything
        raise ObservatoryError(
            f"{file} is not a whole backup ({error}); nothing was changed"
        ) from error
    with zipfile.ZipFile(file) as archive:
        yield archive, manifest


def _refuse_bomb(archive: zipfile.ZipFile, size: int) -> None:
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MOST_PACKED * size + _CHUNK:
        raise ValueError(f"it would unpack to {unpacked} bytes")


def _write_table(
    db: Connection, table: Table, out: zipfile.ZipFile, name: str
) -> tuple[int, list[Any]]:
    count, size, digest = 0, 0, hashlib.sha256()
    rows = select(table).order_by(*table.primary_key).execution_options(yield_per=500)
    with out.open(name, "w") as file:
        for row in db.execute(rows):
            line = json.dumps(dict(row._mapping), default=_iso, ensure_ascii=False).encode() + b"\n"
            file.write(line)
            digest.update(line)
            count, size = count + 1, size + len(line)
    return count, [size, digest.hexdigest()]


def _iso(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no form for {value!r}")


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise ValueError("it has no manifest of ours")
    if manifest["schema"] != up.newest_version():
        raise ValueError(f"it has schema {manifest['schema']}, not {up.newest_version()}")
    return manifest


def _check_members(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Read every member against the size and hash that the manifest gives, unpacking nothing."""
    names = set(archive.namelist()) - {"manifest.json"}
    if names != set(manifest["members"]):
        raise ValueError("its members are not those of its manifest")
    for table in t.Table.metadata.sorted_tables:
        if f"tables/{table.name}.jsonl" not in names or table.name not in manifest["rows"]:
            raise ValueError(f"it lacks the table {table.name}")
    for name, (size, digest) in manifest["members"].items():
        if not (_TABLE.fullmatch(name) or _PAGE.fullmatch(name)):
            raise ValueError(f"it holds {name!r}")
        if archive.getinfo(name).file_size != size:
            raise ValueError(f"{name} is not {size} bytes long")
        seen, total = hashlib.sha256(), 0
        with archive.open(name) as file:
            for chunk in _chunks(file):
                seen.update(chunk)
                total += len(chunk)
                if total > size:
                    raise ValueError(f"{name} is longer than it says")
        if seen.hexdigest() != digest:
            raise ValueError(f"{name} does not match its hash")


def _fill(db: Connection, archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    tables = t.Table.metadata.sorted_tables
    for table in reversed(tables):
        db.execute(delete(table))
    for table in tables:
        rows = []
        with archive.open(f"tables/{table.name}.jsonl") as file:
            for line in file:
                rows.append(_typed(table, json.loads(line)))
                if len(rows) == 500:
                    db.execute(insert(table), rows)
                    rows.clear()
        if rows:
            db.execute(insert(table), rows)
        held = db.scalar(select(func.count()).select_from(table))
        if held != manifest["rows"][table.name]:
            raise ValueError(f"{table.name} holds {held} rows")
        _count_on(db, table)


def _count_on(db: Connection, table: Table) -> None:
    """Let PostgreSQL number the next rows after those that were brought."""
    column = table.autoincrement_column
    if db.dialect.name == "postgresql" and column is not None:
        last = db.scalar(select(func.max(column))) or 0
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
        db.execute(select(func.setval(sequence, last + 1, False)))


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    for column in table.columns:
        value = row.get(column.name)
        if isinstance(value, str) and isinstance(column.type, Moment):
            row[column.name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(column.type, Date):
            row[column.name] = date.fromisoformat(value)
    return row


def _bring_pages(
    installation: Installation, archive: zipfile.ZipFile, manifest: dict[str, Any]
) -> None:
    for name in manifest["members"]:
        page = _PAGE.fullmatch(name)
        if page:
            target = installation.archive.path(page.group(1))
            body = archive.read(name)
            if not target.exists() or target.read_bytes() != body:
                target.parent.mkdir(parents=True, exist_ok=True)
                part = target.with_suffix(".part")
                part.write_bytes(body)
                part.replace(target)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
