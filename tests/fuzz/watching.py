"""One attempt within its time, and what went wrong: once per place, the shortest input."""

from __future__ import annotations

import hashlib
import re
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType


class Hang(BaseException):
    """An input that takes too long; not an ``Exception``, so that no reader's caller catches it."""


@dataclass
class Watch:
    """Counts attempts and findings; a finding's input and traceback go to ``folder``.

    ``longest`` is how many seconds of processor time one input may take.
    """

    folder: Path
    longest: float
    attempts: int = 0
    slowest: float = 0.0
    slow_input: bytes = b""
    found: dict[str, int] = field(default_factory=dict)
    """Shortest input so far, in bytes, by where it went wrong."""

    def run(self, attempt: Callable[[bytes], None], data: bytes) -> None:
        """Make one attempt; whatever it raises is kept as a finding."""
        self.attempts += 1
        before = signal.signal(signal.SIGVTALRM, _too_long)
        signal.setitimer(signal.ITIMER_VIRTUAL, self.longest)
        begun = time.process_time()
        try:
            attempt(data)
        except (Exception, Hang) as error:
            self._keep(error, data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
        took = time.process_time() - begun
        if took > self.slowest:
            self.slowest, self.slow_input = took, data

    def told(self) -> str:
        """Say in a few lines what was tried and what was found."""
        target = self.slow_input.partition(b"\n")[0].decode("utf-8", "replace")
        lines = [
            f"{self.attempts:,} inputs, {len(self.found)} findings",
            f"the slowest took {self.slowest:.2f} s: {len(self.slow_input):,} bytes for {target}",
        ]
        lines += [f"{place} (input of {size} bytes)" for place, size in sorted(self.found.items())]
        return "\n".join(lines)

    def _keep(self, error: BaseException, data: bytes) -> None:
        place = _place(error)
        if len(data) >= self.found.get(place, len(data) + 1):
            return
        self.found[place] = len(data)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(place.encode()).hexdigest()[:12]
        (self.folder / f"{name}.input").write_bytes(data)
        (self.folder / f"{name}.txt").write_text(
            "".join(traceback.format_exception(error)), encoding="utf-8"
        )


def _place(error: BaseException) -> str:
    """Name the last line of this project that was at work; of a loop without end its function."""
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, Hang):
        frames.pop()  # the one of the alarm itself
    own = [f for f in frames if not re.search(r"site-packages|/lib/python", f.filename)]
    last = (own or frames)[-1]
    where = last.name if isinstance(error, Hang) else last.lineno
    return f"{type(error).__name__} at {Path(last.filename).name}:{where}"


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise Hang("the input takes too long")
