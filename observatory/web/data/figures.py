"""Published figures as data."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present.datasets import Row
from observatory.present.published import checking, rows
from observatory.store.queries.published import evidence
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site


@dataset(
    "figures",
    "Published figures, as stated and computed again: one row per figure and way of computing it.",
    rows.VARIABLES,
)
def figures() -> Iterable[Row]:
    """Give the rows of ``/figures``."""
    chosen = asking.as_of()
    with site().database.read() as db:
        found = evidence(db, chosen, *checking.asked())
    return [row for one in checking.checked(found, chosen) for row in rows.rows(one)]
