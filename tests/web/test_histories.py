"""A history shows what we corrected, and says every amount with its unit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import text

from observatory.settings import Settings
from observatory.web import create_app
from tests.web.conftest import NOW, Site


@pytest.fixture
def corrected(record_store: Settings, tmp_path: Path) -> Iterator[FlaskClient]:
    """The site over a copy where a person corrected CE3M's legal form a day after it was read."""
    shutil.copytree(record_store.data, tmp_path, dirs_exist_ok=True)
    app = create_app(record_store.model_copy(update={"data": tmp_path}), lambda: NOW)
    database = app.extensions["observatory"].database
    with database.write() as db:
        done = db.execute(
            text(
                "UPDATE statement SET superseded_at = '2026-11-22 08:00:00', "
                "superseded_why = 'decision' WHERE property = 'legal_form' "
                "AND entity = (SELECT entity FROM slug WHERE slug = 'ce3m')"
            )
        )
    assert done.rowcount
    yield app.test_client()
    database.close()


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.data, "lxml")


def test_what_we_corrected_stays_readable_with_the_reason(corrected: FlaskClient) -> None:
    history = page(corrected, "/en/clusters/ce3m/history")
    words = " ".join(history.select(".spell-corrected")[0].get_text(" ").split())
    assert "Legal form" in words
    assert "Believed from 21 November 2026 to 22 November 2026" in words
    assert "a person decided so" in words
    assert history.select_one("#p-legal_form") is None


def test_the_day_before_the_correction_shows_what_was_believed(corrected: FlaskClient) -> None:
    link = page(corrected, "/en/clusters/ce3m/history").select_one(
        ".spell-corrected a[href*=known]"
    )
    assert link is not None
    assert "known_at=2026-11-21" in str(link["href"])
    assert page(corrected, str(link["href"])).select_one("#p-legal_form") is not None
    before = page(corrected, "/en/clusters/ce3m/history?known_at=2026-11-21")
    assert not before.select(".spell-corrected")


def test_a_history_without_corrections_says_nothing_of_them(site: Site) -> None:
    assert site.page("/en/clusters/mnc/history").select_one("#corrected") is None


def test_an_amount_that_changed_has_its_unit(site: Site) -> None:
    database = site.app.extensions["observatory"].database
    with database.read() as db:
        slug = db.scalar(
            text(
                "SELECT slug FROM slug JOIN change ON change.entity = slug.entity "
                "JOIN statement s ON s.id = change.statement "
                "WHERE change.property = 'grant' AND s.unit = 'MAD' AND slug.current"
            )
        )
    said = " ".join(tag.text for tag in site.page(f"/en/clusters/{slug}/history").select("ins"))
    assert "\u00a0MAD" in said
