"""The site as ``observatory web`` serves it: raw requests, slow clients, and what it logs."""

from __future__ import annotations

import logging
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest
import structlog

from observatory.cli import main
from observatory.cli.logs import set_up_logs
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.web import create_app
from observatory.web.headers import HEADERS
from tests.stores import Stores

SLOW = 50
"""Clients that send one byte at a time."""


@pytest.fixture
def served(stores: Stores, tmp_path: Path) -> Iterator[int]:
    """Serve an empty store with the real command, behind one trusted proxy; give its port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    settings = {
        "OBSERVATORY_DATABASE": stores.url("sqlite"),
        "OBSERVATORY_TRUSTED_PROXIES": "1",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    command = [sys.executable, "-m", "observatory", "web", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stderr=log)
        try:
            for _ in range(600):
                with suppress(OSError):
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()
            assert process.wait(10) == 0


def said(port: int, request: bytes) -> str:
    """Send bytes, and give all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as sock:
        sock.sendall(request)
        return b"".join(iter(lambda: sock.recv(65_536), b"")).decode("utf-8", "replace")


ODD = (
    b"\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
    b"GET /en/ HTTP/1.1\r\nHost: a\r\nBad Header\x00: 1\r\nConnection: close\r\n\r\n",
    b"GET /\x1b[31m HTTP/1.0\r\n\r\n", b"GET //evil.example/clusters HTTP/1.0\r\n\r\n",
    b"GET http://evil.example/clusters HTTP/1.0\r\n\r\n", b"TRACE / HTTP/1.0\r\n\r\n",
)  # fmt: skip
"""Requests of which most never reach the application."""


@pytest.mark.battery("T075", "T087")
def test_the_real_server(served: int) -> None:
    """One process for both: what it refuses itself, and others while slow clients are at it."""
    for request in ODD:
        head, _, body = said(served, request).partition("\r\n\r\n")
        status, *lines = head.split("\r\n")
        assert status.split()[1] in ("200", "302", "400", "404", "405", "413", "501"), request[:60]
        headers = dict(line.split(": ", 1) for line in lines)
        assert {name.title(): value for name, value in HEADERS.items()}.items() <= {
            name.title(): value for name, value in headers.items()
        }.items(), (request[:60], head)
        assert "Server" not in headers
        assert "waitress" not in head.lower() + body.lower()
        assert not headers.get("Location", "/").startswith(("//", "http"))
    https = b"GET /healthz HTTP/1.0\r\nX-Forwarded-Proto: https\r\n\r\n"
    assert "\r\nStrict-Transport-Security: " in said(served, https)
    alone = waits(served, 100)
    with slow_clients(served, 0.05):
        beside = waits(served, 100)
    assert beside < 2 * alone + 0.1, f"p99 {alone:.3f} s alone, {beside:.3f} s beside slow clients"


@pytest.mark.soak
def test_slow_clients_slow_nobody_else_for_a_minute(served: int) -> None:
    alone = waits(served, 2_000)
    with slow_clients(served, 1.0):
        beside = waits(served, 2_000)
    assert beside < 2 * alone, f"p99 {alone:.4f} s alone, {beside:.4f} s beside slow clients"


def waits(port: int, times: int) -> float:
    """Give the 99th percentile of what a page costs, in seconds."""
    found = []
    for _ in range(times):
        began = time.monotonic()
        assert " 200 " in said(port, b"GET /en/about HTTP/1.0\r\n\r\n")[:20]
        found.append(time.monotonic() - began)
    return sorted(found)[int(times * 0.99) - 1]


@contextmanager
def slow_clients(port: int, seconds: float) -> Iterator[None]:
    """Keep clients at it that send one byte every so many seconds, and read as slowly."""
    socks = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    stop = threading.Event()

    def drip() -> None:
        request = b"GET /en/ HTTP/1.1\r\nHost: a\r\nX-Slow: " + b"y" * 100_000
        for place in count():
            for sock in socks:
                with suppress(OSError):
                    sock.sendall(request[place : place + 1])
            if stop.wait(seconds):
                return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield
        with selectors.DefaultSelector() as ready:
            for sock in socks:
                ready.register(sock, selectors.EVENT_READ)
            assert not ready.select(0), "a slow client was turned away, so it slowed nobody"
    finally:
        stop.set()
        thread.join()
        for sock in socks:
            sock.close()


FORGED = "x\r\n2026-01-01 [info] all is well \x1b[2J\x9b31m\u202e\u2028\x00é منارة"
SECRET = "postgresql+psycopg://robot:s3cret@127.0.0.1:1/none"


@pytest.mark.battery("T085")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_log_line_is_one_line_whoever_wrote_in_it(
    form: str,
    stores: Stores,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_up_logs(form, logging.DEBUG)
    log = structlog.get_logger()
    log.warning("a page", title=FORGED, seen=[FORGED, {FORGED: "karim@example.ma"}])
    log.info(FORGED, phone="tél. 06 12 34 56 78", address=SECRET)
    logging.getLogger("urllib3").debug("GET %s", FORGED)
    logging.getLogger("waitress").error("from karim@example.ma %s", SECRET)
    app = create_app(Settings(database=stores.url("sqlite")))
    monkeypatch.setattr("observatory.present.glossary.listed", breaks)
    with closing(app.extensions["observatory"].database):
        asked = {"User-Agent": "\x1b[31mRobot", "Cookie": "session=t0ken", "From": "k@example.ma"}
        answer = app.test_client().get("/en/glossary?q=%1b%5b31m&token=t0ken", headers=asked)
        assert answer.status_code == 500
        app.test_client().get("/en/%1b%5b31m%0d%0aforged", headers=asked)
    shown = capsys.readouterr().err
    assert shown.count("all is well") == 6, shown
    for line in shown.splitlines():
        assert line.isprintable() or "\xa0" in line, repr(line)
        assert not line.startswith("2026-01-01 [info]")
    assert "é منارة" in shown
    for secret in ("karim", "k@example", "06 12 34", "s3cret", "t0ken"):
        assert secret not in shown


def breaks(*_: object) -> None:
    raise ValueError(f"{FORGED} of karim@example.ma at {SECRET}")


@pytest.mark.battery("T085")
@pytest.mark.postgres
@pytest.mark.parametrize("words", [["doctor"], ["init"], ["sources"], ["web"]], ids=" ".join)
def test_the_password_of_the_database_is_never_said(
    words: list[str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["observatory", *words])
    for given in (SECRET, SECRET.replace("+psycopg://", "://"), SECRET.replace("postgresql+", "")):
        monkeypatch.setenv("OBSERVATORY_DATABASE", given)
        with pytest.raises((SystemExit, Exception)) as ended:
            main()
        told = capfd.readouterr()
        assert "s3cret" not in told.out + told.err + str(ended.value) + repr(ended.value)
    assert "s3cret" not in repr(Database(SECRET).url)
