"""The whole web on loopback: ``BASE/HOST/path?query`` answers what a test put at that address."""

from __future__ import annotations

import hashlib
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What a server says at one address. ``delay`` is in seconds, before anything is said."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


NOTHING = Answer(b"<html><title>404</title>", 404)


class Served(ABC):
    """Answers on loopback from ``with`` on; ``base`` is its address. A subclass says what."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.down = False
        """Whether nothing answers, as in an outage: connections are closed without a word."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
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

    @abstractmethod
    def answer(self, path: str, validator: str | None) -> Answer:
        """Give what is said at a path, to who has the page of ``validator``."""


class Web(Served):
    """A mirror server that stands in for every site; ``base`` is what ``--mirror`` takes."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Answer] = {}
        self.conditional = False
        """Whether pages carry an ETag and 304 is answered to it."""

    def put(self, url: str, page: str | Answer) -> None:
        """Put a page at the real address ``url``."""
        parts = urlsplit(url)
        place = f"/{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        self.pages[place] = Answer(page.encode()) if isinstance(page, str) else page

    def answer(self, path: str, validator: str | None) -> Answer:
        """Give what stands at a path of the mirror."""
        self.asked.append(path)
        found = self.pages.get(path, NOTHING)
        if not self.conditional or found.status != 200:
            return found
        tag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        headers = {**found.headers, "ETag": tag}
        if validator == tag:
            return Answer(b"", 304, found.content_type, headers)
        return Answer(found.body, 200, found.content_type, headers, found.delay)


def _handler(served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet

        def do_GET(self) -> None:
            if served.down:
                self.close_connection = True
                return
            answer = served.answer(self.path, self.headers.get("If-None-Match"))
            if answer.delay:
                time.sleep(answer.delay)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if answer.status != 304:
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Handler
