"""Answers packed for the way (gzip), if the reader takes it: a page weighs a sixth of its text."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Response, request

SMALLEST = 1_000
"""Bytes below which packing gains nothing: one packet carries them anyway."""
PACKABLE = ("text/", "application/json", "application/xml", "image/svg")
"""Beginnings of the media types that are text; ``+json`` and ``+xml`` are too."""


def packed(response: Response) -> Response:
    """Pack an answer, whole or from ``static``, if its reader and its kind allow."""
    if response.status_code != 200 or not _is_text(response.mimetype or ""):
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or response.content_encoding:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= SMALLEST:
        response.set_data(_pack(body))
        response.content_encoding = "gzip"
    return response


def _is_text(mimetype: str) -> bool:
    return mimetype.startswith(PACKABLE) or mimetype.endswith(("+json", "+xml"))


@lru_cache(maxsize=256)
def _pack(body: bytes) -> bytes:
    """Pack once what is asked for again; without a time, so that equal bodies stay equal."""
    return gzip.compress(body, 6, mtime=0)
