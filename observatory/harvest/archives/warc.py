"""WARC files (ISO 28500): captures taken out of them, and kept pages written into them.

They hold raw bytes, which are an operator's: a source's pages are nobody's to publish.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from observatory.domain.extract import Reason
from observatory.harvest.address import clean_url, identity
from observatory.harvest.answers import Fetched, Refusal, kept_headers
from observatory.harvest.archives.captures import LARGEST, Capture
from observatory.harvest.misread import BadAddress, BadSource

_KINDS = ("response", "revisit", "resource")
_GONE = ("content-encoding", "transfer-encoding", "content-length", "set-cookie")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One look to be written: its address, its moment, the headers that were kept, its bytes."""

    url: str
    at: datetime
    headers: Mapping[str, str]
    body: bytes


class _Place(NamedTuple):
    capture: Capture
    offset: int


class Warc:
    """The pages of a WARC file, packed or not. Raises ``BadSource`` if it is none.

    The file is read once for its index; bodies are read when they are asked for.
    """

    def __init__(self, file: Path) -> None:
        """Index ``file``."""
        self._file = file
        self._pages: dict[str, list[_Place]] = {}
        self._first: dict[str, int] = {}
        try:
            with file.open("rb") as stream:
                records = ArchiveIterator(stream)
                for record in records:
                    self._note(record, records.get_record_offset())
        except Exception as error:  # of a file cut short the library raises whatever comes
            raise BadSource(f"{file} cannot be read as a WARC file: {error}") from error

    @property
    def urls(self) -> list[str]:
        """Give every address of which a page is in the file."""
        return [places[0].capture.url for places in self._pages.values()]

    def captures(self, url: str) -> list[Capture]:
        """Give the pages of ``url``, the oldest first."""
        try:
            found = self._pages.get(identity(url), [])
        except BadAddress:
            return []
        return sorted((place.capture for place in found), key=lambda capture: capture.at)

    def fetch(self, capture: Capture, at: datetime) -> Fetched | Refusal:
        """Give the bytes of a page; a revisit gives those that it says are the same."""
        offset = self._first.get(capture.digest)
        if offset is None:
            return Refusal(Reason("not_found", "the file has the revisit of a page, not the page"))
        with self._file.open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream, check_digests="record")))
            body = record.content_stream().read(LARGEST + 1)
            headers = _headers(record)
            whole = not record.raw_stream.limit and record.digest_checker.passed is not False
        if len(body) > LARGEST:
            return Refusal(Reason("too_large", f"the page is larger than {LARGEST} bytes"))
        if not whole:
            return Refusal(Reason("truncated", "the page does not have the digest of its record"))
        kind = headers.get("content-type", "")
        return Fetched(capture.url, capture.url, 200, headers, body, kind, False, at)

    def _note(self, record: Any, offset: int) -> None:
        if record.rec_type not in _KINDS:
            return
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        said = record.rec_headers.get_header("WARC-Target-URI") or ""
        if status != "200" or not record.rec_headers.get_header("Content-Length"):
            return
        try:
            url, key = clean_url(said), identity(said)
            at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        except (BadAddress, ValueError):
            return
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
        digest = digest.removeprefix("sha1:")
        if not digest:
            digest = (
                f"sha256:{hashlib.sha256(record.content_stream().read(LARGEST + 1)).hexdigest()}"
            )
        if record.rec_type != "revisit":
            self._first.setdefault(digest, offset)
        place = f"{self._file.name}#{offset}"
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        self._pages.setdefault(key, []).append(_Place(Capture(url, at, digest, place), offset))


def write_warc(file: Path, pages: Iterable[KeptPage], software: str) -> int:
    """Write looks into a packed WARC 1.1 file, equal bytes once; give the number of records.

    ``software`` names the writer. The file must not be there yet (``FileExistsError``).
    """
    written: dict[str, tuple[str, str]] = {}
    number = 0
    with file.open("xb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version="1.1")
        info = {"software": software, "format": "WARC File Format 1.1"}
        writer.write_record(writer.create_warcinfo_record(file.name, info))
        for page in pages:
            head = [(k, v) for k, v in page.headers.items() if k.lower() not in _GONE]
            http = StatusAndHeaders("200 OK", head, protocol="HTTP/1.1")
            date = page.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
            sha256 = hashlib.sha256(page.body).hexdigest()
            if sha256 in written:
                digest, first = written[sha256]
                url, at = first.split(" ")
                record = writer.create_revisit_record(
                    page.url, digest, url, at, http_headers=http,
                    warc_headers_dict={"WARC-Date": date},
                )  # fmt: skip
            else:
                record = writer.create_warc_record(
                    page.url, "response", payload=BytesIO(page.body), http_headers=http,
                    warc_headers_dict={"WARC-Date": date},
                )  # fmt: skip
            writer.write_record(record)
            digest = record.rec_headers.get_header("WARC-Payload-Digest")
            written.setdefault(sha256, (digest, f"{page.url} {date}"))
            number += 1
    return number


def _headers(record: Any) -> dict[str, str]:
    """Give the headers of a page without those of its transport, which is undone."""
    found = dict(record.http_headers.headers) if record.http_headers else {}
    if record.rec_type == "resource":
        found["content-type"] = record.rec_headers.get_header("Content-Type") or ""
    return {name: said for name, said in kept_headers(found).items() if name not in _GONE}
