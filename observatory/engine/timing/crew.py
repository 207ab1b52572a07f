"""Who visits: a few at a time, one per site, each source once; and how long the queue will take."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

from observatory.engine.timing.clock import Errand

log = structlog.get_logger()

USUAL = 10.0
"""Seconds that a visit is taken to last until some have been made."""


def utc_now() -> datetime:
    """Give the present moment."""
    return datetime.now(UTC)


class Crew:
    """Runs errands in ``size`` threads, in the order in which they came.

    A source stands in the queue or is being visited once, however often it is launched; of the
    errands of one site one is run at a time, so that a slow site holds one of the threads only.
    ``wall`` gives the moment at which an errand begins, ``clock`` measures how long it takes.
    """

    def __init__(
        self,
        size: int,
        wall: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._size, self._wall, self._clock = size, wall, clock
        self._change = threading.Condition()
        self._waiting: dict[str, Errand] = {}
        self._going: dict[str, Errand] = {}
        self._late: set[str] = set()
        self._done, self._spent = 0, 0.0
        self._stopped = False
        for number in range(size):
            threading.Thread(target=self._work, name=f"visits {number}", daemon=True).start()

    def launch(self, errand: Errand) -> None:
        """Queue an errand; one of a source that waits or is being visited is not queued again."""
        with self._change:
            name = errand.source
            earlier = self._going.get(name) or self._waiting.get(name)
            if earlier is None:
                if not self._stopped:
                    self._waiting[name] = errand
                    self._change.notify_all()
                return
            late = errand.due_at > earlier.due_at and name not in self._late
            if late:
                self._late.add(name)
        if late:
            log.warning(
                "late", source=name, due_at=errand.due_at.isoformat(),
                said=f"the visit that was due at {earlier.due_at:%Y-%m-%d %H:%M} UTC is not over",
            )  # fmt: skip

    def tell(self) -> None:
        """Log how many wait and when they will all have been visited; nothing if nobody waits."""
        with self._change:
            waiting = len(self._waiting)
            seconds = self._seconds_left()
        if waiting:
            by = self._wall() + timedelta(seconds=seconds)
            log.info("queue", waiting=waiting, done_by=by.isoformat(timespec="seconds"))

    def idle(self, seconds: float) -> bool:
        """Wait at most so long until nobody waits or is visited; say whether that is so."""
        with self._change:
            return self._change.wait_for(lambda: not (self._waiting or self._going), seconds)

    def stop(self, seconds: float) -> list[str]:
        """Begin nothing more and wait at most so long; give the sources still being visited."""
        with self._change:
            self._stopped = True
            self._waiting.clear()
            self._change.notify_all()
            self._change.wait_for(lambda: not self._going, seconds)
            return list(self._going)

    def _seconds_left(self) -> float:
        """Estimate the time of all who wait: by the number of threads, or by the busiest site."""
        left = [*self._waiting.values(), *self._going.values()]
        sites = Counter(errand.site for errand in left if errand.site)
        rounds = max(len(left) / self._size, *sites.values(), 0)
        return rounds * (USUAL + self._spent) / (1 + self._done)

    def _next(self) -> Errand | None:
        busy = {errand.site for errand in self._going.values() if errand.site}
        return next((e for e in self._waiting.values() if e.site not in busy), None)

    def _work(self) -> None:
        while True:
            with self._change:
                while (errand := self._next()) is None:
                    if self._stopped:
                        return
                    self._change.wait()
                self._going[errand.source] = self._waiting.pop(errand.source)
            begun = self._clock()
            try:
                errand.run(self._wall())
            except BaseException:  # a reader may even call sys.exit; the thread is not its own
                log.exception("run", source=errand.source)
            with self._change:
                del self._going[errand.source]
                self._late.discard(errand.source)
                self._done += 1
                self._spent += self._clock() - begun
                self._change.notify_all()
