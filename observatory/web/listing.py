"""Lists of the API: ``limit``, an opaque ``cursor``, and a ``Link`` to the next answer."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, jsonify, request

from observatory.present import plain
from observatory.store.queries.asof import AsOf
from observatory.web import asking
from observatory.web.site import site

Row = TypeVar("Row")
CURSOR = "cursor is not one that this API gave"


def limit() -> int:
    """Give how many rows the answer may have."""
    return asking.whole("limit", 100, asking.MOST)


def cursor() -> str:
    """Give the key of the last row of the answer before, or nothing."""
    text = asking.argument("cursor")
    try:
        return (
            base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True).decode()
            if text
            else ""
        )
    except ValueError:  # no base64, or no text in it
        asking.wrong(CURSOR)


def cursor_number() -> int | None:
    """Give the number at which the answer before ended."""
    text = cursor()
    if text and not asking.is_number(text):
        asking.wrong(CURSOR)
    return int(text) if text else None


def answer_list(
    rows: Sequence[Row],
    key: Callable[[Row], str],
    form: Callable[[Row], dict[str, Any]],
    chosen: AsOf | None,
    *,
    cut: bool = False,
) -> Response:
    """Answer one page of a list, with a ``Link`` to the next.

    ``cut`` rows begin after the cursor already, and are one more than asked for if there is more.
    """
    most, after = limit(), cursor()
    total = None
    if not cut:
        total = len(rows)
        rows = [row for row in rows if not after or key(row) > after]
    page = rows[:most]
    body: dict[str, Any] = {"items": [form(row) for row in page]}
    if total is not None:
        body["total"] = total
    if chosen is not None:
        body["as_of"] = plain.as_of(chosen)
    next_url = None
    if len(rows) > most:
        place = base64.urlsafe_b64encode(key(page[-1]).encode()).decode().rstrip("=")
        query = [(name, value) for name, value in request.args.items() if name != "cursor"]
        next_url = site().absolute(f"{request.path}?{urlencode([*query, ('cursor', place)])}")
    body["next"] = next_url
    answer = jsonify(body)
    if next_url:
        answer.headers["Link"] = f'<{next_url}>; rel="next"'
    return answer
