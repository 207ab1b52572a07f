"""The calls for projects."""

from __future__ import annotations

from flask import Response

from observatory.web.api import V1, blueprint
from observatory.web.api.bodies import list_of, one_of


@blueprint.get(f"{V1}/calls")
def calls() -> Response:
    """List the calls for projects."""
    return list_of("call")


@blueprint.get(f"{V1}/calls/<slug>")
def call(slug: str) -> Response:
    """Give everything of one call."""
    return one_of(slug, "call")
