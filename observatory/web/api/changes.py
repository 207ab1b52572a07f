"""The numbered changes, as many as asked for."""

from __future__ import annotations

from typing import Any

from flask import Response

from observatory.domain.vocabulary.events import CHANGE_KINDS
from observatory.present import plain
from observatory.store.queries import changes as changing
from observatory.web import asking
from observatory.web.api import V1, blueprint
from observatory.web.api.bodies import body_at
from observatory.web.listing import answer_list, cursor_number, limit
from observatory.web.site import site


@blueprint.get(f"{V1}/changes")
def changes() -> Response:
    """Give changes in order of number; ``since`` is a number that they exceed, or a day."""
    since = asking.argument("since")
    after = cursor_number()
    day = None
    if since.isdigit() and len(since) < 16:
        after = max(int(since), after or 0)
    elif since:
        day = asking.day("since")
    kind = asking.chosen("kind", CHANGE_KINDS)
    slug = asking.argument("cluster")
    with site().database.read() as db:
        ids = None
        if slug:
            body = body_at(db, slug, None)
            if isinstance(body, Response):
                return body
            ids = [body.id]
        retrospective = asking.chosen("retrospective", ("0", "1")) != "0"
        wanted = changing.Filter(
            since=day, until=asking.day("until"), entities=ids, kinds=(kind,) if kind else (),
            source=asking.argument("source"), retrospective=retrospective, after=after,
        )  # fmt: skip
        rows = changing.changes(db, wanted, limit() + 1, oldest_first=True)
    return answer_list(rows, lambda row: str(row.seq), as_change, None, cut=True)


def as_change(row: changing.ChangeRow) -> dict[str, Any]:
    """Write one change, with the address of its place in the list."""
    return plain.change(row, site().absolute(f"/changes?after={row.seq - 1}#change-{row.seq}"))
