"""Read kept pages again with the present readers: what differs is a correction, never news.

A reading is added beside the older ones and believed only where it is a good one. The world did not
change: what was read wrongly is given up, and the public log says so as ``correction``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from observatory.domain.extract import Extract
from observatory.domain.gate import Verdict, judge
from observatory.engine.installation import Installation
from observatory.engine.past import correcting
from observatory.engine.past.refold import refold, restore
from observatory.engine.run.gating import judge_page
from observatory.engine.run.placing import Placing
from observatory.engine.run.weighing import packed
from observatory.errors import ObservatoryError
from observatory.harvest import Loaded, Page
from observatory.harvest.reading import read_page
from observatory.harvest.sameness import NAMELESS, Marks, marks
from observatory.store import ledger
from observatory.store.queries import spells
from observatory.store.queries.kept import KeptPage, kept_pages
from observatory.store.queries.readings import KeptReading, kept_readings


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of one source: pages read again, those that read otherwise, and what it altered.

    ``worse`` are pages that the present reader cannot read although an older one could; what was
    believed of them stands. ``lost`` are pages of which no bytes are kept any more, nor those of
    one that said the same.
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
        sentences = tuple(correcting.sentences(differences))
        restore(db, differences)
        corrections = correcting.correct(db, differences, before, now)
    return Reread(
        loaded.name, len(found), len(other), tuple(read.page.url for read in worse), lost,
        corrections, sentences,
    )  # fmt: skip


def _read(installation: Installation, loaded: Loaded, kept: KeptPage) -> _Read:
    body = installation.archive.body(kept.sha256)
    page = Page(kept.final_url or kept.url, body, kept.content_type, seen=kept.seen)
    extract = read_page(loaded, page, start=kept.url in loaded.source.starts)
    verdict = judge_page(loaded, kept.url, extract)
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
