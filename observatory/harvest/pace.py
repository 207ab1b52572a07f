"""How fast a host is visited: one request at a time, a pause between two, longer if it asks.

A host has one moment before which it is left alone. Whoever visits moves it in one step of the
memory that all processes share: to the end of his time when he begins, and to the end of the pause
when the answer has come. So there is never more than one request at a host, whoever asks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from observatory.domain.extract import Reason
from observatory.harvest.answers import LONGEST_HOLD
from observatory.harvest.memory import Memory
from observatory.harvest.misread import Misread

PATIENCE = 61.0
"""Seconds that a fetch waits for its turn; a longer hold is a refusal."""
HOP_PAUSE = 1.0
"""Seconds at most between a redirect and its target, which are one visit."""
LOOK_AGAIN = 0.1
"""Seconds until a host that is held is looked at again by who knows no pause."""


class Pace:
    """Waits for a host's moment and sets the next one.

    ``wall`` is in seconds since 1970. ``longest`` is how many seconds a request may take: so long
    a host is taken by a process that dies meanwhile.
    """

    def __init__(
        self,
        memory: Memory,
        wall: Callable[[], float],
        sleep: Callable[[float], None],
        longest: float,
    ) -> None:
        self._memory = memory
        self._wall = wall
        self._sleep = sleep
        self._longest = longest
        self._ours: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, delay: float, *, hop: bool = False) -> Iterator[None]:
        """Wait until ``host`` is free, hold it for one request, and for ``delay`` seconds after it.

        Who asks without any pause keeps nobody off: then the host is not held either.
        ``hop``: the request goes on with a visit that is under way, so that our own last pause need
        not be waited for. Raises ``Misread`` (``rate_limited``) if the host must be left alone for
        longer than patience.
        """
        taken = self._take(host, delay, hop)
        if not delay:
            yield
            return
        try:
            yield
        finally:
            free = self._ours[host] = self._wall() + delay
            self._memory.move(host, lambda held: free if held == taken else max(free, held))

    def hold(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for at least ``seconds``, whatever was set before."""
        now, seconds = self._wall(), min(seconds, LONGEST_HOLD)
        self._memory.move(host, lambda free: now + max(seconds, _ahead(free, now)))

    def _take(self, host: str, delay: float, hop: bool) -> float:
        """Wait for the host and take it; give the moment until which it is taken."""
        begun = self._wall()
        while True:
            now = self._wall()
            until = now + self._longest if delay else 0.0
            ahead = self._try(host, now, until, begun + HOP_PAUSE if hop else math.inf)
            if not ahead:
                return until
            if ahead > PATIENCE:
                minutes = round(ahead / 60)
                said = f"the host asked to be left alone for another {minutes} minutes"
                raise Misread(Reason("rate_limited", said))
            self._sleep(min(ahead, delay or LOOK_AGAIN))

    def _try(self, host: str, now: float, until: float, ours: float) -> float:
        """Take the host if it is free now, in one step; else give the seconds until it may be.

        ``ours`` is the moment from which a pause that we set ourselves counts no more.
        """

        def ahead(free: float) -> float:
            return _ahead(min(free, ours) if free == self._ours.get(host) else free, now)

        return ahead(self._memory.move(host, lambda free: free if ahead(free) else until or free))


def _ahead(free: float, now: float) -> float:
    """Give the seconds until ``free``; what is farther off was set by a clock that was wrong."""
    left = free - now
    return left if 0 < left <= LONGEST_HOLD else 0.0
