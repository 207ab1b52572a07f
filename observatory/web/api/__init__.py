"""The JSON API, one module per subject; errors are problem documents (RFC 9457).

Lists take ``limit`` and ``cursor``; what is listed of things takes the three days.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from observatory.web import asking
from observatory.web.answers import error_answer
from observatory.web.openapi import description
from observatory.web.site import site

blueprint = Blueprint("api", __name__)
V1 = "/api/v1"


@blueprint.after_request
def _understood(response: Response) -> Response:
    """Refuse an answer whose view knew not all that was asked; one that was kept passed already."""
    if response.status_code == 200 and asking.asked():
        try:
            asking.nothing_else()
        except asking.Wrong as error:
            return error_answer(error)
    return response


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe the API (OpenAPI 3.1)."""
    return jsonify(description(site().settings.url))


from observatory.web.api import (  # noqa: E402  (they register their routes on the blueprint)
    calls,
    changes,
    clusters,
    figures,
    indicators,
    labels,
    partnerships,
    sources,
    statements,
)

__all__ = [
    "V1",
    "blueprint",
    "calls",
    "changes",
    "clusters",
    "figures",
    "indicators",
    "labels",
    "partnerships",
    "sources",
    "statements",
]
