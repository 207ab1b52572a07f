"""What is under verification, as readers see it: whose page, since when, and where to read why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from observatory.present.reader import Reader
from observatory.store.queries.holds import Hold


@dataclass(frozen=True, slots=True)
class HoldView:
    """A page of a source that waits for a person; ``href`` leads to the reasons."""

    title: str
    since: datetime
    href: str


def holds(found: Iterable[Hold], reader: Reader) -> tuple[HoldView, ...]:
    """Give each hold with the place where its reasons stand."""
    return tuple(
        HoldView(
            one.title, one.since, f"{reader.link('sources', one.source)}#reading-{one.reading}"
        )
        for one in found
    )
