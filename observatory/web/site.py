"""What every request needs: the database, the templates of each language, and the time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from flask import current_app, g
from jinja2 import Environment

from observatory import __version__, paths
from observatory.present.environment import environment
from observatory.present.languages import LANGUAGES
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.store.queries.freshness import Freshness, freshness

LONGEST = 5.0
"""Seconds that one question of a page to the store may take."""

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Site:
    """One running site. ``build`` changes when code, templates or styles do."""

    settings: Settings
    database: Database
    environments: Mapping[str, Environment]
    clock: Clock
    build: str

    @property
    def today(self) -> date:
        """Give the present day, in UTC."""
        return self.clock().astimezone(UTC).date()

    def absolute(self, path: str) -> str:
        """Give the public address of a path of this site."""
        return self.settings.url + path


def open_site(settings: Settings, clock: Clock) -> Site:
    """Open the database and compile the templates of the three languages."""
    build, database = _build(), Database(settings.database_url, question=LONGEST)
    return Site(settings, database, _environments(build), clock, build)


@lru_cache(maxsize=1)
def _environments(build: str) -> Mapping[str, Environment]:
    """Give the templates of a build; all sites of a process share what is compiled of them."""

    def asset(name: str) -> str:
        # The style sheet names its fonts without a version: another address would load them twice.
        return f"/static/{name}" if name.startswith("fonts/") else f"/static/{name}?v={build}"

    return {lang: environment(lang, paths.TEMPLATES, asset=asset) for lang in LANGUAGES}


def site() -> Site:
    """Give the site of the current request."""
    found: Site = current_app.extensions["observatory"]
    return found


def fresh() -> Freshness:
    """Give the state of the store, asked once per request."""
    if "freshness" not in g:
        with site().database.read() as db:
            g.freshness = freshness(db)
    found: Freshness = g.freshness
    return found


def _build() -> str:
    digest = hashlib.sha256(__version__.encode())
    for folder in (paths.PACKAGE / "present", paths.TEMPLATES, paths.STATIC):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix in (".py", ".po", ".html", ".css", ".js", ".svg"):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:10]
