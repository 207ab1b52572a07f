"""Read kept pages again with the present readers: what differs is a correction, never news.

A reading is added beside the older ones and believed only where it is a good one. The world did not
change: what was read wrongly is given up, and the public log says so as ``correction``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from observatory.domain.changes import Entry, label_entry_kind, scalar
from observatory.domain.extract import Extract
from observatory.domain.gate import Verdict, judge, judge_extract
from observatory.domain.statements import Spell
from observatory.engine.installation import Installation
from observatory.engine.placing import Placing
from observatory.engine.refold import Refolded, refold, restore
from observatory.engine.weighing import packed
from observatory.errors import ObservatoryError
from observatory.harvest import Loaded, Page
from observatory.harvest.reading import count, expected, read_page
from observatory.harvest.sameness import NAMELESS, Marks, marks
from observatory.store import ledger
from observatory.store.queries import spells
from observatory.store.queries.announced import told_of
from observatory.store.queries.kept import KeptPage, kept_pages
from observatory.store.queries.readings import KeptReading, kept_readings


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of one source: pages read again, those that read otherwise, and what it altered.

    ``worse`` are pages that the present reader cannot read although an older one could; what was
    believed of them stands. ``lost`` are pages of which no bytes are
    kept any more, nor those of one that said the same.
    """

    source: str
    pages: int
    differ: int
    worse: tuple[str, ...]
    lost: int
    corrections: int
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    page: KeptPage
    extract: Extract
    verdict: Verdict
    marks: Marks


