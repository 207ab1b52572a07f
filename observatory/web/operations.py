"""For machines that keep the site alive: health, robots, sitemap, security contact."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, jsonify, redirect
from sqlalchemy.exc import SQLAlchemyError

from observatory.domain.health import BEYOND
from observatory.present.addresses import address
from observatory.present.homes import HOMES, home
from observatory.present.languages import LANGUAGES
from observatory.store import upgrade as up
from observatory.store.queries import entities, schedule, sources
from observatory.store.queries.profiles import BODIES
from observatory.web.site import site

blueprint = Blueprint("operations", __name__)

LATE = timedelta(minutes=10)
"""Age of the last tick from which the clock counts as stopped."""

TOLD = ("failing", *sorted(BEYOND), "paused")
"""How a source stands where that is worth telling who watches over this site."""


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the process is alive."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Say whether database, schema and clock are as they should be, and which sources are not.

    Only without its database, or with another schema, is the site not ready. A clock that stands
    still and sources that cannot be read are told, but what is known is served all the same.
    """
    here, newest = site(), up.newest_version()
    now = here.clock()
    try:
        schema = up.schema_version(here.database)
        ready = schema == newest
        with here.database.read() as db:
            tick = schedule.last_tick(db)
            states = sources.states(db) if ready else []
    except SQLAlchemyError:
        return jsonify(status="not ready", database=False), 503
    age = now - tick if tick else None
    stands = {state.name: state.standing(now).state for state in states}
    body = {
        "status": "ready" if ready else "not ready",
        "database": True,
        "schema": schema,
        "schema_needed": newest,
        "last_tick": tick.isoformat() if tick else None,
        "last_tick_age_seconds": age // timedelta(seconds=1) if age is not None else None,
        "clock": "never" if age is None else "late" if age > LATE else "ticking",
        "sources": {
            state: [name for name, stand in stands.items() if stand == state] for state in TOLD
        },
    }
    return jsonify(body), 200 if ready else 503


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Say what crawlers may visit: everything but the API's deep lists."""
    lines = ["User-agent: *", "Disallow: /api/", f"Sitemap: {site().absolute('/sitemap.xml')}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List every page in every language."""
    from observatory.web.pages import SITEMAP

    with site().database.read() as db:
        bodies = entities.bodies_of(db, (*BODIES, *HOMES))
        names = [state.name for state in sources.states(db)]
    paths = [
        *SITEMAP,
        *(home(body.kind, body.slug)[0] for body in bodies),
        *(("sources", name) for name in names),
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']  # fmt: skip
    for path in paths:
        here = [site().absolute(address(*path, lang=lang)) for lang in LANGUAGES]
        lines += [f"<url><loc>{url}</loc></url>" for url in here]
    lines.append("</urlset>")
    return Response("\n".join(lines), mimetype="application/xml")


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say whom to tell of a weakness (RFC 9116)."""
    here = site()
    contact = here.settings.contact or here.absolute("/about")
    if "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    expires = (here.clock() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    text = f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: fr, ar, en\n"
    return Response(text, mimetype="text/plain")


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Send browsers that ask for the old place to the mark."""
    return redirect("/static/favicon.svg", 302)  # type: ignore[return-value]
