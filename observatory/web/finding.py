"""An entity by its address: here, moved (301), taken away (410) or unknown (404)."""

from __future__ import annotations

from collections.abc import Collection

from flask import abort, redirect, request
from sqlalchemy import Connection

from observatory.store.queries import entities, profiles
from observatory.web import asking
from observatory.web.site import site


def body_at(db: Connection, slug: str, kinds: Collection[str] | None = None) -> entities.Body:
    """Find the entity of some kinds (any: None) at an address, or end the request.

    What has moved, or is merged into another, answers with the same address under the present
    slug, arguments kept.
    """
    body = entities.by_slug(db, slug, asking.as_of().known)
    if isinstance(body, entities.Moved):
        if body.slug is None:
            abort(410, "this address was retired")
        path = request.full_path.rstrip("?").replace(f"/{slug}", f"/{body.slug}", 1)
        abort(redirect(path, 301))
    if body is None or (kinds is not None and body.kind not in kinds):
        abort(404, f"nothing is filed under {slug!r}")
    return body


def profile_at(slug: str, kinds: Collection[str]) -> profiles.Profile:
    """Give everything of the body at an address, as of the days asked for, or end the request."""
    with site().database.read() as db:
        return profiles.profile(db, body_at(db, slug, kinds), asking.as_of())
