"""A web archive on loopback: the CDX index and the raw captures of what a test says was there."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.loopback import NOTHING, Answer, Served

URL = "https://www.cluster.example/content/morocco?page=1"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def day(text: str) -> datetime:
    """Read a day, at noon in UTC."""
    return datetime.fromisoformat(f"{text}T12:00:00+00:00")


@dataclass(frozen=True)
class Held:
    """A capture: ``status`` 200 for a page; ``gone`` stands in the index and is not given."""

    url: str
    at: datetime
    body: bytes
    status: int = 200
    gone: bool = False

    @property
    def stamp(self) -> str:
        """Give its moment as archives write it."""
        return f"{self.at.astimezone(UTC):%Y%m%d%H%M%S}"

    @property
    def digest(self) -> str:
        """Give its digest as archives write it."""
        return base64.b32encode(hashlib.sha1(self.body).digest()).decode()


class WebArchive(Served):
    """The archive; ``asked`` lists the paths that were asked of it, ``page`` rows fit an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Held] = []
        self.page = 1_000
        self.refuses_after: int | None = None
        """How many captures it gives before it asks to be left alone."""

    def holds(self, url: str, at: datetime, page: str, **how: int | bool) -> None:
        """Put a capture into the archive."""
        self.held.append(Held(url, at, page.encode(), **how))  # type: ignore[arg-type]

    @property
    def captures_asked(self) -> list[str]:
        """Give the captures that were asked for."""
        return [path for path in self.asked if path.startswith("/web/")]

    def answer(self, path: str, validator: str | None) -> Answer:
        """Give the index, or a capture."""
        self.asked.append(path)
        parts = urlsplit(path)
        if parts.path == "/cdx/search/cdx":
            rows = self._index(parse_qs(parts.query))
            return Answer(json.dumps(rows).encode(), content_type="application/json")
        if self.refuses_after is not None and len(self.captures_asked) > self.refuses_after:
            return Answer(b"slow down", 429, "text/plain", {"Retry-After": "3600"})
        for held in self.held:
            if path == f"/web/{held.stamp}id_/{held.url}" and not held.gone:
                return Answer(held.body, held.status)
        return NOTHING

    def _index(self, asked: dict[str, list[str]]) -> list[list[str]]:
        since, after = asked.get("from", [""])[0], int(asked.get("resumeKey", ["0"])[0])
        found = sorted(
            (h for h in self.held if h.url == asked["url"][0] and h.stamp >= since),
            key=lambda held: held.stamp,
        )
        here = found[after : after + self.page]
        rows = [[h.stamp, h.url, "text/html", str(h.status), h.digest] for h in here]
        more = [[], [str(after + self.page)]] if after + self.page < len(found) else []
        return [["timestamp", "original", "mimetype", "statuscode", "digest"], *rows, *more]


@pytest.fixture
def archive() -> Iterator[WebArchive]:
    """A web archive with nothing in it yet."""
    with WebArchive() as archive:
        yield archive
