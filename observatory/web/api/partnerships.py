"""The international partnerships."""

from __future__ import annotations

from flask import Response

from observatory.web.api import V1, blueprint
from observatory.web.api.bodies import list_of, one_of


@blueprint.get(f"{V1}/partnerships")
def partnerships() -> Response:
    """List the international partnerships that target Morocco."""
    return list_of("partnership")


@blueprint.get(f"{V1}/partnerships/<slug>")
def partnership(slug: str) -> Response:
    """Give everything of one partnership."""
    return one_of(slug, "partnership")
