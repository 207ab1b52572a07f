"""Saved pages: what a person reads on each, what its reader gave when last recorded, and now.

Beside ``NAME.html`` (or ``.xml``) lie ``NAME.says.json``, written by hand from the page, and
``NAME.facts.json``, written by ``python -m tests.scrapers.record``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from observatory.domain.extract import Extract
from observatory.domain.facts import Event, Fact
from observatory.domain.wire import pack
from observatory.harvest import Loaded, Page, clean_url, curated_url, load, read_page

FOLDER = Path(__file__).parent
SEEN = datetime(2026, 11, 21, 12, tzinfo=UTC)

TOLD_AS_EVENTS = {"label_stated": "stated_labelled"}
"""What ``says`` calls a value and the vocabulary calls an event."""

_QUOTES = str.maketrans("’‘“”«»", '\'\'""""')


@dataclass(frozen=True)
class Saved:
    """One saved page with what a careful reader takes from it."""

    path: Path
    says: dict[str, Any]
    loaded: Loaded

    @property
    def id(self) -> str:
        """Give its folder and name."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def recorded(self) -> Path:
        """Give the file of the facts that were last recorded."""
        return self.path.with_suffix(".facts.json")

    @property
    def text(self) -> str:
        """Give the source text of the page."""
        return self.path.read_text(encoding="utf-8")

    def read(self, text: str | None = None) -> Extract:
        """Read the page, or ``text`` in its place."""
        own = self.path.read_bytes()
        body = own if text is None else text.encode()
        said = self.says["url"], self.says["content_type"]
        return (
            _as_saved(self.loaded.name, own, *said)
            if body == own
            else read(self.loaded, body, *said)
        )


def read(
    loaded: Loaded, body: bytes, url: str, content_type: str = "text/html; charset=utf-8"
) -> Extract:
    """Read one page, as a start page if the source begins there."""
    page = Page(url, body, content_type, seen=SEEN)
    starts = {clean_url(start) for start in loaded.source.starts}
    return read_page(loaded, page, start=clean_url(url) in starts)


@lru_cache(maxsize=64)
def _as_saved(source: str, body: bytes, url: str, content_type: str) -> Extract:
    """Read a page as it was saved, once for all tests that compare it."""
    return read(sources()[source], body, url, content_type)


def read_files(source: str, files: dict[str, str]) -> Extract:
    """Read a reviewed source from these files in place of its own."""
    body = json.dumps(files, ensure_ascii=False).encode()
    page = Page(curated_url(source), body, "application/json", seen=SEEN)
    return read_page(sources()[source], page, start=True)


@cache
def sources() -> dict[str, Loaded]:
    """Give the sources of this project."""
    return load(["scrapers"])


@cache
def saved_pages(source: str = "") -> tuple[Saved, ...]:
    """Give the saved pages of all sources, or of one; a page without a reader is left out."""
    found = []
    for beside in sorted(FOLDER.glob("*/*.says.json")):
        name = beside.name.removesuffix(".says.json")
        says = json.loads(beside.read_text(encoding="utf-8"))
        loaded = _source_of(says["speaks_for"], name)
        page = next(
            path
            for path in sorted(beside.parent.glob(f"{name}.*"))
            if path.suffix != ".json" and path.stem == name
        )
        if loaded and source in ("", loaded.name):
            found.append(Saved(page, says, loaded))
    return tuple(found)


def saved_page(source: str, name: str) -> Saved:
    """Give the one saved page of a source that has this name."""
    return next(saved for saved in saved_pages(source) if saved.path.stem == name)


def _source_of(speaks_for: str, name: str) -> Loaded | None:
    names = (speaks_for, f"{speaks_for}_{name}", f"{speaks_for}_{name.partition('_')[0]}")
    return next((sources()[n] for n in names if n in sources()), None)


def as_json(extract: Extract) -> dict[str, Any]:
    """Give what was read as plain JSON, in the order of the page."""
    found = {
        "facts": [pack(fact) for fact in extract.facts],
        "events": [pack(event) for event in extract.events],
        "follows": list(extract.follows),
        "reasons": [str(reason) for reason in extract.reasons],
    }
    loaded: dict[str, Any] = json.loads(json.dumps(found, ensure_ascii=False))
    return loaded


def without_place(extract: Extract) -> tuple[set[Fact], set[Event], set[str]]:
    """Give what was said and asked for, without where on the page it stands."""
    facts = {replace(fact, locator="") for fact in extract.facts}
    events = {replace(event, locator="", payload=_frozen(event)) for event in extract.events}
    return facts, events, set(extract.follows)


def _frozen(event: Event) -> Any:
    return tuple(sorted(event.payload.items()))
