"""The fetch door against real servers: what comes back, and why something does not."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from itertools import pairwise
from typing import Any

import pytest

from observatory.harvest.answers import Answer, Fetched, NotModified, Refusal, retry_after
from observatory.harvest.door import Door
from observatory.harvest.pace import Forgetful
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import TLS, Clock, Names, Server, answer, moved


def fetch(door: Door, server: Server, path: str = "/", **more: Any) -> Answer:
    return door.fetch(server.url(path), frozenset([server.host]), at=NOON, **more)


def code(found: Answer) -> str:
    return found.reason.code if isinstance(found, Refusal) else type(found).__name__


def test_a_page_comes_with_its_headers_and_our_name(open_door: MakeDoor, server: Server) -> None:
    server.says["/a"] = answer("<p>é</p>", headers={"ETag": 'W/"1"', "Set-Cookie": "a=b"})
    found = fetch(open_door(server), server, "/a#top")
    assert isinstance(found, Fetched)
    assert found.body == "<p>é</p>".encode()
    assert found.content_type == "text/html; charset=utf-8"
    assert found.headers["etag"] == 'W/"1"'
    assert "set-cookie" not in found.headers
    assert (found.url, found.at, found.via_mirror) == (server.url("/a"), NOON, False)
    sent = server.asked[-1].headers
    assert sent["user-agent"].startswith("Observatory/0.1")
    assert sent["accept-encoding"] == "gzip, deflate"


def test_cookies_are_not_kept(open_door: MakeDoor, server: Server) -> None:
    server.says["/"] = answer("x", headers={"Set-Cookie": "session=1; Path=/"})
    door = open_door(server)
    for _ in range(2):
        assert isinstance(fetch(door, server), Fetched)
    assert "cookie" not in server.asked[-1].headers


def test_validators_go_back_byte_for_byte(open_door: MakeDoor, server: Server) -> None:
    server.says["/"] = answer(status="304 Not Modified", headers={"ETag": "'odd"})
    door = open_door(server)
    found = fetch(door, server, etag="'odd", last_modified="Mon, 1 Jan 2024 1:2:3 GMT")
    assert isinstance(found, NotModified)
    assert server.asked[-1].headers["if-none-match"] == "'odd"
    assert server.asked[-1].headers["if-modified-since"] == "Mon, 1 Jan 2024 1:2:3 GMT"
    assert code(fetch(door, server)) == "bad_response"


def test_connections_stay_warm(open_door: MakeDoor, server: Server) -> None:
    server.says = {
        "/": [answer("x"), answer(status="304 Not Modified"), moved("/a"), answer("x")],
        "/a": answer(gzip.compress(b"y"), headers={"Content-Encoding": "gzip"}),
    }
    door = open_door(server)
    for _ in range(4):
        fetch(door, server, etag='"1"')
    assert server.connections == 1


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        ("404 Not Found", {}, "not_found"),
        ("410 Gone", {}, "not_found"),
        ("401 Unauthorized", {}, "unauthorised"),
        ("403 Forbidden", {}, "unauthorised"),
        ("403 Forbidden", {"CF-Mitigated": "challenge"}, "challenge"),
        ("503 Service Unavailable", {"CF-Mitigated": "challenge"}, "challenge"),
        ("429 Too Many Requests", {}, "rate_limited"),
        ("503 Service Unavailable", {"Retry-After": "9"}, "rate_limited"),
        ("503 Service Unavailable", {}, "server_error"),
        ("500 Internal Server Error", {}, "server_error"),
        ("206 Partial Content", {}, "bad_response"),
        ("418 Teapot", {}, "bad_response"),
    ],
)
def test_statuses_have_reasons(
    open_door: MakeDoor, server: Server, status: str, headers: dict[str, str], expected: str
) -> None:
    server.says["/"] = answer("no", status=status, headers=headers)
    found = fetch(open_door(server), server)
    assert code(found) == expected
    assert isinstance(found, Refusal)
    assert found.status == int(status[:3])


@pytest.mark.parametrize(
    ("say", "verdict"),
    [
        (answer("page"), "works"),
        (answer(status="404 Not Found"), "works"),
        (moved("https://elsewhere.ma/"), "works"),
        (answer(status="200 OK", headers={"Content-Length": "9" * 9}), "works"),
        (answer(status="401 Unauthorized"), "blocked"),
        (answer(status="403 Forbidden"), "blocked"),
        (answer(status="451 Unavailable For Legal Reasons"), "blocked"),
        (answer(status="403 Forbidden", headers={"CF-Mitigated": "challenge"}), "challenge"),
        (answer(status="429 Too Many Requests"), "rate_limited"),
        (answer(status="503 Busy", headers={"Retry-After": "0"}), "rate_limited"),
        (answer(status="500 Oops"), "unreachable"),
        (lambda connection: connection.close(), "unreachable"),
        (answer(gzip.compress(b"page")[:-9], headers={"Content-Encoding": "gzip"}), "unreachable"),
    ],
)
def test_each_answer_brings_a_verdict_on_its_host(
    open_door: MakeDoor, server: Server, say: Any, verdict: str
) -> None:
    memory = Forgetful()
    server.says["/"] = say
    fetch(open_door(server, memory=memory, retries=1, sleep=lambda _: None), server)
    found = memory.answered(server.host, lambda was: was)
    assert (found.verdict, found.since) == (verdict, NOON.timestamp())
    assert bool(found.misses) == (verdict != "works")


def test_what_was_not_asked_brings_no_verdict(open_door: MakeDoor, server: Server) -> None:
    memory = Forgetful()
    server.says["/robots.txt"] = answer("User-agent: *\nDisallow: /closed")
    fetch(open_door(server, memory=memory), server, "/closed")
    fetch(open_door(memory=memory), server)
    door = open_door(server, memory=memory)
    memory.move(server.host, lambda _: time.time() + 3600)
    assert code(fetch(door, server, "/open")) == "rate_limited"
    assert memory.answered(server.host, lambda was: was).verdict == ""
    server.says["/robots.txt"] = answer("User-agent: *\nDisallow: /")
    memory = Forgetful()
    fetch(open_door(server, memory=memory), server, "/closed")
    assert memory.answered(server.host, lambda was: was).verdict == "blocked"


def test_a_moment_that_a_wrong_clock_set_is_not_waited_for(
    open_door: MakeDoor, server: Server
) -> None:
    memory = Forgetful()
    memory.move(server.host, lambda _: time.time() + 86_400 * 365)
    server.says["/"] = answer("x")
    assert isinstance(fetch(open_door(server, memory=memory), server), Fetched)


def test_a_server_error_is_tried_again_and_then_believed(
    open_door: MakeDoor, server: Server
) -> None:
    slept: list[float] = []
    server.says["/"] = [answer(status="500 Oops"), answer(status="500 Oops"), answer("well")]
    door = open_door(server, delay=0.01, sleep=slept.append)
    assert isinstance(fetch(door, server), Fetched)
    assert len(server.paths) == 3
    assert 0.01 in slept
    assert 0.02 in slept
    server.says["/"] = answer(status="500 Oops")
    assert code(fetch(open_door(server, retries=1), server)) == "server_error"
    assert len(server.paths) == 5


@pytest.mark.battery("T016")
@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("3600", 3600.0),
        ("Sat, 21 Nov 2026 13:00:00 GMT", 3600.0),
        ("1000000000", 86_400.0),
        ("Sat, 21 Nov 2096 13:00:00 GMT", 86_400.0),
        ("Sat, 21 Nov 2020 13:00:00 GMT", 0.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("9" * 5000, 86_400.0),
        ("Sat, 99 Nov 99999 13:00:00 GMT", None),
    ],
)
def test_retry_after_is_honoured_and_clamped(said: str, seconds: float | None) -> None:
    assert retry_after(said, NOON.timestamp()) == seconds


@pytest.mark.battery("T016")
def test_a_host_that_asks_for_time_is_left_alone_and_others_are_not(
    open_door: MakeDoor, server: Server
) -> None:
    server.says["/"] = answer(status="429 Too Many Requests", headers={"Retry-After": "3600"})
    other = Server({"/": answer("x")})
    door = open_door(server, other)
    found = fetch(door, server)
    assert isinstance(found, Refusal)
    assert found.retry_after == 3600.0
    server.says["/"] = answer("x")
    assert code(fetch(door, server)) == "rate_limited"
    assert len(server.paths) == 1
    assert isinstance(fetch(door, other), Fetched)
    other.close()


def test_redirects_are_followed_on_declared_hosts(open_door: MakeDoor, server: Server) -> None:
    server.says = {
        "/a": moved("b?x=1"),
        "/b": moved(f"http://b.ma:{server.port}/c", "301 Moved"),
        "/c": answer("there"),
    }
    door = open_door(server, resolver=Names(a_ma="127.0.0.1", b_ma="127.0.0.1"))
    hosts = frozenset([f"www.a.ma:{server.port}", f"b.ma:{server.port}"])
    found = door.fetch(server.url("/a", "a.ma"), hosts, at=NOON)
    assert isinstance(found, Fetched)
    assert found.url == server.url("/c", "b.ma")
    assert found.asked == server.url("/a", "a.ma")


@pytest.mark.battery("T008")
@pytest.mark.parametrize(
    "say",
    [
        {"/": moved("/")},
        {f"/{n}" if n else "/": moved(f"/{n + 1}") for n in range(11)},
        {"/": moved("/?" + "x" * 10)},
        {"/": [moved("/?" + "x" * 10 * n) for n in range(1, 11)]},
    ],
)
def test_redirects_end(open_door: MakeDoor, server: Server, say: dict[str, Any]) -> None:
    server.says = say
    clock = Clock()
    door = open_door(server, delay=5.0, wall=clock, sleep=clock.sleep)
    assert code(fetch(door, server)) == "redirect"
    assert len(server.paths) == 6
    assert sum(clock.slept) <= 10


@pytest.mark.parametrize("location", ["", "https://other.ma/", "https://127.0.0.1.evil.ma/"])
def test_a_page_that_moved_elsewhere_is_not_followed(
    open_door: MakeDoor, server: Server, location: str
) -> None:
    server.says["/"] = moved(location)
    assert code(fetch(open_door(server), server)) == "redirect"


def test_a_deep_page_that_leads_home_is_no_page(open_door: MakeDoor, server: Server) -> None:
    server.says = {"/fr/content/clusters": moved("/fr"), "/fr": answer("home")}
    assert code(fetch(open_door(server), server, "/fr/content/clusters")) == "soft_404"


@pytest.mark.battery("T010")
@pytest.mark.parametrize(
    ("host", "pem", "ca", "expected"),
    [
        ("good.test", "good.pem", "good.pem", "Fetched"),
        ("good.test", "good.pem", "", "tls"),
        ("other.test", "good.pem", "good.pem", "tls"),
        ("good.test", "expired.pem", "expired.pem", "tls"),
    ],
)
def test_certificates_are_verified(
    open_door: MakeDoor, host: str, pem: str, ca: str, expected: str
) -> None:
    server = Server({"/": answer("secret")}, pem=pem)
    names = Names(good_test="127.0.0.1", other_test="127.0.0.1")
    door = open_door(server, resolver=names, ca=str(TLS / ca) if ca else "")
    found = door.fetch(server.url("/", host), frozenset([f"{host}:{server.port}"]), at=NOON)
    assert code(found) == expected
    server.close()


@pytest.mark.battery("T011")
def test_https_does_not_lead_to_http_unless_listed(open_door: MakeDoor, server: Server) -> None:
    server.says["/x"] = answer("plain")
    safe = Server({"/": moved(server.url("/x", "good.test"))}, pem="good.pem")
    door = open_door(server, safe, resolver=Names(good_test="127.0.0.1"), ca=str(TLS / "good.pem"))
    hosts = {f"good.test:{safe.port}", f"good.test:{server.port}"}
    asked = safe.url("/", "good.test")
    assert code(door.fetch(asked, frozenset(hosts), at=NOON)) == "redirect"
    hosts.add(f"http://good.test:{server.port}")
    assert isinstance(door.fetch(asked, frozenset(hosts), at=NOON), Fetched)
    safe.close()


def test_a_host_that_is_not_declared_is_not_asked(open_door: MakeDoor, server: Server) -> None:
    found = open_door(server).fetch(server.url(), frozenset(["a.ma"]), at=NOON)
    assert code(found) == "address"
    assert server.connections == 0


def test_nobody_there(open_door: MakeDoor, server: Server) -> None:
    door = open_door(server)
    server.close()
    assert code(fetch(door, server)) == "unreachable"
    names = Names()
    door = open_door(resolver=names)
    assert code(door.fetch("https://nowhere.ma/", frozenset(["nowhere.ma"]), at=NOON)) == (
        "unreachable"
    )
    assert names.asked == ["nowhere.ma"]


# Bodies that lie about themselves


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


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def flood(connection: socket.socket, head: bytes, piece: bytes) -> None:
    connection.sendall(head)
    while True:
        connection.sendall(piece)


def drip(connection: socket.socket, head: bytes, piece: bytes) -> None:
    connection.sendall(head)
    while True:
        connection.sendall(piece)
        time.sleep(0.03)


def slowly(connection: socket.socket) -> None:
    """Answer after a while."""
    time.sleep(0.02)
    connection.sendall(answer("x"))


def sends(*pieces: bytes) -> Any:
    def say(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)

    return say


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
    open_door: MakeDoor, server: Server, say: Any, expected: str
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
    open_door: MakeDoor, server: Server, say: Any
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


@pytest.mark.battery("T018")
def test_one_request_at_once_and_a_pause_between_them(open_door: MakeDoor, server: Server) -> None:
    """Ten visits by two doors of one memory, as two workers would make them."""
    memory = Forgetful()
    server.says["/"] = slowly
    doors = [open_door(server, memory=memory, delay=0.03) for _ in range(2)]
    threads = [threading.Thread(target=fetch, args=(doors[n % 2], server)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.paths) == 10
    assert server.most_at_once == 1
    assert all(after.at - before.at > 0.03 for before, after in pairwise(server.asked))
