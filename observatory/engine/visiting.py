"""The network side of a run: visit the pages of a source, keep their bytes, page by page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from observatory.domain.extract import Extract, Reason
from observatory.domain.gate import Verdict, judge, judge_extract
from observatory.engine.installation import Installation
from observatory.harvest import Loaded, Page, bundle, curated_url
from observatory.harvest.answers import Fetched, NotModified, Refusal
from observatory.harvest.door import Door
from observatory.harvest.reading import read_page
from observatory.store import ledger
from observatory.store.queries import looks


@dataclass(slots=True)
class Looked:
    """One page of a run: the visit that was kept, and the reading, new or repeated.

    ``extract`` is set for bytes that were read now; ``repeated`` for a reading that stands.
    ``unchanged`` says that the last judged look brought the same bytes.
    """

    url: str
    visit: int
    verdict: Verdict
    sha256: str = ""
    unchanged: bool = False
    extract: Extract | None = None
    repeated: looks.KeptReading | None = None


def visit_source(
    installation: Installation,
    loaded: Loaded,
    door: Door | None,
    run: int,
    at: datetime,
    progress: Callable[[str], None],
) -> list[Looked]:
    """Visit the start pages of a source and what its reader asks for, up to its cap.

    Reviewed files come from the package and need no ``door``.
    """
    if loaded.source.files:
        url = curated_url(loaded.name)
        progress(url)
        body = bundle(loaded)
        return [_keep(installation, loaded, run, at, url, body, "application/json", start=True)]
    assert door is not None
    starts = loaded.source.starts
    waiting, asked = deque(starts), set(starts)
    pages: list[Looked] = []
    while waiting and len(pages) < loaded.source.max_pages:
        url = waiting.popleft()
        progress(url)
        looked = _visit(installation, loaded, door, run, at, url, start=url in starts)
        pages.append(looked)
        follows = looked.extract.follows if looked.extract else ()
        if looked.repeated:
            follows = looked.repeated.follows
        for further in follows:
            if further not in asked and loaded.source.allows(further):
                asked.add(further)
                waiting.append(further)
    if waiting and pages:
        cap = Reason("page_missing", f"{len(waiting)} more pages than the cap of {len(pages)}")
        pages[0].verdict = judge((*pages[0].verdict.reasons, cap))
    return pages


def _visit(
    installation: Installation,
    loaded: Loaded,
    door: Door,
    run: int,
    at: datetime,
    url: str,
    *,
    start: bool,
) -> Looked:
    with installation.database.read() as db:
        known = looks.known_page(db, loaded.name, url)
    came = door.fetch(
        url,
        loaded.source.allowed_hosts,
        etag=known.etag if known else "",
        last_modified=known.last_modified if known else "",
        at=at,
    )
    match came:
        case Refusal():
            verdict = judge([came.reason])
            with installation.database.write() as db:
                visit = ledger.keep_visit(
                    db, run=run, source=loaded.name, url=url, at=at, status=came.status,
                    reason=str(came.reason), headers=dict(came.headers),
                )  # fmt: skip
            return Looked(url, visit, verdict)
        case NotModified() if known:
            with installation.database.write() as db:
                visit = ledger.keep_visit(
                    db, run=run, source=loaded.name, url=url, at=at, status=304,
                    unchanged=known.judged, sha256=known.sha256, etag=known.etag,
                    last_modified=known.last_modified, headers=dict(came.headers),
                )  # fmt: skip
            body = None if known.judged else installation.archive.body(known.sha256)
            return _look(
                installation,
                loaded,
                url,
                visit,
                known.sha256,
                body,
                "",
                at,
                known.judged,
                start=start,
            )
        case Fetched():
            return _keep(
                installation,
                loaded,
                run,
                at,
                url,
                came.body,
                came.content_type,
                start=start,
                came=came,
            )
    verdict = judge([Reason("bad_response", "304 for a page that was never asked for before")])
    with installation.database.write() as db:
        visit = ledger.keep_visit(
            db,
            run=run,
            source=loaded.name,
            url=url,
            at=at,
            status=304,
            reason=str(verdict.reasons[0]),
        )
    return Looked(url, visit, verdict)


def _keep(
    installation: Installation,
    loaded: Loaded,
    run: int,
    at: datetime,
    url: str,
    body: bytes,
    content_type: str,
    *,
    start: bool,
    came: Fetched | None = None,
) -> Looked:
    """Keep the bytes of a page and the visit, in one commit, then read it."""
    sha256 = installation.archive.keep(body)
    with installation.database.write() as db:
        known = looks.known_page(db, loaded.name, url)
        same = known is not None and known.judged and known.sha256 == sha256
        ledger.keep_snapshot(db, sha256, len(body), content_type, at)
        headers = dict(came.headers) if came else {}
        visit = ledger.keep_visit(
            db, run=run, source=loaded.name, url=url, at=at, status=came.status if came else None,
            unchanged=same, sha256=sha256, final_url=came.url if came else url,
            etag=headers.get("etag", ""), last_modified=headers.get("last-modified", ""),
            headers=headers, mirrored=bool(came and came.via_mirror),
        )  # fmt: skip
    return _look(
        installation, loaded, url, visit, sha256, body, content_type, at, same, start=start
    )


def _look(
    installation: Installation,
    loaded: Loaded,
    url: str,
    visit: int,
    sha256: str,
    body: bytes | None,
    content_type: str,
    at: datetime,
    unchanged: bool,
    *,
    start: bool,
) -> Looked:
    """Take the reading that stands for these bytes, or read them now."""
    with installation.database.read() as db:
        kept = looks.kept_reading(db, loaded.name, url, sha256)
        content_type = content_type or looks.content_type(db, sha256)
    if kept is not None:
        reasons = tuple(Reason(code, said) for code, said in kept.reasons)
        return Looked(url, visit, Verdict(kept.verdict, reasons), sha256, unchanged, None, kept)
    if body is None:
        body = installation.archive.body(sha256)
    extract = read_page(loaded, Page(url, body, content_type, seen=at), start=start)
    return Looked(url, visit, judge_extract(extract), sha256, unchanged, extract)
