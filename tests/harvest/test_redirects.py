"""Where the door goes when it is sent on: declared hosts, sound certificates, an end."""

from __future__ import annotations

from typing import Any

import pytest

from observatory.harvest.answers import Fetched
from tests.harvest.asking import code, fetch
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import TLS, Clock, Names, Server, answer, moved


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
