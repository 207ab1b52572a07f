"""The Flask application: its parts, its validators, and the headers of every answer."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from flask import Flask, Response, g, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable
from werkzeug.middleware.proxy_fix import ProxyFix

from observatory import paths
from observatory.present.languages import LANGUAGES
from observatory.settings import Settings, read_settings
from observatory.web import api, citing, data, embeds, feeds, memento, operations, pages, tongues
from observatory.web.answers import Kept, error_answer
from observatory.web.front import BODY
from observatory.web.headers import headed
from observatory.web.packing import packed
from observatory.web.site import Clock, fresh, open_site

RETRY = 5
"""Seconds after which to ask again where the store did not answer."""
log = structlog.get_logger()


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """Make the site; the store must be at this version's schema. Fits any WSGI server."""
    settings = settings or read_settings()
    app = Flask("observatory", static_folder=str(paths.STATIC), static_url_path="/static")
    app.config.update(MAX_CONTENT_LENGTH=BODY, SEND_FILE_MAX_AGE_DEFAULT=31_536_000)
    app.debug = False  # whatever FLASK_DEBUG says: a page of error names an id, and nothing else
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # it would redirect to whatever host was asked for
    app.extensions["observatory"] = open_site(settings, clock or _utc)
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, settings.trusted_proxies, settings.trusted_proxies
        )
    for part in (
        pages.blueprint,
        feeds.blueprint,
        data.blueprint,
        api.blueprint,
        operations.blueprint,
        memento.blueprint,
        citing.blueprint,
        embeds.blueprint,
    ):
        app.register_blueprint(part)
    kept = Kept()
    app.before_request(_speakable)
    app.before_request(lambda: _known_already(app, kept))
    app.after_request(lambda response: _finish(response, kept, settings))
    app.register_error_handler(NotFound, _in_the_readers_language(app))
    app.register_error_handler(HTTPException, error_answer)
    app.register_error_handler(OperationalError, _no_answer)
    app.register_error_handler(NoConnection, _no_answer)
    app.register_error_handler(Exception, _broken)
    return app


def _utc() -> datetime:
    return datetime.now(UTC)


def _speakable() -> None:
    """Refuse an address with NUL, which is in no name here and in no text of PostgreSQL."""
    if "\x00" in request.path:
        raise NotFound


def _known_already(app: Flask, kept: Kept) -> Response | None:
    """Answer 304 to who has this page, and hand out a page that was rendered before."""
    if (
        request.method not in ("GET", "HEAD")
        or not request.endpoint
        or not _cacheable(request.endpoint)
    ):
        return None
    site = app.extensions["observatory"]
    state = fresh()
    parts = (
        site.build, site.today.isoformat(), state.last_seq, state.last_run,
        state.last_run_at, state.last_decision,
        request.full_path,
        g.get("lang") or tongues.spoken(),
        str(request.headers.get("Accept-Datetime")),
    )  # fmt: skip
    g.etag = hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]
    if request.if_none_match.contains_weak(g.etag):
        return _validated(Response(status=304))
    return kept.get(g.etag)


def _cacheable(endpoint: str) -> bool:
    return endpoint != "static" and not endpoint.startswith("operations.")


def _finish(response: Response, kept: Kept, settings: Settings) -> Response:
    headed(response, encrypted=request.is_secure or settings.url.startswith("https://"))
    if "etag" in g and response.status_code == 200:
        kept.keep(g.etag, response)
        _validated(response)
    return packed(response)


def _validated(response: Response) -> Response:
    response.set_etag(g.etag, weak=True)  # packed or not, it says the same
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _in_the_readers_language(app: Flask) -> Callable[[NotFound], Response]:
    """Send an address without a language to the page in the reader's language."""

    def handle(error: NotFound) -> Response:
        first = request.path.strip("/").partition("/")[0]
        if request.method in ("GET", "HEAD") and first not in LANGUAGES:
            adapter = app.url_map.bind(request.host)
            try:
                adapter.match(f"/{tongues.spoken()}{request.path}", method="GET")
            except HTTPException:
                return error_answer(error)
            return tongues.led()
        return error_answer(error)

    return handle


def _no_answer(error: Exception) -> Response:
    """Answer 503 where the store is away, overloaded, or takes too long over a question."""
    mark = secrets.token_hex(4)
    log.error("the store did not answer", id=mark, path=request.path, exc_info=error)
    return error_answer(ServiceUnavailable("the store did not answer", retry_after=RETRY), mark)


def _broken(error: Exception) -> Response:
    """Answer 500 with an id that stands in the log, and nothing else of what happened."""
    mark = secrets.token_hex(4)
    log.error("request failed", id=mark, path=request.path, exc_info=error)
    return error_answer(None, mark)
