"""The site with the whole reviewed record in it, and what its tests ask of every page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from observatory.engine.run.collect import collect
from observatory.settings import Settings
from observatory.web import create_app
from tests.stores import fresh
from tests.web.strict import strictly
from tests.web.ways import Ways, every_way, running

READ = datetime(2026, 11, 21, 9, tzinfo=UTC)
"""When the record was read."""
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""When the site is looked at."""
LANGS = ("fr", "ar", "en")
HEAVIEST = 150_000
"""Bytes of HTML that a page has at most."""
QUERIES = 8
"""Questions that a page asks the store at most."""


@dataclass
class Site:
    """The site, a browser without script, and the questions that the last page asked."""

    app: Flask
    client: FlaskClient
    asked: list[str]

    def get(self, path: str, **query: str) -> TestResponse:
        """Ask for an address, and begin to count anew."""
        self.asked.clear()
        return self.client.get(path, query_string=query or None)

    def page(self, path: str, **query: str) -> BeautifulSoup:
        """Give a page that answers well, keeps its limits, and is HTML to the letter."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, (path, answer.status_code)
        assert len(self.asked) <= QUERIES, (path, len(self.asked))
        assert len(answer.data) <= HEAVIEST, (path, len(answer.data))
        return strictly(answer.data)

    def text(self, path: str, **query: str) -> str:
        """Give the words of a page's content, blanks made one."""
        main = self.page(path, **query).main
        assert main is not None
        return " ".join(main.get_text(" ").split())

    def rows(self, path: str, **query: str) -> list[dict[str, str]]:
        """Give the rows of a CSV file that answers well."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, (path, answer.text[:200])
        return list(csv.DictReader(StringIO(answer.text)))


@pytest.fixture(scope="session")
def record_store(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store with the whole reviewed record and the survey, read on one day."""
    folder = tmp_path_factory.mktemp("record")
    settings = Settings(data=folder, url="https://clusters.example", contact="a@example.org")
    installation = fresh(settings, READ)
    for name in ("survey_2023", "record"):
        report = collect(installation, installation.sources[name], None, READ)
        assert report.outcome == "ok", report
    installation.database.close()
    return settings


@pytest.fixture(scope="session")
def site(record_store: Settings) -> Iterator[Site]:
    """The site over that store, on the day after."""
    app = create_app(record_store, lambda: NOW)
    database = app.extensions["observatory"].database
    asked: list[str] = []

    def count(*given: object) -> None:
        if not str(given[2]).startswith(("BEGIN", "PRAGMA")):
            asked.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", count)
    yield Site(app, app.test_client(), asked)
    event.remove(database.engine, "before_cursor_execute", count)
    database.close()


@pytest.fixture(scope="session")
def ways(record_store: Settings) -> Iterator[Ways]:
    """Every way into a site of its own over that store."""
    app = create_app(record_store, lambda: NOW)
    yield every_way(app)
    running(app).database.close()
