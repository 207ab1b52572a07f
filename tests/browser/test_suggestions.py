"""Names suggested while one types, the map by keyboard, and both where script is off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


def test_names_are_suggested_across_scripts_and_slips(served: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{served}/fr/clusters")
    field = page.locator("#filter-q")
    for words, meant in (("منار", "Cluster Menara"), ("Halipole", "Agadir Haliopôle Cluster")):
        field.fill(words)
        options = page.locator("#filter-q + datalist option")
        expect(options.first).to_have_attribute("value", meant)
        label = options.first.get_attribute("label") or ""
        assert words in label, "a browser hides what does not hold the typed letters"
    page.close()


def test_a_search_works_without_script(served: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/ar/find")
    page.locator("#find-q").fill("Menarra")
    page.keyboard.press("Enter")
    assert page.locator(".find h3 a").first.inner_text() == "Cluster Menara"
    context.close()


def test_a_star_is_reached_by_keyboard_and_shows_it(served: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{served}/en/map")
    page.locator(".outlets a").last.focus()
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "getComputedStyle(document.activeElement.querySelector('.map-ring')).strokeWidth"
    )
    assert ring == "5px"
    href = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")
    page.close()
