"""What the door remembers of hosts from one run to the next: rules, moments and how they answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from observatory.domain.hosts import Answering


class Memory(Protocol):
    """What is remembered of each host, by whatever keeps it. Times are seconds since 1970."""

    def robots(self, host: str) -> tuple[int, str, float] | None:
        """Give status, text and time of the robots.txt that was last fetched from ``host``."""

    def keep_robots(self, host: str, status: int, text: str) -> None:
        """Remember a robots.txt, fetched now."""

    def move(self, host: str, rule: Callable[[float], float]) -> float:
        """Let ``rule`` move the moment before which ``host`` is left alone (0: none); in one step.

        Gives the moment as it was. Nobody, in whatever process, moves it meanwhile.
        """

    def answered(self, host: str, rule: Callable[[Answering], Answering]) -> Answering:
        """Let ``rule`` say how ``host`` answers now, in one step; give how it answered before."""


class Forgetful:
    """A memory that lasts as long as the process."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._robots: dict[str, tuple[int, str, float]] = {}
        self._free: dict[str, float] = {}
        self._answering: dict[str, Answering] = {}
        self._step = threading.Lock()

    def robots(self, host: str) -> tuple[int, str, float] | None:
        """Give what was kept for ``host``."""
        return self._robots.get(host)

    def keep_robots(self, host: str, status: int, text: str) -> None:
        """Keep it with the present time."""
        self._robots[host] = (status, text, self._wall())

    def move(self, host: str, rule: Callable[[float], float]) -> float:
        """Move it under a lock."""
        with self._step:
            was = self._free.get(host, 0.0)
            self._free[host] = rule(was)
            return was

    def answered(self, host: str, rule: Callable[[Answering], Answering]) -> Answering:
        """Note it under a lock."""
        with self._step:
            was = self._answering.get(host, Answering())
            self._answering[host] = rule(was)
            return was
