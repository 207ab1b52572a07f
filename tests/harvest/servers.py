"""Real servers on loopback that behave, or misbehave, as a test tells them to."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TLS = Path(__file__).parent / "tls"

Say = bytes | Callable[[socket.socket], None]
"""What is sent for a request: bytes, or a function that does what it likes with the connection."""

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
"""The beginning of a response that a test goes on with, well or badly."""


def answer(
    body: bytes | str = b"", status: str = "200 OK", headers: dict[str, str] | None = None
) -> bytes:
    """Make a well-formed response."""
    raw = body.encode() if isinstance(body, str) else body
    said = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(raw))}
    said |= headers or {}
    head = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + raw


def sends(*pieces: bytes) -> Say:
    """Send what need not be a well-formed response, and end."""

    def say(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)

    return say


def late(seconds: float, said: bytes) -> Say:
    """Send ``said`` after a while, and end."""

    def say(connection: socket.socket) -> None:
        time.sleep(seconds)
        connection.sendall(said)

    return say


def moved(location: str, status: str = "302 Found") -> bytes:
    """Make a redirect."""
    return answer(status=status, headers={"Location": location})


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    at: float
    path: str
    headers: dict[str, str]


@dataclass
class Server:
    """A server whose ``says`` maps a path to what is answered; a list is used up in order."""

    says: dict[str, Say | list[Say]] = field(default_factory=dict)
    pem: str = ""
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._context: ssl.SSLContext | None = None
        if self.pem:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(TLS / self.pem)
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "") -> str:
        """Give an address on this server."""
        return f"{scheme or ('https' if self.pem else 'http')}://{host}:{self.port}{path}"

    @property
    def host(self) -> str:
        """Its host and port."""
        return f"127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [one.path for one in self.asked if not one.path.endswith("/robots.txt")]

    def close(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            reader = connection.makefile("rb")
            while line := reader.readline():
                headers: dict[str, str] = {}
                while (header := reader.readline()).strip():
                    name, _, value = header.decode("latin-1").partition(":")
                    headers[name.lower()] = value.strip()
                path = line.split()[1].decode("latin-1")
                self.asked.append(Asked(time.monotonic(), path, headers))
                self._enter(1)
                say = self._say(path)
                if callable(say):
                    say(connection)
                    self._enter(-1)
                    return
                self._enter(-1)
                connection.sendall(say)
        except OSError:
            pass
        finally:
            connection.close()

    def _enter(self, change: int) -> None:
        with self._lock:
            self.at_once += change
            self.most_at_once = max(self.most_at_once, self.at_once)

    def _say(self, path: str) -> Say:
        missing = answer(status="404 Not Found")
        say = self.says.get(path, self.says.get(path.partition("?")[0], missing))
        if isinstance(say, list):
            return say.pop(0) if len(say) > 1 else say[0]
        return say


class Canary:
    """Listens and must never hear anything."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.port = int(self._listener.getsockname()[1])

    def heard(self) -> bool:
        """Say whether anybody connected."""
        try:
            self._listener.accept()[0].close()
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()


class Clock:
    """Time that passes only by sleeping; ``slept`` lists the sleeps."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


class Names:
    """A resolver of the test's own; ``asked`` lists what it was asked for."""

    def __init__(self, **addresses: str | list[str]) -> None:
        self.known = {name.replace("_", "."): where for name, where in addresses.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        where = self.known.get(host)
        if where is None and (host[0].isdigit() or ":" in host):
            where = host
        if where is None:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        found = [where] if isinstance(where, str) else where
        return [
            (
                socket.AF_INET6 if ":" in ip else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (ip, port, 0, 0) if ":" in ip else (ip, port),
            )
            for ip in found
        ]
