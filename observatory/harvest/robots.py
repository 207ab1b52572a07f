"""robots.txt by RFC 9309: what may be fetched, and how long to pause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from protego import Protego

SIZE = 500 * 1024
"""Bytes that are read (RFC 9309, 2.5)."""
LIFE = 86_400.0
"""Seconds that a robots.txt is believed (RFC 9309, 2.4)."""
SLOWEST = 60.0
"""Seconds; a longer Crawl-delay is cut to this."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host permits to one program; all, if there are no rules to be ``parsed``."""

    parsed: Protego | None
    agent: str

    def permit(self, url: str) -> bool:
        """Say whether ``url`` may be fetched."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.agent))

    @property
    def delay(self) -> float:
        """The pause that the host asks for, in seconds; 0 if it asks for none."""
        asked = self.parsed.crawl_delay(self.agent) if self.parsed else None
        return min(max(float(asked or 0.0), 0.0), SLOWEST)


def rules(status: int, text: str, user_agent: str) -> Rules:
    """Read a robots.txt that was answered with ``status``: a client error permits everything.

    What a server error permits, which is nothing (RFC 9309, 2.3.1.4), is never asked here.
    """
    agent = user_agent.partition("/")[0].split()[0] if user_agent.strip() else "*"
    if status != 200:
        return Rules(None, agent)
    return Rules(_parsed(text), agent)


def decoded(body: bytes) -> str:
    """Give the text of the first 500 KiB, without a byte order mark and without a cut line."""
    text = body[:SIZE].decode("utf-8-sig", "replace")
    return text if len(body) < SIZE else text.rpartition("\n")[0]


@lru_cache(maxsize=256)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)
