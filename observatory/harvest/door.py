"""The one door to the network: every request of the observatory to a source goes through here."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from observatory.domain.extract import Reason
from observatory.domain.hosts import WORKS
from observatory.harvest.address import Address, allowed_host, parse, site
from observatory.harvest.answers import (
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
from observatory.harvest.memory import Memory
from observatory.harvest.mirror import Mirror
from observatory.harvest.misread import BadAddress, Misread
from observatory.harvest.pace import Pace
from observatory.harvest.permission import Permission
from observatory.harvest.poison import sent_home
from observatory.harvest.redirects import STATUSES, target
from observatory.harvest.standing import Standing
from observatory.harvest.wire import Budget, GuardedAdapter, within

__all__ = ["Answer", "Door", "Fetched", "NotModified", "Refusal"]

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
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
    address that stands in for the whole web, ``own`` that of a server of the operator's: either may
    be anywhere and is asked without a pause. ``ca`` names a file of further certificates.
    """

    def __init__(
        self,
        memory: Memory,
        *,
        user_agent: str,
        mirror: str = "",
        own: str = "",
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
        place = parse(mirror or own) if mirror or own else None
        opened = (place.host, place.port) if place else None
        self._adapter = GuardedAdapter(Guard(resolver, allow, opened), ca)
        self._pace = Pace(memory, wall, sleep, deadline)
        self._standing = Standing(memory)
        self._permission = Permission(memory, self._adapter, self._mirror, user_agent, wall)
        self._max_bytes, self._deadline = max_bytes, deadline
        self._max_redirects, self._retries = max_redirects, retries
        self._clock, self._wall, self._sleep = clock, wall, sleep
        self._delay = 0.0 if opened else delay

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
                passing = isinstance(answer, Refusal) and answer.passing
                if attempt == self._retries or not passing:
                    break
                self._rest(budget, self._delay * 2**attempt)
        return answer

    def doubt(self, url: str, code: str, at: datetime) -> None:
        """Take back that the host of ``url`` works, if ``code`` says that the page refuses us.

        To be called by who has read what the last :meth:`fetch` gave; ``at`` as it was there.
        """
        self._standing.doubt(site(parse(url).netloc), code, at.timestamp())

    def _walk(self, visit: _Visit) -> Answer:
        """Follow redirects by hand; each hop is checked like the first."""
        here, hop = visit.asked, False
        for _ in range(self._max_redirects + 1):
            try:
                answer = self._visit(visit, here, hop=hop)
            except Misread as error:
                return Refusal(error.reason)
            if not isinstance(answer, Address):
                return answer
            hop = site(answer.netloc) == site(here.netloc)
            here = answer
        return Refusal(Reason("redirect", f"more than {self._max_redirects} redirects"))

    def _visit(self, visit: _Visit, here: Address, *, hop: bool) -> Answer | Address:
        rules = self._permission.rules(here, partial(self._turn, visit, here))
        answer: Answer | Address
        if isinstance(rules, Refusal):
            answer = rules
        elif not rules.permit(str(here)):
            said = f"{here.host}: its robots.txt does not permit this page"
            answer = Refusal(Reason("robots", said))
            if rules.permit(str(replace(here, path="/", query=""))):
                return answer  # the host does not refuse us altogether
        else:
            with self._turn(visit, here, rules.delay, hop=hop):
                answer = self._ask(visit, here)
        self._note(here, answer, visit.at)
        return answer

    def _ask(self, visit: _Visit, here: Address) -> Answer | Address:
        reading = False
        try:
            place = self._mirror.there(here) if self._mirror else str(here)
            raw, status = self._adapter.get(place, visit.headers)
            reading = True
            return self._answered(visit, here, raw, status)
        except Exception as error:
            return failure(error, reading=reading)

    @contextmanager
    def _turn(
        self, visit: _Visit, here: Address, asked: float = 0.0, *, hop: bool = False
    ) -> Iterator[None]:
        """Hold the host of ``here`` for one request; time spent waiting for it is not the fetch's.

        ``asked`` is the pause in seconds that the host asks for.
        """
        if self._mirror:
            yield
            return
        queued = self._clock()
        with self._pace.turn(site(here.netloc), max(self._delay, asked), hop=hop):
            visit.budget.postpone(self._clock() - queued)
            yield

    def _answered(self, visit: _Visit, here: Address, raw: Raw, status: int) -> Answer | Address:
        headers = kept_headers(raw.headers)
        length = headers.get("content-length", "")
        refusal = judged(status, headers, self._wall())
        if refusal or status != 200:
            finish(raw, "0" if status == 304 else length)
        if refusal:
            return refusal
        if status in STATUSES:
            return target(here, headers.get("location", ""), visit.hosts, self._mirror, status)
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

    def _note(self, here: Address, answer: Answer | Address, at: datetime) -> None:
        """Remember how the host answered, and leave it alone for as long as it asks."""
        host, verdict = site(here.netloc), WORKS
        if isinstance(answer, Refusal):
            verdict, wait = answer.verdict, answer.retry_after
            if wait is None and answer.reason.code == "rate_limited":
                wait = max(self._delay, UNSAID_HOLD)
            if wait and not self._mirror:
                self._pace.hold(host, wait)
        if verdict:
            self._standing.note(host, verdict, at.timestamp())

    def _rest(self, budget: Budget, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)
            budget.postpone(seconds)
