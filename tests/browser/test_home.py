"""The home page answers its three questions on the first screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import open_page

pytestmark = pytest.mark.browser

SCREENS = {"desk": (1280, 800), "phone": (390, 844)}
ANSWERS = {
    "the state today": ".home-today .tiles",
    "what has changed": ".home-moved .section-head + *",
    "where is my cluster": ".home-find form",
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_three_answers_stand_on_the_first_screen(
    lang: str, screen: str, served: str, page: Page
) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, f"{served}/{lang}/")
    for question, answer in ANSWERS.items():
        box = page.locator(answer).first.bounding_box()
        assert box is not None, question
        assert box["y"] + box["height"] <= height, question
    if screen == "desk":
        below = page.locator(".home-map .section-foot").bounding_box()
        assert below is not None
        assert below["y"] + below["height"] <= height, "the whole map"
