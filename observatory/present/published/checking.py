"""Published figures computed again: who states each, what it counts, and what comes out today."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from observatory.domain.published.measures import Measure, Result, Values, compute, leading_number
from observatory.domain.published.stated import Figure, Verdict, judge, reached
from observatory.present.published.counts import LISTED, Count, counts
from observatory.present.published.values import known, listed, surveyed
from observatory.store.queries.asof import AsOf
from observatory.store.queries.events import Told
from observatory.store.queries.published import Evidence, measure_of
from observatory.store.queries.statements import Said


@dataclass(frozen=True, slots=True)
class Side:
    """A figure computed ``by`` the survey's own tables or by this record, for a ``day``.

    ``result`` is None where it has no measure; ``verdict`` None where nothing at all is known.
    """

    by: str
    day: date | None
    result: Result | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A published figure: as stated, by whom, and computed. ``group``: claim, count or target."""

    key: str
    group: str
    body: str
    says: Mapping[str, str]
    stated: Figure
    sources: tuple[Said | Told, ...]
    measure: str
    looks_at: str
    sides: tuple[Side, ...]


def asked() -> tuple[set[str], set[str]]:
    """Give who states the counts, and in which properties."""
    return {one.body for one in counts()}, {one.what for one in counts()}


def checked(found: Evidence, as_of: AsOf) -> tuple[Checked, ...]:
    """Compute every published figure that somebody states: claims first, then the counts."""
    on = _Days(found)
    claims = sorted(found.claims, key=lambda row: _line(row.by.locator))
    done = (_count(one, found, on) for one in counts())
    return (*(_claim(row, found, on, as_of) for row in claims), *filter(None, done))


class _Days:
    """What is known of the clusters on several days, worked out once each."""

    def __init__(self, found: Evidence) -> None:
        self._found = found
        self._days: dict[date, dict[str, Values]] = {}

    def __call__(self, day: date) -> dict[str, Values]:
        if day not in self._days:
            self._days[day] = known(self._found, day)
        return self._days[day]


def _claim(row: Told, found: Evidence, on: _Days, as_of: AsOf) -> Checked:
    """Compute a figure of a survey over its own sample, and over what is known of it now.

    A bare count is held against every cluster that meets the definition, not against itself.
    """
    measure, stated = measure_of(row), Figure.parse(row.payload.get("stated_value", ""))
    sample = surveyed(found, row.by.source)
    whole = bool(measure and measure.kind == "count")
    now = {
        slug: values for slug, values in on(as_of.valid).items()
        if (slug in _counted(found) if whole else slug in sample)
    }  # fmt: skip
    sides = (
        _side("survey", row.on.hi if row.on else None, measure, sample, stated),
        _side("record", as_of.valid, measure, now, stated),
    )
    return Checked(
        row.payload.get("claim", row.record), "claim", _slug(found, row.entity),
        {lang: row.payload.get(lang, row.text) for lang in ("fr", "ar", "en")},
        stated, (row,), row.payload.get("measure", ""), _looks_at(measure), sides,
    )  # fmt: skip


def _count(one: Count, found: Evidence, on: _Days) -> Checked | None:
    """Compute a count for the day it speaks for, over every cluster; None if nobody states it."""
    sources: tuple[Said | Told, ...] = _lists(one, found) or _statements(one, found)
    if not sources:
        return None
    first = sources[0]
    speaks = first.on if isinstance(first, Told) else first.speaks
    day = one.day or (speaks.hi if speaks else None)
    if isinstance(first, Told):
        members = listed(found, first)
    else:
        counted = _counted(found)
        members = {s: v for s, v in on(day).items() if s in counted} if day else {}
    stated = Figure.parse(f"{_qualifier(first)}{one.number:g}")
    target = one.what == "target"
    result = compute(one.measure, members)
    verdict = reached(one.number, result) if target else judge(stated, result)
    return Checked(
        one.key, "target" if target else "count", one.body, one.says, stated, sources, one.text,
        _looks_at(one.measure), (Side("record", day, result, verdict if members else None),),
    )  # fmt: skip


def _side(
    by: str, day: date | None, measure: Measure | None, members: Mapping[str, Values], said: Figure
) -> Side:
    if measure is None:
        return Side(by, day, None, None)
    result = compute(measure, members)
    return Side(by, day, result, judge(said, result) if result.known else None)


def _statements(one: Count, found: Evidence) -> tuple[Said, ...]:
    """Find the statements of a count, the earliest first."""
    return tuple(
        sorted(
            (
                said for said in found.counted
                if said.property == one.what
                and _slug(found, said.entity) == one.body
                and leading_number(said.value.text) == one.number
                and (said.property != "target" or "cluster" in said.value.text)
            ),
            key=lambda said: (said.speaks is None, said.speaks.lo if said.speaks else date.max),
        )
    )  # fmt: skip


def _lists(one: Count, found: Evidence) -> tuple[Told, ...]:
    if not one.what.startswith(LISTED):
        return ()
    topic = one.what.removeprefix(LISTED)
    return tuple(
        told for told in found.lists
        if told.payload.get("topic") == topic and len(listed(found, told)) == one.number
    )  # fmt: skip


def _counted(found: Evidence) -> set[str]:
    return {body.slug for body in found.clusters if body.counted}


def _slug(found: Evidence, entity: int) -> str:
    return next((body.filed for body in found.others if body.id == entity), "")


def _looks_at(measure: Measure | None) -> str:
    return (measure.wanted.key if measure.wanted else measure.key) if measure else ""


def _qualifier(source: Said | Told) -> str:
    return source.value.qualifier if isinstance(source, Said) else ""


def _line(locator: str) -> int:
    """Give the line of a reviewed file that a place names, so that its order is kept."""
    number = re.search(r":(\d+)", locator)
    return int(number[1]) if number else 0
