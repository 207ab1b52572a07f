"""The reviewed file of published counts and targets: where each is stated, how to compute it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from observatory import paths
from observatory.domain.published.measures import Measure

LISTED = "reported:"
"""How ``what`` begins where a figure is the length of a list; the list's topic follows."""


@dataclass(frozen=True, slots=True)
class Count:
    """A row of the reviewed file: which statements carry a count, and how to compute it.

    ``what`` is the property that states it, of ``body``, with ``number`` first in its value;
    ``day`` is the one that it is computed for where that is not the day it speaks for (a target).
    """

    key: str
    body: str
    what: str
    number: float
    day: date | None
    measure: Measure
    text: str
    says: Mapping[str, str]


@cache
def counts() -> tuple[Count, ...]:
    """Read the counts and targets that travel with the package."""
    return tuple(
        Count(
            row["key"], row["body"], row["what"], float(row["number"]),
            date.fromisoformat(row["day"]) if row["day"] else None,
            Measure.parse(row["measure"]), row["measure"],
            {lang: row[lang] for lang in ("fr", "ar", "en")},
        )
        for row in paths.rows(paths.PUBLISHED)
    )  # fmt: skip
