"""Bodies that lie about themselves: bombs, floods, drips, lengths that are not kept."""

from __future__ import annotations

import gzip
import socket
import time
import zlib

import pytest

from observatory.harvest.answers import Fetched
from tests.harvest.asking import code, fetch
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import HEAD, TLS, Names, Say, Server, answer, sends


def _bomb(wbits: int, size: int = 60_000_000) -> bytes:
    pack = zlib.compressobj(9, wbits=wbits)
    return b"".join([pack.compress(bytes(size // 60)) for _ in range(60)] + [pack.flush()])


@pytest.mark.battery("T012")
@pytest.mark.parametrize(
    ("body", "encoding", "expected"),
    [
        (gzip.compress(b"page"), "gzip", "Fetched"),
        (gzip.compress(b"pa") + gzip.compress(b"ge"), "gzip", "Fetched"),
        (gzip.compress(b"page") + bytes(8), "gzip", "Fetched"),
        (zlib.compress(b"page"), "deflate", "Fetched"),
        (zlib.compress(b"page")[2:-4], "deflate", "Fetched"),
        (b"", "gzip", "Fetched"),
        (_bomb(31), "gzip", "too_large"),
        (_bomb(15), "deflate", "too_large"),
        (gzip.compress(b"") * 101, "gzip", "bad_response"),
        (gzip.compress(gzip.compress(b"page")), "gzip, gzip", "bad_response"),
        (b"\x1b\x00", "br", "bad_response"),
        (b"(\xb5/\xfd", "zstd", "bad_response"),
        (b"not packed", "gzip", "bad_response"),
        (gzip.compress(b"page" * 1000)[:-9], "gzip", "truncated"),
    ],
    ids=range(14),
)
def test_packed_bodies(
    open_door: MakeDoor, server: Server, body: bytes, encoding: str, expected: str
) -> None:
    server.says["/"] = answer(body, headers={"Content-Encoding": encoding})
    found = fetch(open_door(server, max_bytes=100_000, retries=0), server)
    assert code(found) == expected
    if isinstance(found, Fetched) and body:
        assert found.body == b"page"


def flood(connection: socket.socket, head: bytes, piece: bytes) -> None:
    connection.sendall(head)
    while True:
        connection.sendall(piece)


def drip(connection: socket.socket, head: bytes, piece: bytes) -> None:
    connection.sendall(head)
    while True:
        connection.sendall(piece)
        time.sleep(0.03)


CHUNK = b"1000\r\n" + b"x" * 4096 + b"\r\n"


@pytest.mark.battery("T014", "T015")
@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (sends(HEAD + b"Content-Length: 1000\r\n\r\nshort"), "truncated"),
        (sends(HEAD + b"Content-Length: 1000000000\r\n\r\nshort"), "too_large"),
        (sends(HEAD + b"Content-Length: -7\r\n\r\nshort"), "bad_response"),
        (sends(HEAD + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nshort"), "bad_response"),
        (sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1000\r\nshort"), "truncated"),
        (sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\nrubbish\r\nshort"), "truncated"),
        (lambda c: flood(c, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", CHUNK), "too_large"),
        (lambda c: flood(c, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1" * 99), "truncated"),
        (lambda c: flood(c, HEAD + b"\r\n", CHUNK), "too_large"),
        (lambda c: flood(c, b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), "too_large"),
        (sends(HEAD + b"".join(b"X-%d: 1\r\n" % n for n in range(200)) + b"\r\n"), "bad_response"),
        (sends(HEAD + b"X: " + b"1" * 1_000_000 + b"\r\n\r\n"), "bad_response"),
        (sends(HEAD + b"Set-Cookie: a=b\r\n" * 100_000 + b"\r\n"), "bad_response"),
        (sends(HEAD + b"ETag: a\rSet-Cookie: b\r\n\r\npage"), "bad_response"),
        (sends(HEAD + b"ETag: a\nb\r\nContent-Encoding: gzip\r\n\r\npage"), "bad_response"),
        (sends(HEAD + b"ETag: a\r\r\nX: b\r\n\r\npage"), "bad_response"),
        (sends(b"SSH-2.0-OpenSSH\r\n"), "bad_response"),
        (sends(b""), "unreachable"),
    ],
)
def test_answers_that_are_none(
    open_door: MakeDoor, server: Server, say: Say, expected: str
) -> None:
    server.says["/"] = say
    assert code(fetch(open_door(server, max_bytes=100_000, retries=0), server)) == expected


@pytest.mark.battery("T013")
@pytest.mark.parametrize(
    "say",
    [
        lambda c: drip(c, HEAD + b"Content-Length: 1000\r\n\r\n", b"x"),
        lambda c: drip(c, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        lambda c: drip(c, b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        lambda c: drip(c, b"", b"H"),
        lambda c: drip(c, b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda c: time.sleep(3),
    ],
)
def test_the_deadline_holds_however_bytes_drip(
    open_door: MakeDoor, server: Server, say: Say
) -> None:
    server.says["/"] = say
    door = open_door(server, deadline=0.2)
    started = time.monotonic()
    assert code(fetch(door, server)) == "timeout"
    assert time.monotonic() - started < 1
    server.says["/"] = answer("who came next")
    assert isinstance(fetch(door, server), Fetched)


@pytest.mark.battery("T013")
def test_the_deadline_holds_over_redirects_and_encryption(open_door: MakeDoor) -> None:
    slow = Server({"/": lambda c: drip(c, HEAD + b"Content-Length: 999\r\n\r\n", b"x")}, "good.pem")
    names = Names(good_test="127.0.0.1")
    door = open_door(slow, resolver=names, deadline=0.3, ca=str(TLS / "good.pem"))
    started = time.monotonic()
    hosts = frozenset([f"good.test:{slow.port}"])
    assert code(door.fetch(slow.url("/", "good.test"), hosts, at=NOON)) == "timeout"
    assert time.monotonic() - started < 1
    slow.close()


@pytest.mark.battery("T014")
def test_what_comes_after_the_announced_end_is_no_part_of_any_page(
    open_door: MakeDoor, server: Server
) -> None:
    smuggled = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil" * 40_000
    server.says = {"/a": answer("0123456789") + smuggled, "/b": answer("next")}
    door = open_door(server)
    for path, body in (("/a", b"0123456789"), ("/b", b"next")):
        found = fetch(door, server, path)
        assert isinstance(found, Fetched)
        assert found.body == body


def test_header_values_are_one_line_and_not_endless(open_door: MakeDoor, server: Server) -> None:
    server.says["/"] = answer(
        "x", headers={"ETag": "a\r\n b", "X-Long": "y" * 5000, "Last-Modified": "Mon\x0b"}
    )
    found = fetch(open_door(server), server)
    assert isinstance(found, Fetched)
    assert not any(c in v for v in found.headers.values() for c in "\r\n\x0b")
    assert "x-long" not in found.headers
