"""Servers and clients on loopback that cost next to nothing: raw sockets, warm connections."""

from __future__ import annotations

import multiprocessing
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from multiprocessing.connection import Connection

WAIT = 60.0
"""Seconds that anything on loopback is waited for."""
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"connection: *close", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a process of its own."""

    port: int
    pid: int

    @property
    def base(self) -> str:
        """Give its address."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(serve: Callable[..., None], *given: object) -> Iterator[Running]:
    """Run ``serve(say_port, *given)`` in a process of its own, and end it afterwards."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there, *given), daemon=True)
    process.start()
    try:
        if not here.poll(WAIT):
            raise TimeoutError("a server on loopback did not start")
        yield Running(int(here.recv()), process.pid or 0)
    finally:
        process.terminate()
        process.join(WAIT)


@dataclass(frozen=True, slots=True)
class Site:
    """What a page server answers: ``pages`` maps a path to its bodies, given in turn.

    ``tags`` maps a path to its entity tag; who sends it gets 304.
    """

    pages: dict[str, list[bytes]]
    tags: dict[str, str] = field(default_factory=dict)


def serve_pages(say_port: Connection, site: Site) -> None:
    """Answer the pages of ``site`` until the process is ended, as the standard library does.

    A server that reads its requests properly: with it ``requests.Session`` costs about what it
    cost when the limits were taken, which a job may show beside its figures.
    """
    turns = {path: cycle(bodies) for path, bodies in site.pages.items()}

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            tag = site.tags.get(self.path, "")
            known = bool(tag) and self.headers.get("If-None-Match") == tag
            found = self.path in turns
            body = next(turns[self.path]) if found and not known else b""
            self.send_response(304 if known else 200 if found else 404)
            if tag:
                self.send_header("ETag", tag)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    say_port.send(server.server_port)
    server.serve_forever()


class Warm:
    """A warm connection: the bytes of a request out, the answer in, nothing else.

    Connects again after an answer with which the server closes.
    """

    def __init__(self, port: int) -> None:
        """Connect to a server on loopback."""
        self._port = port
        self._socket = self._connected()

    def ask(self, request: bytes) -> bytes:
        """Send a request made by :func:`request` and give the whole answer."""
        self._socket.sendall(request)
        held = b""
        while True:
            piece = self._socket.recv(262_144)
            if not piece:
                raise ConnectionError("the server closed a warm connection")
            held = held + piece if held else piece
            head = held.find(b"\r\n\r\n")
            if head < 0:
                continue
            length = _LENGTH.search(held, 0, head)
            if length is None and held[9:12] != b"304":
                raise ConnectionError("an answer does not say its length")
            if len(held) >= head + 4 + (int(length[1]) if length else 0):
                if _CLOSES.search(held, 0, head):
                    self._socket.close()
                    self._socket = self._connected()
                return held

    def _connected(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self._port), WAIT)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made


def request(path: str, **headers: str) -> bytes:
    """Write a request; ``If_None_Match`` becomes ``If-None-Match``."""
    said = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *said, "", ""]).encode()


def body_of(answer: bytes) -> bytes:
    """Give what follows the headers."""
    return answer.partition(b"\r\n\r\n")[2]
