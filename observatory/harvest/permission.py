"""The rules of each host: its robots.txt, fetched once a day and remembered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from observatory.domain.extract import Reason
from observatory.harvest import redirects
from observatory.harvest.address import Address
from observatory.harvest.answers import Refusal, failure, judged, kept_headers
from observatory.harvest.body import finish, read_body
from observatory.harvest.memory import Memory
from observatory.harvest.mirror import Mirror
from observatory.harvest.misread import Misread
from observatory.harvest.robots import LIFE, SIZE, Rules, decoded, rules
from observatory.harvest.wire import GuardedAdapter

HOPS = 5
"""Redirects that are followed for a robots.txt (RFC 9309, 2.3.1.2)."""


class Permission:
    """Knows what each host permits. A mirror's robots.txt is remembered by this door only."""

    def __init__(
        self,
        memory: Memory,
        adapter: GuardedAdapter,
        mirror: Mirror | None,
        user_agent: str,
        wall: Callable[[], float],
    ) -> None:
        self._memory = memory
        self._adapter = adapter
        self._mirror = mirror
        self._user_agent = user_agent
        self._wall = wall
        self._kept: dict[str, tuple[int, str, float]] = {}

    def rules(
        self, here: Address, turn: Callable[[], AbstractContextManager[None]]
    ) -> Rules | Refusal:
        """Give the rules of the host of ``here``; each request for them is made in a ``turn``.

        A host that does not answer, answers with an error or asks for time permits nothing now.
        """
        host = here.netloc
        kept = self._kept.get(host)
        if not self._is_fresh(kept) and not self._mirror:
            kept = self._memory.robots(host)
        if kept is None or not self._is_fresh(kept):
            found = self._fetch(here, turn)
            if isinstance(found, Refusal):
                return found
            kept = (*found, self._wall())
            if not self._mirror:
                self._memory.keep_robots(host, *found)
        self._kept[host] = kept
        return rules(*kept[:2], self._user_agent)

    def _is_fresh(self, kept: tuple[int, str, float] | None) -> bool:
        return kept is not None and 0 <= self._wall() - kept[2] < LIFE

    def _fetch(
        self, here: Address, turn: Callable[[], AbstractContextManager[None]]
    ) -> tuple[int, str] | Refusal:
        """Fetch a robots.txt: status and text; 404 stands for one that cannot be had."""
        at = replace(here, path="/robots.txt", query="")
        hosts = frozenset([here.netloc, f"http://{here.netloc}"])
        for _ in range(HOPS + 1):
            with turn():
                try:
                    answer = self._ask(at, hosts)
                except Misread as error:
                    left = error.reason.code in ("redirect", "moved")
                    return (404, "") if left else Refusal(error.reason)
                except Exception as error:
                    return failure(error, reading=False)
            if not isinstance(answer, Address):
                return answer
            at = answer
        return 404, ""

    def _ask(self, at: Address, hosts: frozenset[str]) -> tuple[int, str] | Refusal | Address:
        headers = {"User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate"}
        place = self._mirror.there(at) if self._mirror else str(at)
        raw, status = self._adapter.get(place, headers)
        found = kept_headers(raw.headers)
        if status != 200:
            finish(raw, found.get("content-length", ""))
        if status in redirects.STATUSES:
            location = found.get("location", "")
            return redirects.target(at, location, hosts, self._mirror, status)
        refusal = judged(status, found, self._wall())
        if refusal and status == 429:
            return refusal
        if refusal and status >= 500:  # which closes the host (RFC 9309, 2.3.1.4)
            said = f"{at.host}: its robots.txt answers {status}"
            return Refusal(Reason("robots", said), status, refusal.retry_after)
        if status != 200:
            return status, ""
        try:
            text = decoded(read_body(raw, found.get("content-encoding", ""), "", SIZE, cut=True))
        finally:
            raw.close()
        return status, text
