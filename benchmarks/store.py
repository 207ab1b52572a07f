"""Write an invented world into a store of this version's schema, in bulk, once per size."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Table

from benchmarks.measuring import Effort
from benchmarks.world import (
    FIRST,
    KINDS,
    LABELS,
    LAST,
    SOURCES,
    VISITS,
    Spell,
    organisations,
    page,
    sources_of,
    spells,
)  # fmt: skip
from observatory.domain.changes import scalar
from observatory.domain.values import Value
from observatory.store import tables as t
from observatory.store.columns import Moment
from observatory.store.database import Database
from observatory.store.upgrade import upgrade

Row = Mapping[str, Any]


def filled(effort: Effort, statements: int) -> Database:
    """Open the store with that many statements, made at the first call of this run."""
    file = effort.folder / f"world-{statements}.sqlite"
    if not file.exists():
        _fill(file, effort.seed, organisations(statements))
    return Database(f"sqlite:///{file}")


def _fill(file: Path, seed: int, count: int) -> None:
    making = file.with_suffix(".making")
    database = Database(f"sqlite:///{making}")
    upgrade(database, now=FIRST, url="http://127.0.0.1", keep=file.parent)
    database.close()
    with closing(sqlite3.connect(making, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("BEGIN")
        for model, rows in _everything(seed, count):
            _insert(db, model.__table__, rows)
        db.execute("COMMIT")
        db.execute("ANALYZE")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    making.replace(file)


def _everything(seed: int, count: int) -> Iterator[tuple[Any, Iterable[Row]]]:
    entities = range(1, count + 1)
    pages = [(source, entity) for entity in entities for source in sources_of(entity)]
    yield t.Source, map(_source, range(SOURCES))
    yield t.Run, map(_run, range(SOURCES))
    yield t.Entity, map(_entity, entities)
    yield (
        t.Slug,
        (
            dict(slug=f"body-{n}", entity=n, current=True, retired=False, first=True)
            for n in entities
        ),
    )
    yield t.Name, map(_name, entities)
    yield (
        t.Snapshot,
        (dict(sha256=_sha(*one), size=1, content_type="text/html", kept_at=FIRST) for one in pages),
    )
    yield t.Reading, (_reading(*one) for one in pages)
    yield t.Visit, (_visit(*one, turn) for one in pages for turn in range(VISITS))
    yield t.Event, (_event(entity, turn) for entity in entities for turn in range(len(LABELS)))
    yield t.Statement, (_statement(one) for entity in entities for one in spells(seed, entity))
    yield t.Change, _changes(seed, entities)


def _insert(db: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    blank = {column.name: _blank(column) for column in table.columns}
    names = list(blank)
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    sql = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
    written = (tuple(_written(row.get(name, blank[name])) for name in names) for row in rows)
    while batch := list(islice(written, 10_000)):
        db.executemany(sql, batch)


def _blank(column: Column[Any]) -> Any:
    """Give what stands in a column that a row says nothing about: its type's own nothing."""
    if column.nullable or isinstance(column.type, Moment):
        return None
    return [] if isinstance(column.type, JSON) else column.type.python_type()


