"""Time a subject beside its limit: interleaved, repeated, with processor time and peak memory."""

from __future__ import annotations

import gc
import math
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

Work = Callable[[], object]
BATCH = 0.04
"""Seconds that one repetition of a work lasts at least; shorter ones are called several times."""


class Disagreement(AssertionError):
    """An answer differs from what the oracle says: its time would mean nothing."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to measure: repetitions of each batch, the largest size, the seed of the data."""

    seed: int
    repetitions: int = 5
    most: int = 1_000_000
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class Line:
    """One measured subject. Times are in seconds per call, ``cpu`` that of all processes.

    ``ratios`` holds subject ÷ limit of each repetition; ``at_most`` is what must be reached, None
    for a figure that is only told. ``memory`` is the peak of Python's heap in one call, in bytes,
    servers left out.
    """

    job: str
    subject: str
    size: str
    limit: float
    ours: float
    ratios: tuple[float, ...]
    cpu: float
    memory: int
    at_most: float | None

    @property
    def ratio(self) -> float:
        """Give the median ratio."""
        return median(self.ratios)

    @property
    def verdict(self) -> str:
        """Say whether the limit is reached."""
        return _verdict(self.ratio, self.at_most)


@dataclass(frozen=True, slots=True)
class Slope:
    """How the time of a subject grows: the exponent of its size (0 is flat, 1 is linear)."""

    job: str
    subject: str
    exponent: float
    at_most: float | None = None

    @property
    def verdict(self) -> str:
        """Say whether it is as flat as it must be."""
        return _verdict(self.exponent, self.at_most)


def _verdict(found: float, at_most: float | None) -> str:
    if at_most is None:
        return ""
    return "reached" if found <= at_most else "not reached"


@dataclass(slots=True)
class Measured:
    """What a job brings back."""

    lines: list[Line] = field(default_factory=list)
    slopes: list[Slope] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Race:
    """One limit with its subjects: name → (work, what it must reach)."""

    job: str
    size: str
    limit: Work
    subjects: Mapping[str, tuple[Work, float | None]]
    servers: Sequence[int] = ()
    per_call: Mapping[str, int] = field(default_factory=dict)
    """Units that one call of a subject does, if not one."""
    calls: Mapping[str, int] = field(default_factory=dict)
    """Calls of a subject in one repetition, where they must not be many."""


def run(race: Race, effort: Effort) -> list[Line]:
    """Run limit and subjects in turn, and give one line per subject."""
    works = {"": race.limit} | {name: work for name, (work, _) in race.subjects.items()}
    calls = {name: race.calls.get(name) or _calls(work) for name, work in works.items()}
    wall: dict[str, list[float]] = {name: [] for name in works}
    cpu: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    for _ in range(effort.repetitions):
        for name, work in works.items():
            count = calls[name] * race.per_call.get(name, 1)
            spent, begun = _processor_time(race.servers), time.perf_counter()
            for _ in range(calls[name]):
                work()
            wall[name].append((time.perf_counter() - begun) / count)
            cpu[name].append((_processor_time(race.servers) - spent) / count)
    return [
        Line(
            race.job, name, race.size, median(wall[""]), median(wall[name]),
            tuple(ours / limit for ours, limit in zip(wall[name], wall[""], strict=True)),
            median(cpu[name]) / max(median(cpu[""]), 1e-9), _peak(works[name]), at_most,
        )
        for name, (_, at_most) in race.subjects.items()
    ]  # fmt: skip


def slope(
    job: str, subject: str, sizes: Mapping[int, float], at_most: float | None = None
) -> Slope:
    """Fit seconds against size on logarithmic scales."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in sizes.items()]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    across = sum((x - mean_x) ** 2 for x, _ in points)
    rise = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return Slope(job, subject, rise / across, at_most)


def agree(what: str, ours: object, oracle: object) -> None:
    """Raise ``Disagreement`` unless an answer is what the oracle says."""
    if ours != oracle:
        raise Disagreement(f"{what}: {str(ours)[:300]} where the oracle says {str(oracle)[:300]}")


def _calls(work: Work) -> int:
    """Warm a work up and give how often it is called in one batch."""
    work()
    begun = time.perf_counter()
    work()
    once = time.perf_counter() - begun
    return max(1, math.ceil(BATCH / max(once, 1e-7)))


def _processor_time(servers: Sequence[int]) -> float:
    """Give the processor seconds of this process and of ``servers`` (clock_getcpuclockid(3))."""
    return time.process_time() + sum(time.clock_gettime((~pid << 3) | 2) for pid in servers)


def _peak(work: Work) -> int:
    """Give the bytes of Python's heap that one call holds at most."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
