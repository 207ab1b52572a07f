"""The numbered changes, narrowed as the page and the feeds are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response

from observatory.present import plain
from observatory.store.queries import changes as changing
from observatory.web import asking, narrowing
from observatory.web.api import V1, blueprint
from observatory.web.listing import answer_list, cursor_number, limit
from observatory.web.site import site


@blueprint.get(f"{V1}/changes")
def changes() -> Response:
    """Give changes in order of number; ``since`` is a number that they exceed, or a day."""
    chosen, place = asking.as_of(), cursor_number()
    with site().database.read() as db:
        wanted = narrowing.changes_wanted(db, numbered=True)
        if place is not None:
            wanted = replace(wanted, after=max(place, wanted.after or 0))
        rows = changing.changes(db, wanted, limit() + 1, oldest_first=True)
    return answer_list(rows, lambda row: str(row.seq), as_change, chosen, cut=True)


def as_change(row: changing.ChangeRow) -> dict[str, Any]:
    """Write one change, with the address of its place in the list."""
    return plain.change(row, site().absolute(f"/changes?after={row.seq - 1}#change-{row.seq}"))