def _written(value: Any) -> Any:
    """Write a value as SQLAlchemy does for SQLite."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}.000000"
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value


def _source(number: int) -> Row:
    return dict(
        name=f"source_{number}", title=f"Source {number}", publisher=f"Publisher {number}",
        kind=KINDS[number], start=[f"https://source-{number}.example/"], every_seconds=86_400,
        scopes={}, version="1", curated=False, declared=True, paused=False, note="",
    )  # fmt: skip


def _run(number: int) -> Row:
    return dict(
        id=number + 1, source=f"source_{number}", at=LAST, finished_at=LAST, owner="bench:1",
        outcome="ok", cut_off=False, reasons=[], pages=1, facts=1, changes=1,
    )  # fmt: skip


def _entity(number: int) -> Row:
    return dict(id=number, kind="cluster", title=f"Body {number}", counted=True, created_at=FIRST)


def _name(number: int) -> Row:
    return dict(
        id=number, entity=number, text=f"Body {number}", lang="en", script="latin",
        kind="official", fold=f"body {number}", search=f"body {number}", skeleton="bd",
    )  # fmt: skip


def _reading(source: int, entity: int) -> Row:
    return dict(
        id=_reading_id(source, entity), run=source + 1, source=f"source_{source}",
        url=page(source, entity), sha256=_sha(source, entity), version="1", at=FIRST,
        verdict="accepted", reasons=[], facts=[], events=[], follows=[], damage=[],
    )  # fmt: skip


def _visit(source: int, entity: int, turn: int) -> Row:
    return dict(
        id=_reading_id(source, entity) * VISITS + turn, run=source + 1, source=f"source_{source}",
        url=page(source, entity), at=LAST - timedelta(days=30 * turn), status=200,
        unchanged=turn > 0, sha256=_sha(source, entity), reading=_reading_id(source, entity),
        verdict="accepted", good=True, reason="", final_url=page(source, entity), etag="",
        last_modified="", headers={}, mirrored=False,
    )  # fmt: skip


def _event(entity: int, turn: int) -> Row:
    on = (FIRST + timedelta(days=(entity * 37 + turn * 900) % 3_000)).date().isoformat()
    source = sources_of(entity)[0]
    scheme = {"scheme": "ministry-industry"} if turn < 2 else {}
    return dict(
        id=entity * 10 + turn, source=f"source_{source}", record=f"body:{entity}", entity=entity,
        kind=LABELS[turn], date=on, day_from=on, day_to=on, text=f"Event {turn}", lang="en",
        payload=scheme, first_seen=FIRST, recorded_at=FIRST, superseded_why="",
        url=page(source, entity), reading=_reading_id(source, entity), locator="", inferred=[],
        note="",
    )  # fmt: skip


def _statement(one: Spell) -> Row:
    return dict(
        id=one.id, source=f"source_{one.source}", record=f"body:{one.entity}", scope="values",
        entity=one.entity, property=one.rule.key, value_key=one.text.casefold(), value=one.text,
        number=one.number, qualifier="", unit="", raw=one.text, lang="en", valid="", stated="",
        first_seen=one.first_seen, absent_since=one.absent_since, recorded_at=one.first_seen,
        closed_at=one.absent_since, superseded_why="", url=one.url,
        reading=_reading_id(one.source, one.entity), locator="a line of the page", inferred=[],
        note="",
    )  # fmt: skip


def _changes(seed: int, entities: Iterable[int]) -> Iterator[Row]:
    """Number what changed: every spell but the first of its property, in order of time."""
    found: list[tuple[datetime, Spell, Spell]] = []
    for entity in entities:
        before = None
        for one in spells(seed, entity):
            if before is not None and before.rule is one.rule:
                found.append((one.first_seen, before, one))
            before = one
    found.sort(key=lambda change: (change[0], change[2].id))
    for seq, (at, old, new) in enumerate(found, start=1):
        yield dict(
            seq=seq, at=at, run=new.source + 1, source=f"source_{new.source}", entity=new.entity,
            kind="value_changed", property=new.rule.key, before=json.dumps(_scalar(old)),
            after=json.dumps(_scalar(new)), not_before=old.first_seen, not_after=at, importance=2,
            shown=True, retrospective=False, url=new.url, statement=new.id,
            reading_before=_reading_id(old.source, old.entity),
            reading_after=_reading_id(new.source, new.entity), digest="",
        )  # fmt: skip


def _scalar(one: Spell) -> object:
    return scalar(Value(one.text, one.text, one.number))


def _reading_id(source: int, entity: int) -> int:
    return entity * SOURCES + source


def _sha(source: int, entity: int) -> str:
    return f"{_reading_id(source, entity):064x}"
