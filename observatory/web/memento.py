"""Memento (RFC 7089): ``Accept-Datetime`` on a profile leads to what was known on that day.

``Accept-Datetime`` means ``known_at``: an archive gives what it held. A profile is its own
timegate; its list of mementos names the days on which something about the body was recorded.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request

from observatory.present.addresses import address
from observatory.present.languages import LANGUAGES
from observatory.present.mementos import (
    Original,
    held,
    http_date,
    mementos,
    nearest,
    read_http_date,
    timemap,
)
from observatory.present.words import N_
from observatory.store.queries.asof import AsOf
from observatory.store.queries.entities import Body
from observatory.store.queries.profiles import BODIES
from observatory.store.queries.recorded import recorded
from observatory.web import asking, tongues
from observatory.web.finding import body_at
from observatory.web.site import site

blueprint = Blueprint("memento", __name__)
VARY = ("Accept-Datetime", "negotiate")


@blueprint.get("/clusters/<slug>")
def timegate(slug: str) -> Response:
    """Lead to the profile in the reader's language, at the day that was asked for."""
    with site().database.read() as db:
        body = body_at(db, slug, BODIES)
    answer = negotiated(body, tongues.spoken()) or tongues.led()
    answer.vary.add("Accept-Language")
    return announced(answer, slug, "")


@blueprint.get("/clusters/<slug>/timemap")
def list_of_mementos(slug: str) -> Response:
    """List the days on which something about a body was recorded."""
    lang = asking.chosen("lang", LANGUAGES)
    with site().database.read() as db:
        body = body_at(db, slug, BODIES)
        moments = recorded(db, body.id)
    original = Original(site().settings.url, body.slug, lang, tongues.spoken())
    answer = Response(
        timemap(mementos(moments, original), original), mimetype="application/link-format"
    )
    if not lang:
        answer.vary.add("Accept-Language")
    return answer


def negotiated(body: Body, lang: str) -> Response | None:
    """Redirect to the day of ``Accept-Datetime``; None where none is asked, or one is chosen."""
    asked = request.headers.get("Accept-Datetime")
    if asked is None or request.args.get("known_at"):
        return None
    day = read_http_date(asked)
    if day is None:
        asking.wrong(
            N_("Accept-Datetime is a date such as %(example)s, not %(given)s"),
            example="Tue, 21 Nov 2023 12:00:00 GMT",
            given=repr(asked[:60]),
        )
    with site().database.read() as db:
        moments = recorded(db, body.id)
    known = nearest(moments, day, site().today).isoformat()
    query = [*request.args.items(), ("known_at", known)]
    return redirect(address("clusters", body.slug, lang=lang, query=query), 302)  # type: ignore[return-value]


def dated(answer: Response, body: Body, as_of: AsOf) -> Response:
    """Say from when the state held that an answer shows, if a day of knowing was chosen."""
    if request.args.get("known_at"):
        with site().database.read() as db:
            at = held(recorded(db, body.id), as_of.known)
        if at:
            answer.headers["Memento-Datetime"] = http_date(at)
    return answer


def announced(answer: Response, slug: str, lang: str) -> Response:
    """Name the original, its timegate and its list of mementos on every answer of a profile."""
    answer.headers["Link"] = Original(site().settings.url, slug, lang).links()
    answer.vary.update(VARY)
    return answer
