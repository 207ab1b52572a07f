"""The pages of the site, under the language of the reader; one module per family of pages."""

from __future__ import annotations

from flask import Blueprint, Response, g

from observatory.web import tongues

blueprint = Blueprint("pages", __name__)
PREFIX = "/<any(fr,ar,en):lang>"

SITEMAP: list[tuple[str, ...]] = []
"""Paths of the pages that stand alone (without a slug), for the sitemap; filled by ``page``."""


@blueprint.url_value_preprocessor
def _language(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the language out of the address, so that views need not."""
    g.lang = (values or {}).pop("lang", "")


@blueprint.get("/")
def root() -> Response:
    """Send to the home page in the reader's language."""
    return tongues.led()


from observatory.web.pages import (  # noqa: E402  (they register their routes on the blueprint)
    analysis,
    calls,
    changes,
    clusters,
    compare,
    data,
    embed,
    figures,
    find,
    glossary,
    home,
    labelling,
    ledger,
    library,
    map,
    partnerships,
    policy,
    profile,
    programmes,
    sources,
    texts,
    week,
)

__all__ = [
    "PREFIX",
    "SITEMAP",
    "analysis",
    "blueprint",
    "calls",
    "changes",
    "clusters",
    "compare",
    "data",
    "embed",
    "figures",
    "find",
    "glossary",
    "home",
    "labelling",
    "ledger",
    "library",
    "map",
    "partnerships",
    "policy",
    "profile",
    "programmes",
    "sources",
    "texts",
    "week",
]
