"""One statement, and the kept page that it was read from."""

from __future__ import annotations

from flask import Response, abort, jsonify

from observatory.present import plain
from observatory.store.queries import entities, snapshots, statements
from observatory.web import asking
from observatory.web.api import V1, blueprint
from observatory.web.site import site

MOST = 2**63 - 1
"""The largest number that a database can hold."""


@blueprint.get(f"{V1}/statements/<int:key>")
def one_statement(key: int) -> Response:
    """Give one statement by its number."""
    chosen = asking.as_of()
    with site().database.read() as db:
        rows = statements.said_of(db, chosen, ids=[key]) if key <= MOST else []
        about = entities.bodies_of(db, ids=[rows[0].entity]) if rows else []
    if not rows:
        abort(
            404, "there is no statement of this number, or it was not believed on the day asked for"
        )
    return jsonify(
        {**plain.statement(rows[0]), "about": {"slug": about[0].slug, "kind": about[0].kind}}
    )


@blueprint.get(f"{V1}/snapshots/<sha256>")
def snapshot(sha256: str) -> Response:
    """Give headers and provenance of a kept page; its bytes are private."""
    with site().database.read() as db:
        found = snapshots.snapshot(db, sha256)
    if found is None:
        abort(404, "no page with this hash is kept")
    return jsonify(found)
