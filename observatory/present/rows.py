"""Statements side by side: each one a row with what it counts, its date and its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from observatory.present.reader import Reader
from observatory.present.shown import said_value
from observatory.present.views import ShownValue
from observatory.store.queries.statements import Said, Shown


def said_in(values: Mapping[str, Shown], names: Collection[str]) -> tuple[Said, ...]:
    """Give every statement behind some of the shown properties."""
    return tuple(
        said for name in names if name in values
        for said in (*values[name].first, *values[name].others)
    )  # fmt: skip


def rows(said: Iterable[Said], reader: Reader, day: date) -> tuple[ShownValue, ...]:
    """Give each statement as a row, in order of the time it speaks for, undated ones last.

    Nothing is merged and nothing is added up: two papers that print one sum are two rows.
    """
    ordered = sorted(said, key=lambda one: (one.speaks is None, _until(one), one.id))
    return tuple(said_value(one, reader, day) for one in ordered)


def _until(said: Said) -> date:
    return said.speaks.hi if said.speaks else date.max