def reread(
    installation: Installation,
    loaded: Loaded,
    now: datetime,
    *,
    check: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Reread:
    """Read every kept page of a source again at ``now``; ``check`` only says what would differ.

    Pages are read before anything is written; what differs is written in one transaction.
    """
    with installation.database.read() as db:
        wanted = [page for page in kept_pages(db, loaded.name) if page.version != loaded.version]
    found, gone = [], []
    for page in wanted:
        progress(page.url)
        try:
            found.append(_read(installation, loaded, page))
        except ObservatoryError:
            gone.append(page)
    opened = installation.database.rehearse if check else installation.database.write
    with opened() as db:
        kept = kept_readings(db, loaded.name, {page.reading for page in wanted})
        alike = _alike(found, gone, kept)
        lost = len(gone) - len(alike)
        found += alike
        other = [read for read in found if _differs(kept[read.page.reading], read)]
        worse = [r for r in other if kept[r.page.reading].good and not r.verdict.good]
        before = spells.open_spells(db, loaded.name)
        _keep(installation, db, loaded, other, now)
        differences = refold(installation, db, loaded, now)
        sentences = tuple(_sentences(differences))
        restore(db, differences)
        corrections = _correct(db, loaded, before, differences, now)
    return Reread(
        loaded.name, len(found), len(other), tuple(read.page.url for read in worse), lost,
        corrections, sentences,
    )  # fmt: skip


def _read(installation: Installation, loaded: Loaded, kept: KeptPage) -> _Read:
    body = installation.archive.body(kept.sha256)
    page = Page(kept.final_url or kept.url, body, kept.content_type, seen=kept.seen)
    start = kept.url in loaded.source.starts
    extract = read_page(loaded, page, start=start)
    verdict = judge_extract(extract)
    if start and verdict.good and not extract.follows and len(loaded.source.starts) == 1:
        odd = expected(loaded.source, count(loaded.source, extract.facts, extract.events))
        verdict = judge((*verdict.reasons, odd)) if odd else verdict
    return _Read(kept, extract, verdict, marks(page) if verdict.good else NAMELESS)


def _alike(
    found: Iterable[_Read], gone: Iterable[KeptPage], kept: Mapping[int, KeptReading]
) -> list[_Read]:
    """Read pages of which no bytes are kept by those that said the same, the last one before.

    Retention drops what only repeats a page; were that left as it was read once, an improved
    reader would seem to tell that the page changed there and back.
    """
    out = []
    for page in gone:
        was = kept[page.reading]
        same = [
            read
            for read in found
            if was.good
            and read.page.url == page.url
            and _says(kept[read.page.reading]) == _says(was)
        ]
        before = [read for read in same if read.page.seen <= page.seen]
        if same:
            out.append(replace((before or same[:1])[-1], page=page))
    return out


def _says(read: KeptReading | Extract) -> tuple[object, ...]:
    return read.facts, read.events, read.follows, read.damage


def _differs(before: KeptReading, now: _Read) -> bool:
    return (_says(before), before.good) != (_says(now.extract), now.verdict.good)


def _keep(
    installation: Installation, db: Connection, loaded: Loaded, found: Iterable[_Read], at: datetime
) -> None:
    """Add the readings; what cannot be typed or placed degrades one, as in a run."""
    placing = Placing(installation, db, loaded, at)
    for read in found:
        extract, verdict = read.extract, read.verdict
        if verdict.good:
            with db.begin_nested() as trial:
                unclear = placing.page(
                    read.page.url, extract.facts, extract.events, 0, read.page.seen
                ).unclear
                trial.rollback()
            verdict = judge((*verdict.reasons, *unclear))
        ledger.keep_reading(
            db, run=read.page.run, source=loaded.name, url=read.page.url, sha256=read.page.sha256,
            version=loaded.version, at=at, verdict=verdict.word,
            reasons=ledger.pack_reasons(verdict.reasons), **packed(extract, read.marks),
        )  # fmt: skip


def _correct(
    db: Connection, loaded: Loaded, before: Iterable[Spell], found: Refolded, now: datetime
) -> int:
    """Say what is believed otherwise now: one correction for each value that stands, each act."""
    after = {ledger.statement_id(loaded.name, s): s for s in spells.open_spells(db, loaded.name)}
    was = {ledger.statement_id(loaded.name, s): s for s in before}
    gone, come = _by_place(was, after), _by_place(after, was)
    told = told_of(db, statements=[key for held in gone.values() for key, _ in held])
    rows = []
    for place in sorted(gone.keys() | come.keys()):
        for left, right in _paired(gone.get(place, []), come.get(place, [])):
            key, spell = right or left or (0, None)
            assert spell is not None
            entry = told.get(left[0]) if left else None
            rows.append((
                Entry(
                    "correction", spell.assertion.entity, spell.assertion.record,
                    spell.assertion.property,
                    scalar(left[1].assertion.value) if left else None,
                    scalar(right[1].assertion.value) if right else None,
                    old=left[1] if left else None, new=right[1] if right else None,
                    retrospective=entry is not None and entry.retrospective,
                ),
                {
                    "corrects": entry.seq if entry else None, "statement": key,
                    "url": spell.assertion.page,
                },
            ))  # fmt: skip
    rows += _acts(db, found)
    return ledger.announce(db, loaded.name, None, now, rows)


def _sentences(found: Refolded) -> Iterator[str]:
    """Name what is given up and what is believed in its place; what is only dated anew is left."""
    for difference, key in ((found.statements, "property"), (found.events, "kind")):
        gone = [row for row in difference.altered if row["superseded_at"] is not None]
        for word, rows in (("given up", gone), ("believed", difference.missing)):
            for row in rows:
                said = row.get("value", row.get("text", ""))
                yield f"{word}: {row['source']}, {row['record']}, {row[key]} = {said!r}"


def _acts(db: Connection, found: Refolded) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Correct what was told of label acts: some are not on the page, others were overlooked."""
    gone = [row for row in found.events.altered if row["superseded_at"] is not None]
    told = told_of(db, events=[row["id"] for row in gone])
    for row in (*gone, *found.events.missing):
        entry, taken_back = told.get(row["id"]), row["superseded_at"] is not None
        if label_entry_kind(row["kind"]) is None or (taken_back and entry is None):
            continue
        on = row["date"] or None
        yield (
            Entry(
                "correction", row["entity"], row["record"], row["kind"],
                on if taken_back else None, None if taken_back else on,
                retrospective=entry is not None and entry.retrospective,
            ),
            {"corrects": entry.seq if entry else None, "event": row["id"], "url": row["url"]},
        )  # fmt: skip


_Place = tuple[int, str, str]
_Held = tuple[int, Spell]


def _by_place(
    these: Mapping[int, Spell], without: Mapping[int, Spell]
) -> dict[_Place, list[_Held]]:
    out: dict[_Place, list[_Held]] = {}
    for key, spell in these.items():
        if key not in without:
            a = spell.assertion
            out.setdefault((a.entity, a.record, a.property), []).append((key, spell))
    return out


def _paired(old: list[_Held], new: list[_Held]) -> Iterator[tuple[_Held | None, _Held | None]]:
    """Pair what was believed with what is; where there are several values, each stands alone.

    The same value that only has another time or place is no correction.
    """
    same = {s.assertion.value.key for _, s in old} & {s.assertion.value.key for _, s in new}
    left = [held for held in old if held[1].assertion.value.key not in same]
    right = [held for held in new if held[1].assertion.value.key not in same]
    if len(left) == len(right) == 1:
        yield left[0], right[0]
        return
    yield from ((held, None) for held in left)
    yield from ((None, held) for held in right)
