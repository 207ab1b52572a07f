"""A mirror stands in for the web, and the addresses stay real."""

from __future__ import annotations

import pytest

from observatory.harvest.address import parse
from observatory.harvest.answers import Fetched, NotModified, Refusal
from observatory.harvest.mirror import Mirror
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import Canary, Names, Server, answer, moved

HOSTS = frozenset(["www.clustercollaboration.eu", "c2tm.ma"])
REAL = "https://www.clustercollaboration.eu/content/morocco?page=0%2C1"
PLACE = "/www.clustercollaboration.eu/content/morocco?page=0%2C1"


def test_the_page_is_the_mirrors_and_the_address_is_real(
    open_door: MakeDoor, server: Server
) -> None:
    names = Names()
    slept: list[float] = []
    server.says[PLACE] = [answer("page"), answer(status="304 Not Modified")]
    door = open_door(mirror=server.url("/"), resolver=names, delay=9.0, sleep=slept.append)
    found = door.fetch(REAL, HOSTS, at=NOON)
    assert isinstance(found, Fetched)
    assert (found.url, found.asked, found.body) == (REAL, REAL, b"page")
    assert found.via_mirror
    assert isinstance(door.fetch(REAL, HOSTS, etag='"1"', at=NOON), NotModified)
    assert [one.path for one in server.asked] == [
        "/www.clustercollaboration.eu/robots.txt",
        PLACE,
        PLACE,
    ]
    assert slept == []
    assert set(names.asked) == {"127.0.0.1"}


def test_robots_is_obeyed_through_the_mirror(open_door: MakeDoor, server: Server) -> None:
    server.says["/www.clustercollaboration.eu/robots.txt"] = answer("User-agent: *\nDisallow: /")
    found = open_door(mirror=server.url()).fetch(REAL, HOSTS, at=NOON)
    assert isinstance(found, Refusal)
    assert found.reason.code == "robots"


def test_only_declared_hosts_are_asked_of_it(open_door: MakeDoor, server: Server) -> None:
    found = open_door(mirror=server.url()).fetch("https://other.ma/", HOSTS, at=NOON)
    assert isinstance(found, Refusal)
    assert server.connections == 0


def test_only_the_mirrors_own_port_is_open(
    open_door: MakeDoor, server: Server, canary: Canary
) -> None:
    server.says[PLACE] = moved(f"https://127.0.0.1:{canary.port}/x")
    hosts = HOSTS | {f"127.0.0.1:{canary.port}"}
    found = open_door(mirror=server.url(), retries=0).fetch(REAL, hosts, at=NOON)
    assert isinstance(found, Refusal)
    assert found.reason.code == "not_found"
    assert server.paths[-1] == f"/127.0.0.1:{canary.port}/x"
    assert not canary.heard()


@pytest.mark.parametrize(
    ("location", "real"),
    [
        ("/content/ma", "https://www.clustercollaboration.eu/content/ma"),
        ("ma?x=1", "https://www.clustercollaboration.eu/content/ma?x=1"),
        (
            "/www.clustercollaboration.eu/content/ma",
            "https://www.clustercollaboration.eu/content/ma",
        ),
        ("/clustercollaboration.eu/x", "https://clustercollaboration.eu/x"),
        ("/c2tm.ma/en/", "https://c2tm.ma/en/"),
        ("http://127.0.0.1:9/c2tm.ma/en/", "https://c2tm.ma/en/"),
        ("http://127.0.0.1:9/evil.example/", "https://evil.example/"),
        ("https://c2tm.ma/en/", "https://c2tm.ma/en/"),
        ("//c2tm.ma/en/", "https://c2tm.ma/en/"),
        ("../c2tm.ma/en/", "https://www.clustercollaboration.eu/c2tm.ma/en/"),
        ("../../c2tm.ma/en/", "https://c2tm.ma/en/"),
        ("file:///x", "file:///x"),
    ],
)
def test_redirects_are_mapped_back(location: str, real: str) -> None:
    mirror = Mirror("http://127.0.0.1:9")
    assert mirror.back(parse(REAL), location, HOSTS) == real


def test_a_redirect_by_the_mirror_is_followed_and_named_by_its_real_address(
    open_door: MakeDoor, server: Server
) -> None:
    server.says |= {PLACE: moved("/c2tm.ma/en/x"), "/c2tm.ma/en/x": answer("x")}
    found = open_door(mirror=server.url()).fetch(REAL, HOSTS, at=NOON)
    assert isinstance(found, Fetched)
    assert found.url == "https://c2tm.ma/en/x"


def test_a_mirror_below_a_path(open_door: MakeDoor, server: Server) -> None:
    server.says["/web" + PLACE] = answer("x")
    assert isinstance(open_door(mirror=server.url("/web/")).fetch(REAL, HOSTS, at=NOON), Fetched)
