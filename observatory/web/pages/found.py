"""An entity by its address: here, moved (301), taken away (410) or unknown (404)."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, abort, redirect, request
from sqlalchemy import Connection

from observatory.store.queries import entities


def found(db: Connection, slug: str, kinds: Collection[str]) -> entities.Body | Response:
    """Find the entity of some kinds at an address; what has moved answers with a redirect."""
    body = entities.by_slug(db, slug)
    if isinstance(body, entities.Moved):
        if body.slug is None:
            abort(410)
        path = request.full_path.rstrip("?").replace(f"/{slug}", f"/{body.slug}", 1)
        return redirect(path, 301)  # type: ignore[return-value]
    if body is None or body.kind not in kinds:
        abort(404)
    return body
