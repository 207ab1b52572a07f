"""How few come through a call: what is known of each step, drawn; an unknown step is no zero."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from observatory.present.calls.call import CallView, closes
from observatory.present.reader import Reader
from observatory.present.tags import of_told
from observatory.present.views import Link, SourceTag
from observatory.present.words import N_
from observatory.store.queries.events import Told

STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "named": (N_("Named as targets"), ()),
    "applied": (N_("Candidates"), ("applicants",)),
    "selected": (N_("Selected"), ("selected",)),
    "acts": (N_("Contracts and labels"), ("contracts", "labelled")),
}
"""Each step of a call, and under which names a published result gives its number."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that sources publish for a step."""

    number: int
    sources: tuple[SourceTag, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: those we can name, the numbers published, and how long its bar is (percent).

    ``number`` is the larger of the two, None if neither is known.
    """

    key: str
    title: str
    bodies: tuple[Link, ...]
    stated: tuple[Stated, ...]
    number: int | None
    width: float = 0.0


def steps(call: CallView, results: Collection[Told], reader: Reader) -> tuple[Step, ...]:
    """Give the steps of a call; ``results`` are its published results."""
    return scaled([tuple(_step(key, call, results, reader) for key in STEPS)])[0]


def scaled(funnels: Iterable[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
    """Draw several funnels to one scale, the longest bar across."""
    given = list(funnels)
    most = max((step.number or 0 for funnel in given for step in funnel), default=0)
    return [
        tuple(replace(s, width=round(100 * (s.number or 0) / most, 2) if most else 0.0) for s in f)
        for f in given
    ]


def standing(call: CallView, day: date) -> str:
    """Say how a call stands on a day: ``open``, ``closed``, ``coming`` or ``unknown``."""
    last = closes(call.deadlines)
    if call.order > day.isoformat():
        return "coming"
    if last is not None:
        return "closed" if last.hi < day else "open"
    return "closed" if call.results else "unknown"


def _step(key: str, call: CallView, results: Collection[Told], reader: Reader) -> Step:
    title, names = STEPS[key]
    told: dict[int, dict[str, SourceTag]] = {}
    for one in results:
        for name in names:
            if (text := one.payload.get(name, "")).isdigit():
                told.setdefault(int(text), {})[one.by.url] = of_told(one)
    bodies = call.stages[key]
    numbers = [*told, *filter(None, [len(bodies)])]
    return Step(
        key, reader.gettext(title), bodies,
        tuple(Stated(number, tuple(by.values())) for number, by in sorted(told.items())),
        max(numbers, default=None),
    )  # fmt: skip
