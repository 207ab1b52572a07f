"""How fast a host is visited: one request at a time, a pause between two, longer if it asks."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from observatory.domain.extract import Reason
from observatory.harvest.answers import LONGEST_HOLD
from observatory.harvest.misread import Misread

PATIENCE = 61.0
"""Seconds that a fetch waits for its turn; a longer hold is a refusal."""


class Memory(Protocol):
    """What the door remembers between runs. Times are seconds since 1970."""

    def robots(self, host: str) -> tuple[int, str, float] | None:
        """Give status, text and time of the robots.txt that was last fetched from ``host``."""

    def keep_robots(self, host: str, status: int, text: str) -> None:
        """Remember a robots.txt, fetched now."""

    def next_free(self, host: str) -> float:
        """Give the moment before which ``host`` is left alone; 0 if there is none."""

    def set_next_free(self, host: str, when: float) -> None:
        """Leave ``host`` alone until ``when``."""


class Forgetful:
    """A memory that lasts as long as the process."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._robots: dict[str, tuple[int, str, float]] = {}
        self._free: dict[str, float] = {}

    def robots(self, host: str) -> tuple[int, str, float] | None:
        """Give what was kept for ``host``."""
        return self._robots.get(host)

    def keep_robots(self, host: str, status: int, text: str) -> None:
        """Keep it with the present time."""
        self._robots[host] = (status, text, self._wall())

    def next_free(self, host: str) -> float:
        """Give what was set for ``host``."""
        return self._free.get(host, 0.0)

    def set_next_free(self, host: str, when: float) -> None:
        """Set it."""
        self._free[host] = when


_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_turns_lock = threading.Lock()


@contextmanager
def turn(host: str) -> Iterator[None]:
    """Hold the only turn at ``host`` of this process, over all doors."""
    with _turns_lock:
        lock = _turns[host]
    with lock:
        yield


class Pace:
    """Waits for a host's moment and sets the next one. ``wall`` is in seconds since 1970."""

    def __init__(
        self, memory: Memory, wall: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._memory = memory
        self._wall = wall
        self._sleep = sleep

    def wait(self, host: str, delay: float, at_most: float = PATIENCE) -> float:
        """Wait until ``host`` is free and hold it for ``delay``; give the seconds waited.

        ``at_most`` shortens the wait between the parts of one visit. Raises ``Misread``
        (``rate_limited``) if the host must be left alone for longer than patience.
        """
        now = self._wall()
        ahead = min(self._memory.next_free(host) - now, LONGEST_HOLD)
        if ahead > PATIENCE:
            minutes = round(ahead / 60)
            said = f"the host asked to be left alone for another {minutes} minutes"
            raise Misread(Reason("rate_limited", said))
        ahead = max(min(ahead, at_most), 0.0)
        if delay:  # before the sleep, so that another process waits behind us
            self._memory.set_next_free(host, now + ahead + delay)
        if ahead:
            self._sleep(ahead)
        return ahead

    def hold(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for at least ``seconds``, whatever was set before."""
        until = self._wall() + min(seconds, LONGEST_HOLD)
        self._memory.set_next_free(host, max(until, self._memory.next_free(host)))
