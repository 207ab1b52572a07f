"""Published figures: as stated, and computed again."""

from __future__ import annotations

from flask import Response

from observatory.present.addresses import address
from observatory.present.published import checking, rows
from observatory.store.queries.published import evidence
from observatory.web import asking
from observatory.web.api import V1, blueprint
from observatory.web.listing import answer_list
from observatory.web.site import site


@blueprint.get(f"{V1}/figures")
def figures() -> Response:
    """List every published figure with what comes out, by key."""
    chosen = asking.as_of()
    with site().database.read() as db:
        found = evidence(db, chosen, *checking.asked())
    return answer_list(
        sorted(checking.checked(found, chosen), key=lambda one: one.key),
        lambda one: one.key,
        lambda one: rows.whole(one, site().absolute(f"{address('figures')}#{one.key}")),
        chosen,
    )
