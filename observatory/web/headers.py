"""The headers of every answer: what a browser may do with it, and who may read it."""

from __future__ import annotations

from flask import Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
YEAR = 31_536_000
"""Seconds for which a browser that came over https comes over https only."""


def headed(response: Response, *, encrypted: bool) -> Response:
    """Give an answer its headers; ``encrypted`` is whether its reader came over https.

    All but pages may be read by pages of any origin: it is public, and nobody is logged in here.
    """
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if encrypted:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
    if response.status_code == 304:  # a cache would take them for the kept answer's own
        response.headers.remove("Content-Type")
    if response.mimetype != "text/html":
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
