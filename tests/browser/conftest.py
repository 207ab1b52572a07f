"""A site on loopback with the curated record in it, to be looked at with a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from observatory.engine.run.collect import collect
from observatory.settings import Settings
from observatory.web import create_app
from tests.serving import serving
from tests.stores import fresh

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SAVED = Path(__file__).resolve().parents[1] / "scrapers" / "eccp_morocco" / "morocco.html"


@pytest.fixture(scope="session")
def window(chromium: Browser) -> Iterator[Page]:
    """The window of a reader who goes from page to page, with styles and fonts in the cache."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """That window, of a size of its own in each test; what it pretends to be ends with it."""
    yield window
    window.emulate_media(media="null")


def open_page(page: Page, url: str) -> None:
    """Open an address, and wait until its fonts are there: nothing is loaded after them."""
    page.goto(url)
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a store with the curated record; give its base address."""
    settings = Settings(data=tmp_path_factory.mktemp("browser"), url="http://127.0.0.1")
    installation = fresh(settings, NOW)
    for name in ("record", "survey_2023"):
        assert collect(installation, installation.sources[name], None, NOW).outcome == "ok"
    with serving(create_app(settings, lambda: NOW)) as base:
        yield base
