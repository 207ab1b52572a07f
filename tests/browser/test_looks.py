"""The main pages as people meet them: each language, phone and desk, light and dark.

All sixty looks: ``pytest -m "browser and (soak or not soak)" tests/browser/test_looks.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Browser, Response

from tests.browser.axe import CONTRAST, WCAG, wrong
from tests.browser.test_pages import WIDTHS

pytestmark = pytest.mark.browser

MAIN = (
    "", "clusters", "clusters/menara", "labelling", "map", "changes?retrospective=1", "analysis",
    "figures", "find", "compare?from=2016-12-31&to=2023-12-31",
)  # fmt: skip
"""The ten pages that most people see; the others are in ``test_pages``."""
HEAVIEST = {"page": 150_000, "font": 210_000}
"""Bytes that come over the line for a page: fonts, and all else but pictures."""
STILL = 0.01
"""Cumulative layout shift below which a page counts as still; Web Vitals calls 0.1 good."""
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 60);
})"""


LANGS = ("fr", "ar", "en")


def looks() -> Iterator[ParameterSet]:
    """Give every look; of each page two run always (a phone, a desk), the rest when asked for."""
    for place, path in enumerate(MAIN):
        always = {(LANGS[place % 3], "phone"), (LANGS[(place + 1) % 3], "desk")}
        for lang, width in product(LANGS, WIDTHS):
            marks = () if (lang, width) in always else (pytest.mark.soak,)
            yield pytest.param(path, lang, width, marks=marks)


@pytest.mark.parametrize(("path", "lang", "width"), list(looks()))
def test_a_main_page_in_light_and_dark(
    path: str, lang: str, width: str, served: str, chromium: Browser
) -> None:
    across, down = WIDTHS[width]
    context = chromium.new_context(
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": across, "height": down},
    )
    try:
        page = context.new_page()
        loaded: list[Response] = []
        page.on("response", lambda response: loaded.append(response))
        page.goto(f"{served}/{lang}/{path}")
        for kind, weight in weights(loaded).items():
            assert weight <= HEAVIEST[kind], f"{kind} of {weight} bytes"
        shift = page.evaluate(SHIFT)
        assert shift < STILL, f"the layout shifts by {shift} while loading"
        assert wrong(page, WCAG) == "", "light"
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        assert wrong(page, CONTRAST) == "", "dark"
    finally:
        context.close()


def weights(responses: list[Response]) -> Counter[str]:
    """Add up what a page loaded: fonts, and all else but pictures."""
    out: Counter[str] = Counter()
    for response in responses:
        kind = response.request.resource_type
        if kind != "image":
            out["font" if kind == "font" else "page"] += response.request.sizes()[
                "responseBodySize"
            ]
    return out
