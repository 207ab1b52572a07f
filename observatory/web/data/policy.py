"""Policy as data: plans, milestones, studies and creations by time."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present.datasets import Row
from observatory.present.policy.rows import VARIABLES, data, rows
from observatory.store.queries.policy import policy as found
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site


@dataset(
    "policy",
    "Plans, milestones, studies and creations of clusters, one row per date and source.",
    VARIABLES,
)
def policy() -> Iterable[Row]:
    """Give the rows of ``/policy``."""
    with site().database.read() as db:
        dated = rows(found(db, asking.as_of()))
    return map(data, dated)
