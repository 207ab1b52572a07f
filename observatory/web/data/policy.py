"""Policy as data: plans, milestones, studies and creations by time."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present import policy_rows
from observatory.present.datasets import Row
from observatory.store.queries.policy import policy as found
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site


@dataset(
    "policy",
    "Plans, milestones, studies and creations of clusters, one row per date and source.",
    policy_rows.VARIABLES,
)
def policy() -> Iterable[Row]:
    """Give the rows of ``/policy``."""
    with site().database.read() as db:
        rows = policy_rows.rows(found(db, asking.as_of()))
    return map(policy_rows.data, rows)
