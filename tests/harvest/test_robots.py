"""robots.txt by RFC 9309, from a real server."""

from __future__ import annotations

import pytest

from observatory.harvest.answers import Answer, Fetched, Refusal
from observatory.harvest.door import Door
from observatory.harvest.robots import rules
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import Clock, Server, answer, moved

OURS = "User-agent: *\nDisallow: /private\n"


def fetch(door: Door, server: Server, path: str = "/private/x") -> Answer:
    return door.fetch(server.url(path), frozenset([server.host]), at=NOON)


@pytest.fixture
def site(server: Server) -> Server:
    """A server with one page that a robots.txt may close."""
    server.says = {"/private/x": answer("page"), "/open": answer("page")}
    return server


CHAIN = {f"/r{n}": moved(f"/r{n + 1}") for n in range(10)}


@pytest.mark.battery("T017")
@pytest.mark.parametrize(
    ("say", "permitted"),
    [
        (answer(OURS), False),
        (answer("\ufeff" + OURS), False),
        (answer("User-agent: Observatory\nDisallow: /\n\nUser-agent: *\nAllow: /"), False),
        (answer("User-agent: Other\nDisallow: /"), True),
        (answer(status="404 Not Found"), True),
        (answer(status="403 Forbidden"), True),
        (answer(status="503 Service Unavailable"), False),
        (answer(status="500 Oops"), False),
        (answer("# " + "x" * 520_000 + "\n" + OURS), True),
        (answer(OURS + "# " + "x" * 10_000_000), False),
        (answer("<html><body>Bienvenue</body></html>"), True),
        (answer("", status="204 No Content"), True),
        (moved("/r0"), True),
        (moved("/r4"), True),  # six redirects: it cannot be had
        (moved("/r5"), False),  # five are followed
        (moved("https://elsewhere.ma/robots.txt"), True),
    ],
)
def test_a_host_permits_or_not(
    open_door: MakeDoor, site: Server, say: bytes, permitted: bool
) -> None:
    site.says |= {**CHAIN, "/r9": answer(OURS), "/robots.txt": say}
    found = fetch(open_door(site, retries=0), site)
    assert isinstance(found, Fetched) == permitted
    if isinstance(found, Refusal):
        assert found.reason.code == "robots"
        assert "/private/x" not in site.paths


def test_what_is_not_closed_is_open(open_door: MakeDoor, site: Server) -> None:
    site.says["/robots.txt"] = answer(OURS)
    assert isinstance(fetch(open_door(site), site, "/open"), Fetched)


def test_a_redirect_into_a_closed_part_is_not_followed(open_door: MakeDoor, site: Server) -> None:
    site.says |= {"/robots.txt": answer(OURS), "/open": moved("/private/x")}
    found = fetch(open_door(site), site, "/open")
    assert isinstance(found, Refusal)
    assert found.reason.code == "robots"
    assert site.paths == ["/open"]


def test_a_host_without_an_answer_for_its_robots_is_unreachable(
    open_door: MakeDoor, site: Server
) -> None:
    site.says["/robots.txt"] = lambda connection: connection.close()
    found = fetch(open_door(site, retries=0), site)
    assert isinstance(found, Refusal)
    assert found.reason.code == "unreachable"
    assert site.paths == []


@pytest.mark.battery("T016")
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_robots_txt_may_ask_for_time_too(open_door: MakeDoor, site: Server, status: str) -> None:
    clock = Clock()
    site.says["/robots.txt"] = [answer(status=status, headers={"Retry-After": "3600"}), answer("")]
    door = open_door(site, wall=clock, sleep=clock.sleep)
    for minutes in (0, 30, 58):
        clock.now = 1_000_000.0 + minutes * 60
        found = fetch(door, site)
        assert isinstance(found, Refusal)
        assert found.reason.code == ("rate_limited" if status < "5" or minutes else "robots")
    assert len(site.asked) == 1
    clock.now += 120
    assert isinstance(fetch(door, site), Fetched)


def test_it_is_fetched_once_a_day(open_door: MakeDoor, site: Server) -> None:
    clock = Clock()
    site.says["/robots.txt"] = answer("User-agent: *\nDisallow:")
    door = open_door(site, wall=clock)
    for hours in (0, 1, 23, 25):
        clock.now = 1_000_000.0 + hours * 3600
        assert isinstance(fetch(door, site), Fetched)
    assert sum(one.path == "/robots.txt" for one in site.asked) == 2


def test_crawl_delay_is_the_pause(open_door: MakeDoor, site: Server) -> None:
    clock = Clock()
    site.says["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 10")
    door = open_door(site, delay=1.0, sleep=clock.sleep, wall=clock)
    for _ in range(3):
        fetch(door, site)
    assert clock.slept == [1.0, 10.0, 10.0]


def test_an_endless_crawl_delay_is_cut() -> None:
    assert rules(200, "User-agent: *\nCrawl-delay: 86400", "Observatory/1").delay == 60.0
    assert rules(200, "User-agent: *\nCrawl-delay: -1", "Observatory/1").delay == 0.0
    assert rules(200, "User-agent: *\nCrawl-delay: soon", "Observatory/1").delay == 0.0


def test_a_redirect_and_its_target_are_one_visit(open_door: MakeDoor, site: Server) -> None:
    clock = Clock()
    site.says |= {"/robots.txt": answer(status="404 No"), "/open": moved("/private/x")}
    door = open_door(site, delay=5.0, sleep=clock.sleep, wall=clock)
    assert isinstance(fetch(door, site, "/open"), Fetched)
    assert clock.slept == [5.0, 1.0]
    assert isinstance(fetch(door, site), Fetched)
    assert clock.slept == [5.0, 1.0, 5.0]
