"""Every way into the site, and what can be said of any answer."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from flask import Flask
from sqlalchemy import make_url, text
from werkzeug.test import TestResponse

from observatory.domain.indicators import INDICATORS
from observatory.web.headers import HEADERS
from observatory.web.site import Site as Running
from tests.battery.routes import Route, routes

KNOWN = (
    "ce3m", "call-2023", "spacewave", "fac", "record", "clusters", "2026-W47", "site.css",
    next(iter(INDICATORS)),
)  # fmt: skip
"""Of each kind of name one that the record has."""


@dataclass(frozen=True)
class Ways:
    """A site of its own, every route of it, and what the store was before any was asked for."""

    app: Flask
    found: list[Route]
    store: str

    def digest(self) -> str:
        """Give the hash of everything that is in the store now."""
        return digest(self.app)


def every_way(app: Flask) -> Ways:
    """Find every way into a site, and note what is in its store."""
    before = digest(app)
    with running(app).database.read() as db:
        sha = str(db.execute(text("SELECT min(sha256) FROM snapshot")).scalar())
        key = str(db.execute(text("SELECT max(id) FROM statement")).scalar())
    return Ways(app, routes(app, (*KNOWN, key, sha)), before)


def running(app: Flask) -> Running:
    """Give what the site runs on."""
    found: Running = app.extensions["observatory"]
    return found


def digest(app: Flask) -> str:
    """Give the hash of all rows of a site's store."""
    file = make_url(running(app).settings.database_url).database
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as store:
        return hashlib.sha256("\n".join(store.iterdump()).encode()).hexdigest()


def opened(place: str, answer: TestResponse) -> str:
    """Say what a header leads to, from a page of the site."""
    return urlsplit(urljoin(f"https://clusters.example{place}", answer.headers["Location"])).netloc


def wears(answer: TestResponse) -> bool:
    """Say whether an answer wears the headers of every answer, and no name of a server."""
    worn = {name: answer.headers.get(name) for name in HEADERS}
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors" in policy
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    return worn == HEADERS and not {"Server", "X-Powered-By", "Via"} & {*answer.headers.keys()}
