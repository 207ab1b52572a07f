"""The rules of each host: its robots.txt, fetched once a day and remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from observatory.domain.extract import Reason
from observatory.harvest import redirects
from observatory.harvest.address import Address
from observatory.harvest.answers import failure, judged, kept_headers
from observatory.harvest.body import finish, read_body
from observatory.harvest.mirror import Mirror
from observatory.harvest.misread import Misread
from observatory.harvest.pace import Memory
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

    def rules(self, here: Address, wait: Callable[[], None]) -> Rules:
        """Give the rules of the host of ``here``; ``wait`` is called before each request for them.

        Raises ``Misread`` if the host does not answer at all.
        """
        host = here.netloc
        kept = self._kept.get(host)
        if not self._is_fresh(kept) and not self._mirror:
            kept = self._memory.robots(host)
        if kept is None or not self._is_fresh(kept):
            kept = (*self._fetch(here, wait), self._wall())
            if kept[0] < 500 and not self._mirror:
                self._memory.keep_robots(host, *kept[:2])
        if kept[0] < 500:
            self._kept[host] = kept
        return rules(*kept[:2], self._user_agent)

    def _is_fresh(self, kept: tuple[int, str, float] | None) -> bool:
        return kept is not None and 0 <= self._wall() - kept[2] < LIFE

    def _fetch(self, here: Address, wait: Callable[[], None]) -> tuple[int, str]:
        """Fetch a robots.txt: status and text; 404 stands for one that cannot be had."""
        at = replace(here, path="/robots.txt", query="")
        hosts = frozenset([here.netloc, f"http://{here.netloc}"])
        for _ in range(HOPS + 1):
            wait()
            try:
                answer = self._ask(at, hosts)
            except Misread as error:
                if error.reason.code == "redirect":
                    return 404, ""
                raise
            except Exception as error:
                raise Misread(failure(error, reading=False).reason) from error
            if not isinstance(answer, Address):
                return answer
            at = answer
        return 404, ""

    def _ask(self, at: Address, hosts: frozenset[str]) -> tuple[int, str] | Address:
        headers = {"User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate"}
        place = self._mirror.there(at) if self._mirror else str(at)
        raw, status = self._adapter.get(place, headers)
        found = kept_headers(raw.headers)
        if status != 200:
            finish(raw, found.get("content-length", ""))
        if status in redirects.STATUSES:
            return redirects.target(at, found.get("location", ""), hosts, self._mirror)
        if status == 429:
            refusal = judged(status, found, self._wall())
            raise Misread(refusal.reason if refusal else Reason("rate_limited", "429"))
        if status != 200:
            return status, ""
        try:
            text = decoded(read_body(raw, found.get("content-encoding", ""), "", SIZE, cut=True))
        finally:
            raw.close()
        return status, text
