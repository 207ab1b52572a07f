"""Which network addresses may be connected to: public ones, and those that are named."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from requests_hardened.ip_filter import EXTRA_BLOCKED_NET_RANGES

from observatory.harvest.address import parse
from observatory.harvest.misread import BadAddress

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[..., Sequence[tuple[Any, ...]]]
"""Called as ``socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)`` and answers like it."""

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
NEVER = (*EXTRA_BLOCKED_NET_RANGES, ipaddress.IPv6Network("2001::/23"))


class Guard:
    """Resolves names and lets through only what is public.

    ``allow`` names addresses or networks (``127.0.0.1``, ``10.0.0.0/8``, ``127.0.0.1:8000``) that
    may be connected to although they are not public; ``open_host`` is one ``host:port`` (the
    mirror's) that may be anywhere.
    """

    def __init__(
        self,
        resolver: Resolver = socket.getaddrinfo,
        allow: Iterable[str] = (),
        open_host: tuple[str, int] | None = None,
    ) -> None:
        self._resolver = resolver
        self._allow = [_permission(text) for text in allow]
        self._open_host = open_host

    def addresses(self, host: str, port: int, timeout: float) -> list[tuple[Any, ...]]:
        """Resolve ``host`` once and give what may be connected to, as ``getaddrinfo`` does.

        Raises ``BadAddress`` if any address is not public, ``OSError`` if there is none, and
        ``TimeoutError`` if the answer does not come in time.
        """
        found = self._resolve(host, port, timeout)
        if not found:
            raise OSError("the name has no address")
        if (host, port) != self._open_host:
            for entry in found:
                ip = ipaddress.ip_address(str(entry[4][0]).partition("%")[0])
                if not is_public(ip) and not self._permits(ip, port):
                    raise BadAddress(f"{host} leads to an address that is not public")
        return found

    def _permits(self, ip: IP, port: int) -> bool:
        return any(ip in network and only in (0, port) for network, only in self._allow)

    def _resolve(self, host: str, port: int, timeout: float) -> list[tuple[Any, ...]]:
        """Ask the resolver in a thread of its own: it knows no deadline."""
        answer: list[Sequence[tuple[Any, ...]] | Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolver(host, port, type=socket.SOCK_STREAM))
            except Exception as error:
                answer.append(error)

        thread = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
        thread.start()
        thread.join(timeout)
        if not answer:
            raise TimeoutError("the name was not resolved in time")
        if isinstance(answer[0], Exception):
            raise answer[0]
        return list(answer[0])


def is_public(ip: IP) -> bool:
    """Say whether ``ip`` is a public unicast address that stands for nothing but itself.

    The ranges are IANA's special-purpose registries: Python's own list, and requests-hardened's
    for what it lacks (shared address space, 6to4, NAT64 …).
    """
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if ip not in GLOBAL_UNICAST:
            return False
    if ip.is_multicast or ip.is_reserved or not ip.is_global:
        return False
    return not any(ip in network for network in NEVER)


def is_own(base: str) -> bool:
    """Say whether an address names a machine of one's own: not a public number, or a bare name."""
    host = parse(base).host
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))


def _permission(text: str) -> tuple[Network, int]:
    """Read ``address``, ``network`` or ``IPv4 address:port`` (port 0: any)."""
    host, colon, port = text.rpartition(":")
    if colon and port.isdigit() and ":" not in host.strip("[]"):
        return ipaddress.ip_network(host.strip("[]")), int(port)
    return ipaddress.ip_network(text, strict=False), 0
