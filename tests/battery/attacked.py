"""A site over a store in which a hostile page was read."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from observatory.domain.indicators import INDICATORS
from observatory.engine.doors import open_door
from observatory.engine.installation import Installation
from observatory.engine.run.collect import Report, collect
from observatory.settings import Settings
from observatory.web import create_app
from tests.battery.attacks import ATTACKS, MARK
from tests.battery.routes import Route, routes
from tests.loopback import Answer, Web
from tests.stores import fresh

AT = datetime(2026, 11, 21, 8, tzinfo=UTC)
START = "https://shouter.example/all"
SOURCES = "scrapers,tests.hostile"


@dataclass(frozen=True)
class Attacked:
    """A site over a store in which a hostile page was read, with every route of it."""

    installation: Installation
    report: Report
    app: Flask
    found: list[Route]


def shout(installation: Installation, web: Web, url: str = START) -> Report:
    """Let the hostile page be read."""
    shouted = html.escape(json.dumps(ATTACKS))
    page = f"<html><head><title>All</title></head><body><pre>{shouted}</pre></body></html>"
    hostile = {
        "Server": f"{MARK}<script>",
        "ETag": f'"{MARK}\x9b"',
        "Content-Language": f"{MARK}\x1b[1m",
    }
    web.put(url, Answer(page.encode(), headers=hostile))
    door = open_door(installation, mirror=web.base)
    return collect(installation, installation.sources["shouter"], door, AT)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Read the hostile page where bodies are known; find every way into the site."""
    folder = tmp_path_factory.mktemp("hostile")
    settings = Settings(data=folder, scrapers=SOURCES, url="https://clusters.example")
    installation = fresh(settings, AT)
    with Web() as web:
        report = shout(installation, web)
    app = create_app(settings, lambda: AT + timedelta(hours=1))
    with installation.database.read() as db:
        slug = str(db.execute(text(
            f"SELECT slug FROM slug JOIN entity ON entity.id = entity WHERE title LIKE '{MARK}<t%'"
        )).scalar())  # fmt: skip
        sha = str(db.execute(text("SELECT sha256 FROM visit WHERE source = 'shouter'")).scalar())
        key = str(
            db.execute(text(f"SELECT id FROM statement WHERE value LIKE '%{MARK}%'")).scalar()
        )
    named = ("ce3m", "call-2023", "fac", "shouter", "clusters", "2026-W47", "site.css")
    known = (slug, *named, key, sha, next(iter(INDICATORS)))
    yield Attacked(installation, report, app, routes(app, known))
    app.extensions["observatory"].database.close()
    installation.database.close()
