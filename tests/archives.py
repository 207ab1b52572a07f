"""A web archive on loopback: the CDX index and the raw captures of what a test says was there."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit


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


class WebArchive:
    """The archive; ``asked`` lists the paths that were asked of it, ``page`` rows fit an answer."""

    def __init__(self) -> None:
        self.held: list[Held] = []
        self.asked: list[str] = []
        self.page = 1_000
        self.refuses_after: int | None = None
        """How many captures it gives before it asks to be left alone."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> WebArchive:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def holds(self, url: str, at: datetime, page: str, **how: int | bool) -> None:
        """Put a capture into the archive."""
        self.held.append(Held(url, at, page.encode(), **how))  # type: ignore[arg-type]

    @property
    def captures_asked(self) -> list[str]:
        """Give the captures that were asked for."""
        return [path for path in self.asked if path.startswith("/web/")]

    def answer(self, path: str) -> tuple[int, str, bytes, dict[str, str]]:
        """Give status, type, body and further headers."""
        self.asked.append(path)
        parts = urlsplit(path)
        if parts.path == "/cdx/search/cdx":
            return (
                200,
                "application/json",
                json.dumps(self._index(parse_qs(parts.query))).encode(),
                {},
            )
        if self.refuses_after is not None and len(self.captures_asked) > self.refuses_after:
            return 429, "text/plain", b"slow down", {"Retry-After": "3600"}
        for held in self.held:
            if path == f"/web/{held.stamp}id_/{held.url}" and not held.gone:
                return held.status, "text/html; charset=utf-8", held.body, {}
        return 404, "text/html", b"<html><title>404</title>", {}

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


def _handler(archive: WebArchive) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            status, kind, body, more = archive.answer(self.path)
            self.send_response(status)
            headers = {"Content-Type": kind, "Content-Length": str(len(body)), **more}
            for name, said in headers.items():
                self.send_header(name, said)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
