"""An address without a language leads to the page in the reader's own."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, redirect, request

from observatory.present.languages import negotiate


def spoken() -> str:
    """Give the language that the reader's browser asks for."""
    return negotiate(request.headers.get("Accept-Language", ""))


def led() -> Response:
    """Lead to what was asked for, arguments kept, in that language."""
    query = request.query_string.decode("ascii", "ignore")
    path = f"/{spoken()}{quote(request.path)}" + (f"?{query}" if query else "")
    answer = redirect(path, 302)
    answer.vary.add("Accept-Language")
    return answer  # type: ignore[return-value]
