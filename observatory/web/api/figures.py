"""Published figures: as stated, and computed again."""

from __future__ import annotations

from flask import Response

from observatory.present import published, published_rows
from observatory.present.addresses import address
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
        found = evidence(db, chosen, *published.asked())
    return answer_list(
        sorted(published.checked(found, chosen), key=lambda one: one.key),
        lambda one: one.key,
        lambda one: published_rows.whole(one, site().absolute(f"{address('figures')}#{one.key}")),
        chosen,
    )
