"""Gather what an archive captured of a source, one page at a time, and take it into the past.

What was fetched is kept at once, so that a run that is cut off goes on where it stopped; what the
captures say is believed in one transaction at the end (:mod:`observatory.engine.past`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from observatory.domain.extract import BLOCKED, CODES, FAILED, Reason
from observatory.engine.installation import Installation
from observatory.engine.past import Taken, take_in
from observatory.harvest import Loaded, Page
from observatory.harvest.answers import Fetched
from observatory.harvest.captures import Capture, Captures, stretches
from observatory.harvest.misread import Misread
from observatory.harvest.reading import read_page
from observatory.store import ledger
from observatory.store.queries.kept import KeptCapture, kept_captures

STOPS = ("rate_limited", "unreachable", "timeout", "robots")
"""Reasons after which the archive itself is left alone; any other concerns one capture."""


@dataclass(slots=True)
class Gathered:
    """What was found: captures named by the archive, pages fetched now, and what went wrong."""

    captures: int = 0
    fetched: int = 0
    refused: list[Reason] = field(default_factory=list)
    stopped: Reason | None = None


@dataclass(frozen=True, slots=True)
class Backfilled:
    """The summary of one source."""

    source: str
    gathered: Gathered
    taken: Taken


def backfill(
    installation: Installation,
    loaded: Loaded,
    archive: Captures,
    now: datetime,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Backfilled:
    """Read the past of a source from ``archive``; ``now`` is when it comes to be known.

    Looks at the start pages and at what the captured pages lead to, within the source's own caps.
    Captures already kept are not asked for again.
    """
    gathered = Gathered()
    waiting, asked = deque(loaded.source.starts), set(loaded.source.starts)
    while waiting and gathered.stopped is None:
        url = waiting.popleft()
        for further in _gather(installation, loaded, archive, url, now, gathered, progress):
            if (
                further not in asked
                and loaded.source.allows(further)
                and len(asked) < loaded.source.max_pages
            ):
                asked.add(further)
                waiting.append(further)
    return Backfilled(loaded.name, gathered, take_in(installation, loaded, now))


def _gather(
    installation: Installation,
    loaded: Loaded,
    archive: Captures,
    url: str,
    now: datetime,
    gathered: Gathered,
    progress: Callable[[str], None],
) -> list[str]:
    """Keep the captures of one address; give the further addresses that they lead to."""
    with installation.database.read() as db:
        kept = {(k.at, k.place): k for k in kept_captures(db, loaded.name, url)}
    known = {k.digest: k for k in kept.values()}
    try:
        found = [c for c in archive.captures(url) if c.at <= now]
    except Misread as error:
        _mind(gathered, error.reason)
        return []
    gathered.captures += len(found)
    for capture in stretches(found):
        if (capture.at, capture.place) in kept:
            continue
        progress(f"{capture.at:%Y-%m-%d} {url}")
        if capture.digest not in known:
            came = archive.fetch(capture, now)
            if not isinstance(came, Fetched):
                _mind(gathered, came.reason)
                if gathered.stopped:
                    break
                continue
            gathered.fetched += 1
            known[capture.digest] = _keep_page(installation, capture, came, now)
        _keep_look(installation, loaded, url, capture, known[capture.digest])
    return _leads(installation, loaded, url, known)


def _mind(gathered: Gathered, reason: Reason) -> None:
    """Note what went wrong; leave an archive alone that refuses or does not answer."""
    if reason.code in STOPS or CODES[reason.code] == BLOCKED:
        gathered.stopped = reason
    elif CODES[reason.code] == FAILED or reason not in gathered.refused:
        gathered.refused.append(reason)


def _keep_page(
    installation: Installation, capture: Capture, came: Fetched, now: datetime
) -> KeptCapture:
    sha256 = installation.archive.keep(came.body)
    with installation.database.write() as db:
        ledger.keep_snapshot(db, sha256, len(came.body), came.content_type, now)
    return KeptCapture(
        capture.at, capture.place, capture.digest, sha256, came.content_type, capture.url,
        dict(came.headers),
    )  # fmt: skip


def _keep_look(
    installation: Installation, loaded: Loaded, url: str, capture: Capture, page: KeptCapture
) -> None:
    """Keep a look of the past, in a run that waits to be judged with all others."""
    with installation.database.write() as db:
        run = ledger.open_past_run(db, loaded.name, capture.at)
        ledger.keep_visit(
            db, run=run, source=loaded.name, url=url, at=capture.at, status=200,
            sha256=page.sha256, final_url=capture.url, capture=capture.place,
            headers={**page.headers, ledger.DIGEST: capture.digest},
        )  # fmt: skip


def _leads(
    installation: Installation, loaded: Loaded, url: str, known: dict[str, KeptCapture]
) -> list[str]:
    """Read where the captured pages of an address lead, without believing them yet."""
    start = url in loaded.source.starts
    out: dict[str, None] = {}
    for sha256, kept in {k.sha256: k for k in known.values()}.items():
        body = installation.archive.body(sha256)
        page = Page(kept.final_url, body, kept.content_type, seen=kept.at.astimezone(UTC))
        out |= dict.fromkeys(read_page(loaded, page, start=start).follows)
    return list(out)
