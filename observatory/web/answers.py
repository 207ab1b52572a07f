"""Answers: rendered pages kept for who asks again, and errors in the form that was asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from observatory.present.catalogues import translations
from observatory.present.languages import LANGUAGES
from observatory.present.views import Page
from observatory.present.words import ERRORS
from observatory.web import tongues
from observatory.web.asking import Refused
from observatory.web.pages.frame import MENU, PARTS
from observatory.web.site import site

ROOM = 64_000_000
"""Bytes of rendered pages that are kept in memory."""
HEAD = 1_500
"""Bytes that a kept answer takes beside its text: its headers and its place."""

Rendered = tuple[bytes, list[tuple[str, str]]]


class Kept:
    """The pages rendered last, by entity tag; a tag says everything that a page depends on."""

    def __init__(self, room: int = ROOM) -> None:
        """Keep at most ``room`` bytes."""
        self._room, self._size = room, 0
        self._pages: OrderedDict[str, Rendered] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str) -> Response | None:
        """Give a page that was kept."""
        with self._lock:
            found = self._pages.get(tag)
            if found is None:
                return None
            self._pages.move_to_end(tag)
        return Response(found[0], headers=found[1])

    def keep(self, tag: str, response: Response) -> None:
        """Keep a page, and let the ones go that were not asked for longest."""
        if response.direct_passthrough or response.is_streamed:
            return
        body = response.get_data()
        with self._lock:
            if tag in self._pages:
                return
            self._pages[tag] = body, list(response.headers.items())
            self._size += len(body) + HEAD
            while self._size > self._room and len(self._pages) > 1:
                _, (gone, _) = self._pages.popitem(last=False)
                self._size -= len(gone) + HEAD


def is_data() -> bool:
    """Say whether the request is for data rather than a page."""
    return request.path.startswith(("/api/", "/feeds/", "/data/", "/openapi"))


def error_answer(error: HTTPException | None, mark: str = "") -> Response:
    """Give an error: a page in the reader's language, or a problem document (RFC 9457)."""
    if error is not None and error.response is not None:
        return error.response  # type: ignore[return-value]
    status = (error.code if error else None) or 500
    detail = (error.description if error else None) or ""
    if status == 500:
        detail = f"Something broke here. It is in our log as {mark}." if mark else ""
    if is_data():
        title = error.name if error else "Internal Server Error"
        answer = jsonify(type="about:blank", title=title, status=status, detail=detail)
        answer.content_type = "application/problem+json"
    else:
        answer = Response(_error_page(error, status, mark), mimetype="text/html")
    answer.status_code = status
    if error is not None:
        for name, value in error.get_headers():
            if name.lower() in ("allow", "retry-after"):
                answer.headers[name] = value
    return answer


def _error_page(error: HTTPException | None, status: int, mark: str) -> str:
    """Render an error in the reader's language, at its own address; it asks the store nothing."""
    parts = tuple(part for part in request.path.split("/") if part)
    known = bool(parts) and parts[0] in LANGUAGES
    lang = parts[0] if known else tongues.spoken()
    about = Page(
        title=translations(lang).gettext(ERRORS.get(status, ERRORS[500])),
        path=parts[1:] if known else parts,
        query=tuple(request.args.items(multi=True)),
        menu=MENU,
        footer=PARTS,
    )
    sentence = error.said_in(lang) if isinstance(error, Refused) else ""
    return (
        site()
        .environments[lang]
        .get_template("error.html")
        .render(page=about, status=status, sentence=sentence, mark=mark)
    )
