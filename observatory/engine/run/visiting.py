"""The network side of a run: visit the pages of a source, keep their bytes, page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from observatory.domain.extract import Extract, Reason
from observatory.domain.facts import Event, Fact
from observatory.domain.gate import Verdict, judge, judge_extract
from observatory.engine.installation import Installation
from observatory.harvest import Loaded, Page, bundle, curated_url
from observatory.harvest.answers import Fetched, NotModified, Pages, Refusal
from observatory.harvest.reading import read_page
from observatory.harvest.sameness import NAMELESS, Marks, marks
from observatory.store import ledger
from observatory.store.queries import looks, readings

ACCEPTED = Verdict("accepted")


@dataclass(slots=True)
class Looked:
    """One page of a run: the visit that was kept, and the reading, new or repeated.

    ``extract`` is set for bytes that were read now; ``repeated`` for a reading that stands, with
    ``recalled`` where what it says is needed. ``unchanged`` says that the last judged look brought
    the same bytes. ``final_url`` is the address that answered; ``page`` gives the page itself.
    """

    url: str
    visit: int
    verdict: Verdict
    sha256: str = ""
    unchanged: bool = False
    extract: Extract | None = None
    repeated: readings.Standing | None = None
    recalled: readings.KeptReading | None = None
    final_url: str = ""
    page: Callable[[], Page] | None = field(default=None, repr=False)
    _marks: Marks | None = field(default=None, repr=False)

    def read(self, loaded: Loaded, kept: readings.Standing | None) -> None:
        """Take the reading that stands for these bytes, or read the page now."""
        if kept is not None:
            reasons = tuple(Reason(code, said) for code, said in kept.reasons)
            self.verdict, self.repeated = Verdict(kept.verdict, reasons), kept
        else:
            start = self.url in loaded.source.starts
            assert self.page is not None
            self.extract = read_page(loaded, self.page(), start=start)
            self.verdict = judge_extract(self.extract)

    @property
    def marks(self) -> Marks:
        """Give the names of the page and its place in its list, read or known since it was read.

        What is not the page has none.
        """
        if not self.verdict.good:
            return NAMELESS
        if self._marks is None and self.repeated:
            place, *names = self.repeated.marks or ("",)
            self._marks = Marks(frozenset(names), place)
        elif self._marks is None:
            self._marks = marks(self.page()) if self.page else NAMELESS
        self.page = None
        return self._marks

    @property
    def follows(self) -> tuple[str, ...]:
        """Give the further addresses that the page asks for."""
        if self.extract is not None:
            return self.extract.follows
        return self.repeated.follows if self.repeated else ()

    @property
    def said(self) -> tuple[tuple[Fact, ...], tuple[Event, ...]]:
        """Give the facts and events of the page, read now or recalled."""
        read = self.extract or self.recalled
        return (read.facts, read.events) if read else ((), ())

    @property
    def damage(self) -> frozenset[str]:
        """Give the damage on the page, as read now or then."""
        read = self.extract or self.repeated
        return read.damage if read else frozenset()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits pages of one source in one run at one moment, each in a commit of its own."""

    installation: Installation
    loaded: Loaded
    run: int
    at: datetime

    def files(self) -> Looked:
        """Take the reviewed files of the package as one page."""
        page = Page(
            curated_url(self.loaded.name), bundle(self.loaded), "application/json", seen=self.at
        )
        return self._keep(page.url, page, None, self._known(page.url))

    def page(self, url: str, door: Pages) -> Looked:
        """Fetch one page with the validators of the last look at it."""
        known = self._known(url)
        came = door.fetch(
            url,
            self.loaded.source.allowed_hosts,
            etag=known.etag if known else "",
            last_modified=known.last_modified if known else "",
            at=self.at,
        )
        match came:
            case Fetched():
                page = Page(came.url, came.body, came.content_type, seen=self.at)
                return self._doubted(door, came.url, self._keep(url, page, came, known))
            case NotModified() if known:
                return self._doubted(door, came.url, self._repeat(url, known, came))
            case Refusal():
                return self._refused(url, came.reason, came.status, came.headers)
        reason = Reason("bad_response", "304 for a page that was never asked for before")
        return self._refused(url, reason, 304, came.headers)

    def _doubted(self, door: Pages, url: str, looked: Looked) -> Looked:
        """Tell the door if what came was a wall in place of the page."""
        for reason in looked.verdict.reasons:
            door.doubt(url, reason.code, self.at)
        return looked

    def _known(self, url: str) -> looks.KnownPage | None:
        """Give the last look at a page; while this run is held, nobody adds one."""
        with self.installation.database.read() as db:
            return looks.known_page(db, self.loaded.name, url)

    def _keep(
        self, url: str, page: Page, came: Fetched | None, known: looks.KnownPage | None
    ) -> Looked:
        """Keep the bytes of a page and the visit, in one commit, then read it."""
        sha256 = self.installation.archive.keep(page.body)
        headers = dict(came.headers) if came else {}
        same = known is not None and known.judged and known.sha256 == sha256
        with self.installation.database.write() as db:
            if ledger.keep_snapshot(db, sha256, len(page.body), page.content_type, self.at):
                self.installation.archive.keep(page.body)
            visit = self._visit(
                db, url, status=came.status if came else None, unchanged=same, sha256=sha256,
                final_url=page.url, etag=headers.get("etag", ""),
                last_modified=headers.get("last-modified", ""), headers=headers,
                mirrored=bool(came and came.via_mirror), capture=came.place if came else "",
            )  # fmt: skip
            standing = readings.standing(db, self.loaded.name, url, sha256)
        looked = Looked(url, visit, ACCEPTED, sha256, same, final_url=page.url, page=lambda: page)
        looked.read(self.loaded, standing)
        if came and looked.verdict.good:
            _ = looked.marks  # while the page is parsed; it is not held longer
        return looked

    def _repeat(self, url: str, known: looks.KnownPage, came: NotModified) -> Looked:
        """Note that the bytes of the last look still stand."""
        with self.installation.database.write() as db:
            visit = self._visit(
                db, url, status=304, unchanged=known.judged, sha256=known.sha256,
                final_url=known.final_url, etag=known.etag, last_modified=known.last_modified,
                headers=dict(came.headers),
            )  # fmt: skip
            standing = readings.standing(db, self.loaded.name, url, known.sha256)

        def page() -> Page:
            body = self.installation.archive.body(known.sha256)
            return Page(known.final_url or url, body, known.content_type, seen=self.at)

        looked = Looked(
            url, visit, ACCEPTED, known.sha256, known.judged,
            final_url=known.final_url or url, page=page,
        )  # fmt: skip
        looked.read(self.loaded, standing)
        return looked

    def _refused(
        self, url: str, reason: Reason, status: int | None, headers: Mapping[str, str]
    ) -> Looked:
        with self.installation.database.write() as db:
            visit = self._visit(db, url, status=status, reason=str(reason), headers=dict(headers))
        return Looked(url, visit, judge([reason]))

    def _visit(self, db: Connection, url: str, **row: Any) -> int:
        """Note the look, and hold the run for the next page."""
        ledger.renew_lease(db, self.run, datetime.now(UTC))
        return ledger.keep_visit(
            db, run=self.run, source=self.loaded.name, url=url, at=self.at, **row
        )

    def set_aside(self, looked: Looked, why: str) -> None:
        """Say of a look that it is no part of its run, and why; nobody judges it."""
        with self.installation.database.write() as db:
            ledger.set_aside(db, looked.visit, why)

    def recall(self, looked: Looked) -> None:
        """Load what a page said when it was read."""
        if looked.repeated:
            with self.installation.database.read() as db:
                kept = readings.kept_readings(db, self.loaded.name, {looked.repeated.id})
            looked.recalled = kept[looked.repeated.id]
