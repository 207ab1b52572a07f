"""The fetch door against real servers: what it asks, what comes back, why something does not."""

from __future__ import annotations

import gzip
import threading
import time
from itertools import pairwise
from typing import Any

import pytest

from observatory.harvest.answers import Fetched, NotModified, Refusal, retry_after
from observatory.harvest.memory import Forgetful
from tests.harvest.asking import code, fetch
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import Names, Server, answer, late, moved


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


@pytest.mark.battery("T018")
def test_one_request_at_once_and_a_pause_between_them(open_door: MakeDoor, server: Server) -> None:
    """Ten visits by two doors of one memory, as two workers would make them."""
    memory = Forgetful()
    server.says["/"] = late(0.02, answer("x"))
    doors = [open_door(server, memory=memory, delay=0.03) for _ in range(2)]
    threads = [threading.Thread(target=fetch, args=(doors[n % 2], server)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.paths) == 10
    assert server.most_at_once == 1
    assert all(after.at - before.at > 0.03 for before, after in pairwise(server.asked))
