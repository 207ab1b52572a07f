"""How the hosts that a door visits answer it: noted, and taken back where a page was a wall."""

from __future__ import annotations

from observatory.domain.hosts import BY_REASON, REFUSING, WORKS, Answering
from observatory.harvest.memory import Memory


class Standing:
    """Tells the memory how hosts answer; asks it only where that may have changed.

    Times are seconds since 1970.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._before: dict[str, Answering] = {}
        self._now: dict[str, Answering] = {}

    def note(self, host: str, verdict: str, at: float) -> None:
        """Remember the verdict that the last answer of ``host`` brings."""
        before = self._now.get(host, Answering())
        if before.verdict != WORKS or verdict != WORKS:  # else the memory knows it from us
            before = self._memory.answered(host, lambda was: was.after(verdict, at))
        self._before[host], self._now[host] = before, before.after(verdict, at)

    def doubt(self, host: str, code: str, at: float) -> None:
        """Judge the last answer of ``host`` anew, if the code of a reason says that it refuses."""
        verdict = BY_REASON.get(code, WORKS)
        if verdict in REFUSING and host in self._before:
            before = self._before.pop(host)
            self._now.pop(host, None)
            self._memory.answered(host, lambda _: before.after(verdict, at))
