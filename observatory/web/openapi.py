"""The description of the API, from the table of what it answers."""

from __future__ import annotations

from typing import Any

from observatory import __version__
from observatory.domain.indicators.series import BY
from observatory.domain.vocabulary.events import CHANGE_KINDS, LABEL_STATES, SCHEMES
from observatory.present.facets import SORTS
from observatory.present.languages import DEFAULT, LANGUAGES
from observatory.store.queries.profiles import BODIES

Spec = dict[str, Any]


def _argument(name: str, about: str, **schema: Any) -> Spec:
    return {
        "name": name,
        "in": "query",
        "description": about,
        "schema": {"type": "string", **schema},
    }


KEYED = ("sector", "region", "vocation", "governance", "financing", "lever")
DAYS = [
    _argument("valid_at", "true in the world on this day", format="date"),
    _argument("seen_at", "on pages by this day", format="date"),
    _argument("known_at", "believed by this day", format="date"),
]
LIST = [
    _argument("limit", "rows of one answer", type="integer", minimum=1, maximum=500, default=100),
    _argument("cursor", "where the last answer ended"),
]
CHANGES = [
    _argument("since", "a number that the changes exceed, or a day"),
    _argument("until", "last day", format="date"),
    _argument("after", "a number that the changes exceed", type="integer", minimum=0),
    _argument("kind", "kind of change", enum=list(CHANGE_KINDS)),
    _argument("cluster", "slug of whom it is about"),
    _argument("sector", "key of the vocabulary sector"),
    _argument("region", "key of the vocabulary region"),
    _argument("source", "name of a source"),
    _argument("retrospective", "0 leaves out what was history when first seen", enum=["0", "1"]),
]
CLUSTERS = [
    _argument("q", "words of a name, a sector or a place, in any script"),
    _argument("kind", "kind of body; all without it, counted or not", enum=list(BODIES)),
    _argument("label", "state of the label", enum=list(LABEL_STATES)),
    *(_argument(name, f"key of the vocabulary {name}") for name in KEYED),
    _argument("life", "key of the vocabulary life_status"),
    _argument("sort", "order; without it and without words by slug", enum=list(SORTS)),
]  # fmt: skip
SUGGEST = [
    _argument("q", "the beginning of a name, a sector, a city or a region"),
    _argument("lang", "language of the words", enum=list(LANGUAGES), default=DEFAULT),
]
LABELS = [
    _argument("state", "state of the label", enum=list(LABEL_STATES)),
    _argument("scheme", "whose label", enum=list(SCHEMES)),
]

INDICATORS = [
    _argument("by", "a second heading by which the numbers are divided", enum=list(BY)),
    _argument("from", "first year", pattern="^[0-9]{4}$"),
    _argument("to", "last year", pattern="^[0-9]{4}$"),
]

ANSWERS: dict[str, tuple[str, list[Spec], bool]] = {
    "/clusters": ("Clusters and other bodies", [*CLUSTERS, *DAYS], True),
    "/suggest": ("What the beginning of a name may mean", [*SUGGEST, *DAYS], False),
    "/clusters/{slug}": (
        "One body: every value with its statements, dates and other values said",
        DAYS,
        False,
    ),
    "/clusters/{slug}/history": ("Every change of one body", DAYS, True),
    "/clusters/{slug}/statements": ("Every statement about one body", DAYS, True),
    "/statements/{id}": ("One statement", DAYS, False),
    "/labels": ("The state of every label", [*LABELS, *DAYS], True),
    "/labels/{slug}": ("The label ledger of one body", DAYS, False),
    "/changes": ("Numbered changes, in order", [*CHANGES, *DAYS], True),
    "/partnerships": ("Partnerships that target Morocco", DAYS, True),
    "/partnerships/{slug}": ("One partnership", DAYS, False),
    "/calls": ("Calls for projects", DAYS, True),
    "/calls/{slug}": ("One call", DAYS, False),
    "/figures": ("Published figures, as stated and computed again", DAYS, True),
    "/indicators": ("Series of the analysis, each with what it counts", [], True),
    "/indicators/{name}": (
        "One series, counted, with the clusters and statements behind each number",
        [*INDICATORS, *DAYS],
        False,
    ),
    "/sources": ("Sources with their health", DAYS, True),
    "/sources/{name}/runs": ("The runs of a source", DAYS, True),
    "/snapshots/{sha256}": ("Headers and provenance of a kept page", [], False),
}
"""path → (what it gives, its arguments, whether it is a list)."""


def description(url: str) -> Spec:
    """Give the OpenAPI 3.1 description for the site at ``url``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Morocco Cluster Observatory",
            "version": __version__,
            "description": "What is published about Morocco's clusters: dated, cited, followed.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": f"{url}/api/v1"}],
        "paths": {path: {"get": _operation(path, *answer)} for path, answer in ANSWERS.items()},
        "components": {"schemas": {"Problem": PROBLEM, "List": LISTED}},
    }


PROBLEM: Spec = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
LISTED: Spec = {
    "type": "object",
    "required": ["items", "next"],
    "properties": {
        "items": {"type": "array", "items": {"type": "object"}},
        "next": {"type": ["string", "null"]},
        "total": {"type": "integer"},
        "as_of": {"type": "object"},
    },
}


def _operation(path: str, about: str, arguments: list[Spec], listed: bool) -> Spec:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    kind = {"id": "integer"}
    within = [
        {"name": n, "in": "path", "required": True, "schema": {"type": kind.get(n, "string")}}
        for n in names
    ]
    schema: Spec = {"$ref": "#/components/schemas/List"} if listed else {"type": "object"}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": path.strip("/").replace("/", "_").replace("{", "").replace("}", ""),
        "summary": about,
        "parameters": [*within, *arguments, *(LIST if listed else [])],
        "responses": {
            "200": {"description": about, "content": {"application/json": {"schema": schema}}},
            "400": {"description": "a wrong argument", "content": problem},
            "404": {"description": "not there", "content": problem},
        },
    }
