"""The one door to the network: every request of the observatory to a source goes through here."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from observatory.domain.extract import Reason
from observatory.harvest.address import Address, allowed_host, parse, site
from observatory.harvest.answers import (
    NO_NAME,
    Answer,
    Fetched,
    NotModified,
    Refusal,
    failure,
    judged,
    kept_headers,
)
from observatory.harvest.body import Raw, finish, read_body
from observatory.harvest.guard import Guard, Resolver
from observatory.harvest.mirror import Mirror
from observatory.harvest.misread import BadAddress, Misread
from observatory.harvest.pace import PATIENCE, Memory, Pace, turn
from observatory.harvest.permission import Permission
from observatory.harvest.poison import sent_home
from observatory.harvest.redirects import STATUSES, target
from observatory.harvest.wire import Budget, GuardedAdapter, within

__all__ = ["Answer", "Door", "Fetched", "NotModified", "Refusal"]

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PASSING = ("unreachable", "server_error", "truncated")
"""Failures that may be over in a moment."""
HOP_PAUSE = 1.0
"""Seconds at most between a redirect and its target, which are one visit."""
UNSAID_HOLD = 60.0
"""Seconds that a host is left alone after "too many requests" without a Retry-After."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """One call of :meth:`Door.fetch`."""

    asked: Address
    hosts: frozenset[str]
    headers: dict[str, str]
    validated: bool
    at: datetime
    budget: Budget


class Door:
    """Fetches declared pages, politely and within limits; never raises for what a server does.

    ``deadline`` is in seconds for one call, all redirects and retries included, time waited for
    a host's turn excluded; ``delay`` is the pause in seconds between two requests to a host;
    ``clock`` measures the deadline, ``wall`` (seconds since 1970) pace and robots.txt. ``allow``
    names addresses that may be connected to although they are not public. ``mirror`` is the base
    address that stands in for the whole web. ``ca`` names a file of further certificates.
    """

    def __init__(
        self,
        memory: Memory,
        *,
        user_agent: str,
        mirror: str = "",
        resolver: Resolver = socket.getaddrinfo,
        allow: Iterable[str] = (),
        max_bytes: int = 5_000_000,
        deadline: float = 30.0,
        max_redirects: int = 5,
        retries: int = 2,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        delay: float = 5.0,
        ca: str = "",
    ) -> None:
        self._user_agent = user_agent
        self._mirror = Mirror(mirror) if mirror else None
        place = (self._mirror.place.host, self._mirror.place.port) if self._mirror else None
        self._adapter = GuardedAdapter(Guard(resolver, allow, place), ca)
        self._pace = Pace(memory, wall, sleep)
        self._permission = Permission(memory, self._adapter, self._mirror, user_agent, wall)
        self._max_bytes, self._deadline = max_bytes, deadline
        self._max_redirects, self._retries = max_redirects, retries
        self._clock, self._wall, self._sleep = clock, wall, sleep
        self._delay = 0.0 if self._mirror else delay

    def close(self) -> None:
        """Close the warm connections."""
        self._adapter.close()

    def fetch(
        self,
        url: str,
        hosts: frozenset[str],
        *,
        etag: str = "",
        last_modified: str = "",
        at: datetime,
    ) -> Answer:
        """Fetch ``url``, which with all its redirects must stay on the declared ``hosts``.

        ``etag`` and ``last_modified`` are the validators of the last answer, byte for byte. ``at``
        is the caller's now and is handed back.
        """
        headers = {
            "User-Agent": self._user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }
        given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        sent = {name: said for name, said in given.items() if said and said.isprintable()}
        budget = Budget(self._deadline, 2 * self._max_bytes + 1_000_000, self._clock)
        try:
            asked = parse(url)
            if not allowed_host(str(asked), hosts):
                raise BadAddress(f"{asked.host} is no host of this source")
        except BadAddress as error:
            return Refusal(error.reason)
        visit = _Visit(asked, hosts, headers | sent, bool(sent), at, budget)
        with within(budget):
            for attempt in range(self._retries + 1):
                answer = self._walk(visit)
                if attempt == self._retries or not _is_passing(answer):
                    break
                self._rest(budget, self._delay * 2**attempt)
        return answer

    def _walk(self, visit: _Visit) -> Answer:
        """Follow redirects by hand; each hop is checked like the first."""
        here = visit.asked
        for hop in range(self._max_redirects + 1):
            try:
                answer = self._visit(visit, here, first=hop == 0)
            except Misread as error:
                return Refusal(error.reason)
            if not isinstance(answer, Address):
                return answer
            here = answer
        return Refusal(Reason("redirect", f"more than {self._max_redirects} redirects"))

    def _visit(self, visit: _Visit, here: Address, *, first: bool) -> Answer | Address:
        queued = self._clock()
        with turn(site(here.netloc)):
            visit.budget.postpone(self._clock() - queued)
            rules = self._permission.rules(here, lambda: self._wait(here, 0.0, visit, first=True))
            if not rules.permit(str(here)):
                said = rules.closed or "its robots.txt does not permit this page"
                return Refusal(Reason("robots", f"{here.host}: {said}"))
            self._wait(here, rules.delay, visit, first=first)
            reading = False
            try:
                place = self._mirror.there(here) if self._mirror else str(here)
                raw, status = self._adapter.get(place, visit.headers)
                reading = True
                return self._answered(visit, here, raw, status)
            except Misread:
                raise
            except Exception as error:
                return failure(error, reading=reading)

    def _answered(self, visit: _Visit, here: Address, raw: Raw, status: int) -> Answer | Address:
        headers = kept_headers(raw.headers)
        length = headers.get("content-length", "")
        refusal = judged(status, headers, self._wall())
        if refusal or status != 200:
            finish(raw, "0" if status == 304 else length)
        if refusal:
            self._mind(here, refusal)
            return refusal
        if status in STATUSES:
            return target(here, headers.get("location", ""), visit.hosts, self._mirror)
        url, asked, mirrored = str(here), str(visit.asked), self._mirror is not None
        if status == 304:
            if not visit.validated:
                raise Misread(Reason("bad_response", "not modified, but nothing was known"))
            return NotModified(url, asked, headers, mirrored, visit.at)
        try:
            encoding = headers.get("content-encoding", "")
            body = read_body(raw, encoding, length, self._max_bytes)
        except BaseException:
            raw.close()
            raise
        if sent_home(asked, url):
            return Refusal(Reason("soft_404", "the address leads to the home page"), status)
        kind = headers.get("content-type", "")
        return Fetched(url, asked, status, headers, body, kind, mirrored, visit.at)

    def _wait(self, here: Address, asked: float, visit: _Visit, *, first: bool) -> None:
        if self._mirror:
            return
        at_most = PATIENCE if first else HOP_PAUSE
        waited = self._pace.wait(site(here.netloc), max(self._delay, asked), at_most)
        visit.budget.postpone(waited)

    def _mind(self, here: Address, refusal: Refusal) -> None:
        """Leave a host alone for as long as it asks."""
        wait = refusal.retry_after
        if wait is None and refusal.reason.code == "rate_limited":
            wait = max(self._delay, UNSAID_HOLD)
        if wait and not self._mirror:
            self._pace.hold(site(here.netloc), wait)

    def _rest(self, budget: Budget, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)
            budget.postpone(seconds)


def _is_passing(answer: Answer) -> bool:
    return (
        isinstance(answer, Refusal)
        and answer.reason.code in PASSING
        and answer.retry_after is None
        and answer.reason.said != NO_NAME
    )
