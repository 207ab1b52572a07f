"""Only public addresses are connected to, whatever name or redirect leads to another."""

from __future__ import annotations

import ipaddress
import threading
import time
from typing import Any

import pytest

from observatory.harvest import wire
from observatory.harvest.answers import Answer, Fetched, Refusal
from observatory.harvest.door import Door
from observatory.harvest.guard import Guard, is_public
from observatory.harvest.misread import BadAddress
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import Canary, Names, Server, answer, moved


def fetch(door: Door, url: str, *hosts: str) -> Answer:
    return door.fetch(url, frozenset(hosts), at=NOON)


def code(found: Answer) -> str:
    return found.reason.code if isinstance(found, Refusal) else "fetched"


@pytest.mark.battery("T001", "T003")
@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:1::",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "100::1",
    ],
)
def test_special_addresses_are_not_public(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["93.184.216.34", "196.200.131.1", "2a00:1450::1", "::ffff:8.8.8.8"])
def test_ordinary_addresses_are_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.battery("T007")
def test_one_private_address_among_public_ones_is_enough(open_door: MakeDoor) -> None:
    names = Names(a_ma=["93.184.216.34", "10.0.0.1"])
    with pytest.raises(BadAddress):
        Guard(names).addresses("a.ma", 443, 1.0)
    assert code(fetch(open_door(resolver=names), "https://a.ma/", "a.ma")) == "address"


@pytest.mark.battery("T001", "T003")
@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "::1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.0.1"),
        *("169.254.169.254", "fe80::1", "fc00::1", "100.64.0.1", "198.18.0.1", "192.0.0.8"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255"),
    ],
)
def test_neither_an_address_nor_a_redirect_leads_inside(
    open_door: MakeDoor, server: Server, ip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each as itself and behind a name, declared as a host of the source: not even connected to."""
    tried: list[Any] = []

    class Socket(wire._Socket):
        def connect(self, address: Any) -> None:
            tried.append(address[:2])
            super().connect(address)

    monkeypatch.setattr(wire, "_Socket", Socket)
    door = open_door(server, resolver=Names(a_ma="127.0.0.1", inside_ma=ip))
    for host in (f"[{ip}]" if ":" in ip else ip, "inside.ma"):
        assert code(fetch(door, f"http://{host}/", host)) == "address"
        server.says["/"] = moved(f"http://{host}/")
        found = fetch(door, server.url("/", "a.ma"), f"a.ma:{server.port}", host)
        assert code(found) == "address"
    assert set(tried) == {("127.0.0.1", server.port)}


def test_permission_is_for_an_address_a_network_or_a_port() -> None:
    names = Names(a_ma="10.1.2.3")
    assert Guard(names, ["10.1.2.3"]).addresses("a.ma", 80, 1.0)
    assert Guard(names, ["10.0.0.0/8"]).addresses("a.ma", 80, 1.0)
    assert Guard(names, ["10.1.2.3:80"]).addresses("a.ma", 80, 1.0)
    with pytest.raises(BadAddress):
        Guard(names, ["10.1.2.3:80"]).addresses("a.ma", 81, 1.0)


def test_a_resolver_that_hangs_is_left() -> None:
    stuck = threading.Event()

    def hang(*_: Any, **__: Any) -> list[tuple[Any, ...]]:
        stuck.wait(5)
        return []

    guard = Guard(hang)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        guard.addresses("a.ma", 80, 0.05)
    assert time.monotonic() - started < 1
    stuck.set()


@pytest.mark.battery("T001", "T002")
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "inside.ma"]
)
def test_nothing_connects_to_a_private_address(
    open_door: MakeDoor, canary: Canary, host: str
) -> None:
    door = open_door(resolver=Names(inside_ma="127.0.0.1"))
    place = f"{host}:{canary.port}"
    assert code(fetch(door, f"http://{place}/", place)) == "address"
    assert not canary.heard()


@pytest.mark.battery("T002")
@pytest.mark.parametrize(
    "host",
    [
        *("127.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "localhost."),
        *("①②⑦.⓪.⓪.①", "①27.0.0.1", "[::ffff:127.1]", "017700000001", "0x7f000001"),
    ],
)
def test_numbers_in_disguise_are_refused_unresolved(
    open_door: MakeDoor, canary: Canary, host: str
) -> None:
    names = Names()
    door = open_door(resolver=names)
    assert code(fetch(door, f"http://{host}:{canary.port}/", f"{host}:{canary.port}")) == "address"
    assert names.asked == []
    assert not canary.heard()


@pytest.mark.battery("T001", "T006")
@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/",
        "http://127.1:{port}/",
        "http://[::1]:{port}/",
        "//127.0.0.1:{port}/",
        "http://a.ma\\@127.0.0.1:{port}/",
        "http://a.ma@127.0.0.1:{port}/",
        "file:///some/file",
        "gopher://127.0.0.1:{port}/",
        "javascript:alert(1)",
        "http://inside.ma:{port}/",
        "http://a.ma:22/",
    ],
)
def test_no_redirect_leads_inside(
    open_door: MakeDoor, server: Server, canary: Canary, location: str
) -> None:
    server.says["/"] = moved(location.format(port=canary.port))
    names = Names(a_ma="127.0.0.1", inside_ma="127.0.0.1")
    door = open_door(server, resolver=names)
    found = fetch(door, server.url("/", "a.ma"), f"a.ma:{server.port}")
    assert code(found) == "redirect"
    assert not canary.heard()


def test_a_declared_host_that_turns_private_is_refused_at_the_redirect(
    open_door: MakeDoor, server: Server, canary: Canary
) -> None:
    server.says["/"] = moved(f"http://inside.ma:{canary.port}/")
    door = open_door(server, resolver=Names(a_ma="127.0.0.1", inside_ma="127.0.0.1"))
    hosts = (f"a.ma:{server.port}", f"inside.ma:{canary.port}")
    assert code(fetch(door, server.url("/", "a.ma"), *hosts)) == "address"
    assert not canary.heard()


def test_the_checked_address_is_the_one_connected_to(open_door: MakeDoor, server: Server) -> None:
    """A name that changes its address between check and use changes nothing."""
    server.says["/"] = answer("here")
    names = Names(a_ma="127.0.0.1")
    door = open_door(server, resolver=names)
    assert isinstance(fetch(door, server.url("/", "a.ma"), f"a.ma:{server.port}"), Fetched)
    names.known["a.ma"] = "10.0.0.1"
    assert isinstance(fetch(door, server.url("/", "a.ma"), f"a.ma:{server.port}"), Fetched)
    assert names.asked == ["a.ma"]
    assert server.connections == 1
    assert server.asked[-1].headers["host"] == f"a.ma:{server.port}"


def test_the_environments_proxy_is_not_used(
    open_door: MakeDoor, server: Server, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{canary.port}")
    for name in ("http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    server.says["/"] = answer("here")
    assert isinstance(fetch(open_door(server), server.url(), server.host), Fetched)
    assert not canary.heard()
