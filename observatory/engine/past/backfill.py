"""Gather what an archive captured of a source, one page at a time, and take it into the past.

What was fetched is kept at once, so that a run that is cut off goes on where it stopped; what the
captures say is believed in one transaction at the end (:mod:`observatory.engine.past.taking`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from observatory.domain.extract import Reason
from observatory.engine.installation import Installation
from observatory.engine.past.taking import Taken, take_in
from observatory.engine.run.itinerary import Itinerary
from observatory.harvest import Loaded, Page
from observatory.harvest.answers import Fetched
from observatory.harvest.archives.captures import Capture, Captures, stretches
from observatory.harvest.archives.folder import UNDATED
from observatory.harvest.misread import Misread
from observatory.harvest.reading import read_page
from observatory.store import ledger
from observatory.store.queries.kept import KeptCapture, kept_captures

STOPS = (
    *("rate_limited", "unreachable", "timeout", "robots", "challenge", "unauthorised", "address"),
    *("server_error", "tls"),
)
"""Reasons after which the archive itself is left alone; any other concerns one capture."""


@dataclass(slots=True)
class Gathered:
    """What was found: captures named by the archive, pages fetched now, and what went wrong."""

    captures: int = 0
    fetched: int = 0
    refused: list[Reason] = field(default_factory=list)
    stopped: Reason | None = None

    @property
    def failed(self) -> bool:
        """Say whether the archive could not be asked: then nothing found is no news of the past."""
        unread = not self.captures and any(r.code != "not_found" for r in self.refused)
        return self.stopped is not None or unread


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
    since: datetime | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Backfilled:
    """Read the past of a source from ``archive``; ``now`` is when it comes to be known.

    Takes what was captured from ``since`` on; a page of no moment has no place in the past. Looks
    at the start pages and at what the captured pages lead to, within the source's own caps.
    Captures already kept are not asked for again.
    """
    begin = since or UNDATED + timedelta(seconds=1)
    gathering = _Gathering(installation, loaded, archive, begin, now, progress)
    way = Itinerary(loaded.source)
    while gathering.found.stopped is None and (chain := way.next()):
        way.add(gathering.first_of(way.in_turn(chain)))
        way.gone += 1
    return Backfilled(loaded.name, gathering.found, take_in(installation, loaded, now))


@dataclass(frozen=True, slots=True)
class _Gathering:
    """Keeps the captures of one source, page by page."""

    installation: Installation
    loaded: Loaded
    archive: Captures
    since: datetime
    now: datetime
    progress: Callable[[str], None]
    found: Gathered = field(default_factory=Gathered)

    def first_of(self, urls: Iterable[str]) -> Iterable[str]:
        """Keep the captures of the first address that has any; give what they lead to."""
        for url in urls:
            before, further = self.found.captures, self.page(url)
            if self.found.stopped or self.found.captures > before:
                return further
        return ()

    def page(self, url: str) -> Iterable[str]:
        """Keep the captures of one address; give what they lead to."""
        with self.installation.database.read() as db:
            kept = {k.at: k for k in kept_captures(db, self.loaded.name, url)}
        known = {k.digest: k for k in kept.values() if k.digest and not k.dropped}
        try:
            held = self.archive.captures(url)
        except Misread as error:
            self._mind(error.reason, f"captures of {url}")
            return ()
        captures = [c for c in held if self.since <= c.at <= self.now]
        self.found.captures += len(captures)
        for capture in stretches(captures):
            if capture.at in kept:
                continue
            self.progress(f"{capture.at:%Y-%m-%d} {url}")
            if capture.digest not in known:
                came = self.archive.fetch(capture, self.now)
                if not isinstance(came, Fetched):
                    self._mind(came.reason, f"{url} as of {capture.at:%Y-%m-%d}")
                    if self.found.stopped:
                        break
                    continue
                self.found.fetched += 1
                known[capture.digest] = self._keep_page(capture, came)
            self._keep_look(url, capture, known[capture.digest])
        return self._leads(url, known)

    def _mind(self, reason: Reason, what: str) -> None:
        """Note what went wrong with ``what``; leave an archive alone that refuses or is silent."""
        reason = Reason(reason.code, f"{reason.said} ({what})")
        if reason.code in STOPS:
            self.found.stopped = reason
        else:
            self.found.refused.append(reason)

    def _keep_page(self, capture: Capture, came: Fetched) -> KeptCapture:
        sha256 = self.installation.archive.keep(came.body)
        with self.installation.database.write() as db:
            if ledger.keep_snapshot(db, sha256, len(came.body), came.content_type, self.now):
                self.installation.archive.keep(came.body)
        return KeptCapture(
            capture.at, capture.digest, sha256, came.content_type, capture.url,
            dict(came.headers),
        )  # fmt: skip

    def _keep_look(self, url: str, capture: Capture, page: KeptCapture) -> None:
        """Keep a look of the past, in a run that waits to be judged with all others."""
        with self.installation.database.write() as db:
            run = ledger.open_past_run(db, self.loaded.name, capture.at)
            ledger.keep_visit(
                db, run=run, source=self.loaded.name, url=url, at=capture.at, status=200,
                sha256=page.sha256, final_url=capture.url, capture=capture.place,
                headers={**page.headers, ledger.DIGEST: capture.digest},
            )  # fmt: skip

    def _leads(self, url: str, known: Mapping[str, KeptCapture]) -> Iterable[str]:
        """Read which further addresses captured pages ask for, without believing them yet."""
        start = url in self.loaded.source.starts
        out: dict[str, None] = {}
        for sha256, kept in {k.sha256: k for k in known.values()}.items():
            body = self.installation.archive.body(sha256)
            page = Page(kept.final_url, body, kept.content_type, seen=kept.at)
            out |= dict.fromkeys(read_page(self.loaded, page, start=start).follows)
        return out
