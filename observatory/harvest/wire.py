"""Bytes over the network: connections to checked addresses only, one budget for all of it."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from http.client import HTTPException, HTTPResponse
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HeaderParsingError
from urllib3.util import create_urllib3_context
from urllib3.util.response import assert_header_parsing

from observatory.domain.extract import Reason
from observatory.harvest.body import Raw
from observatory.harvest.guard import Guard
from observatory.harvest.misread import Misread

CONNECT_AT_MOST = 10.0
"""Seconds for one address, so that the next one still has a chance."""


class Budget:
    """What one fetch may cost: seconds until everything is over, and bytes received.

    Waiting for a host's turn moves the end; nothing that a server does moves it.
    """

    def __init__(
        self, seconds: float, size: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self._size = size

    def left(self) -> float:
        """Give the seconds that are left; raises ``TimeoutError`` when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left

    def postpone(self, seconds: float) -> None:
        """Move the end by time that was spent waiting on purpose."""
        self._end += seconds

    def receive(self, size: int) -> int:
        """Count bytes; raises ``Misread`` when they are too many, wherever they stand."""
        self._size -= size
        if self._size < 0:
            raise Misread(Reason("too_large", "the server sends more than a page"))
        return size


_budget: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def within(budget: Budget) -> Iterator[None]:
    """Let everything that is sent and received within the block count against ``budget``."""
    token = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(token)


def _left() -> float:
    return _budget.get().left()


class _Socket(socket.socket):
    """A socket whose every read is bounded by the budget, however slowly bytes drip."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(_left())
        return _budget.get().receive(super().recv_into(*args, **kwargs))


class _TLSSocket(_Socket, ssl.SSLSocket):
    """The same for an encrypted connection."""


def connect(guard: Guard, host: str, port: int) -> socket.socket:
    """Connect to ``host`` at one of its checked addresses; the name is resolved once.

    Raises ``BadAddress``, ``TimeoutError`` or ``OSError``.
    """
    failure: OSError = OSError("no address")
    for family, kind, protocol, _, address in guard.addresses(host, port, _left()):
        sock = _Socket(family, kind, protocol)
        try:
            sock.settimeout(min(_left(), CONNECT_AT_MOST))
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
        except BaseException:
            sock.close()
            raise
        else:
            sock.settimeout(_left())
            return sock
    raise failure


class _Lines(io.BufferedReader):
    """Reads lines that hold no carriage return within: parsers disagree whether it ends a line."""

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if b"\r" in line.removesuffix(b"\n").removesuffix(b"\r"):
            raise HTTPException("a carriage return within a line")
        return line


class _Response(HTTPResponse):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fp = _Lines(self.fp.detach())


class _Plain(HTTPConnection):
    response_class = _Response

    def __init__(self, *args: Any, guard: Guard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guard = guard

    def _new_conn(self) -> socket.socket:
        return connect(self._guard, self.host, self.port or self.default_port)


class _Encrypted(_Plain, HTTPSConnection):
    """The same over TLS."""


class GuardedAdapter(HTTPAdapter):
    """The transport of ``requests`` with guarded, warm connections and no retries of its own.

    requests-hardened's adapter looks at the first address only, resolves again for each request
    and takes no resolver; hence this one. ``ca`` names a file of further trusted certificates.
    """

    def __init__(self, guard: Guard, ca: str = "") -> None:
        self._guard = guard
        self._context = _trust(ca)
        super().__init__(pool_connections=50, pool_maxsize=2)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        """Make pools whose connections go through the guard."""
        super().init_poolmanager(
            connections, maxsize, block, ssl_context=self._context, **pool_kwargs
        )
        self.poolmanager.pool_classes_by_scheme = _pools(self._guard)

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Leave verification to the context, which always verifies."""

    def build_response(self, req: PreparedRequest, resp: Any) -> Response:
        """Give status and unread body; cookies are not looked at, let alone kept."""
        response = Response()
        response.request, response.status_code, response.raw = req, resp.status, resp
        return response

    def get(self, url: str, headers: dict[str, str]) -> tuple[Raw, int]:
        """Ask for ``url``, which must be in its canonical form: the unread response, its status."""
        request = PreparedRequest()
        request.method = "GET"
        request.url = url
        request.headers = CaseInsensitiveDict(headers)
        response = self.send(request, stream=True, timeout=_left(), proxies={})
        raw: Any = response.raw
        try:  # after a line that is no header, those that follow would be taken for the page
            assert_header_parsing(raw._original_response.msg)
        except HeaderParsingError:
            raw.close()
            raise
        return raw, response.status_code


@lru_cache(maxsize=8)
def _trust(ca: str) -> ssl.SSLContext:
    """Make the rules of encryption, once: reading all certificates costs more than a visit."""
    context = create_urllib3_context()
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    if ca:
        context.load_verify_locations(ca)
    context.sslsocket_class = _TLSSocket
    return context


def _pools(guard: Guard) -> dict[str, Any]:
    class Plain(HTTPConnectionPool):
        ConnectionCls = partial(_Plain, guard=guard)  # type: ignore[assignment]

    class Encrypted(HTTPSConnectionPool):
        ConnectionCls = partial(_Encrypted, guard=guard)  # type: ignore[assignment]

    return {"http": Plain, "https": Encrypted}
