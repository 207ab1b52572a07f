"""A web archive: its CDX index says what was captured when, its raw captures are the pages.

After the Wayback CDX server's API (internetarchive/wayback, wayback-cdx-server) and pywb's, which
answers one JSON object a line. Everything is fetched through the one door.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from observatory.domain.extract import Reason
from observatory.harvest.address import allowed_host, parse
from observatory.harvest.answers import Fetched, NotModified, Refusal
from observatory.harvest.archives.captures import Capture
from observatory.harvest.door import Door
from observatory.harvest.misread import BadAddress, Misread

FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
PAGE = 5_000
"""Captures asked for at once."""
MOST = 100_000
"""Captures of one address beyond which an index is not believed to end."""
_STAMP = re.compile(r"\d{14}")
_RAW = re.compile(r"/(\d{14})id_/")
_REVISIT = "warc/revisit"
_AMONG = ("200", "-")
"""Status of a page, and of a record that says "the same as before"."""


class Wayback:
    """The web archive at ``base`` (``https://web.archive.org``), asked through ``door``."""

    def __init__(self, door: Door, base: str, since: datetime | None, now: datetime) -> None:
        """Ask for captures taken from ``since`` until ``now``."""
        place = parse(base)
        self._door, self._base = door, str(place).rstrip("/")
        self._since, self._now = since, now
        plain = f"http://{place.netloc}" if place.scheme == "http" else place.netloc
        self._hosts = frozenset([place.netloc, plain])

    def captures(self, url: str) -> list[Capture]:
        """Give the pages captured of ``url``, the oldest first; raises ``Misread``."""
        found: dict[tuple[datetime, str], Capture] = {}
        after, turned = "", set[str]()
        while True:
            rows, after = self._index(url, after)
            for row in rows:
                capture = self._capture(row)
                if not capture or not _same_site(capture.url, url):
                    continue
                if (self._since or capture.at) <= capture.at <= self._now:
                    found[capture.at, capture.digest] = capture
            if not after or not rows:
                return [found[key] for key in sorted(found)]
            if after in turned:
                raise Misread(Reason("bad_response", "the archive's index goes round in a circle"))
            turned.add(after)
            if len(found) > MOST:
                raise Misread(Reason("too_large", f"the index names more than {MOST} captures"))

    def fetch(self, capture: Capture, at: datetime) -> Fetched | Refusal:
        """Give the bytes as they were captured, under the address that they had."""
        came = self._door.fetch(capture.place, self._hosts, at=at)
        if isinstance(came, NotModified):
            return Refusal(Reason("bad_response", "304 for a capture that nobody knows"), 304)
        if isinstance(came, Refusal):
            return came
        moved = _RAW.search(came.url)
        if moved and moved[1] != _stamp(capture.at):
            said = f"the archive gave the capture of {moved[1]} for that of {_stamp(capture.at)}"
            return Refusal(Reason("not_found", said), came.status)
        return replace(came, url=capture.url, asked=capture.url)

    def _index(self, url: str, after: str) -> tuple[list[dict[str, str]], str]:
        asked = {
            "url": url, "output": "json", "fl": ",".join(FIELDS), "limit": str(PAGE),
            "showResumeKey": "true", "resumeKey": after,
            "from": f"{self._since:%Y%m%d}" if self._since else "",
        }  # fmt: skip
        query = "&".join(f"{name}={quote(said, safe='')}" for name, said in asked.items() if said)
        came = self._door.fetch(f"{self._base}/cdx/search/cdx?{query}", self._hosts, at=self._now)
        if isinstance(came, Refusal):
            raise Misread(came.reason)
        if isinstance(came, NotModified):
            raise Misread(Reason("bad_response", "304 for an index that nobody knows"))
        return _rows(came.body.decode("utf-8", "replace"))

    def _capture(self, row: dict[str, str]) -> Capture | None:
        stamp, revisit = row.get("timestamp", ""), row.get("mimetype") == _REVISIT
        if not _STAMP.fullmatch(stamp) or row.get("statuscode", "-") not in _AMONG:
            return None
        if row.get("statuscode", "-") == "-" and not revisit:
            return None
        try:
            at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
        original = row.get("original") or row.get("url", "")
        return Capture(
            original, at, row.get("digest", "") or stamp, f"{self._base}/web/{stamp}id_/{original}"
        )


def _same_site(captured: str, url: str) -> bool:
    """Say whether a row is of the site that was asked for; what a foreign page says is not ours."""
    try:
        return allowed_host(captured, [parse(url).netloc])
    except BadAddress:
        return False


def _rows(text: str) -> tuple[list[dict[str, str]], str]:
    """Read an index: a JSON list of lists under a head, or one JSON object a line (pywb).

    Gives the rows and the key to go on from; raises ``Misread`` for anything else.
    """
    if not text.strip():
        return [], ""
    try:
        if not text.lstrip().startswith("["):
            return list(_objects(text)), ""
        found = json.loads(text)
        head = [str(name) for name in found[0]] if found else []
        after = str(found[-1][0]) if len(found) > 2 and not found[-2] else ""
        body = found[1:-2] if after else found[1:]
        return [dict(zip(head, map(str, row), strict=True)) for row in body], after
    except (ValueError, TypeError, IndexError, RecursionError) as error:
        raise Misread(Reason("bad_response", "the archive's index cannot be read")) from error


def _objects(text: str) -> Iterator[dict[str, str]]:
    for line in filter(str.strip, text.splitlines()):
        row = json.loads(line)
        if not isinstance(row, dict):
            raise TypeError("a line of the index is no object")
        row.setdefault("mimetype", row.get("mime", ""))
        row.setdefault("statuscode", row.get("status", "-"))
        yield {str(key): str(value) for key, value in row.items()}


def _stamp(at: datetime) -> str:
    return f"{at:%Y%m%d%H%M%S}"
