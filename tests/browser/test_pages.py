"""Every page × language × width: accessible, within its width, quiet, and asking nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from observatory.web.pages import SITEMAP
from tests.browser.axe import WCAG, wrong

pytestmark = pytest.mark.browser

PAGES = sorted(
    {"/".join(path) for path in SITEMAP}
    | {
        "clusters/ce3m",
        "clusters/ce3m/history",
        "clusters/ce3m/evidence",
        "clusters/ce3m/embed",
        "clusters/maroc-clusters",
        "calls/call-2023",
        "partnerships/spacewave",
        "sources/survey_2023",
        "programmes/fac",
        "week/2026-W46",
        "week/2026-W47",
        "labelling?valid_at=2013-12-31",
        "clusters?q=%D9%85%D9%86%D8%A7%D8%B1%D8%A9",
        "changes?retrospective=1",
        "nowhere",
    }
)
WIDTHS = {"phone": (360, 740), "desk": (1280, 900)}
LANGS = ("fr", "ar", "en")


def axe_looks(path: str, lang: str, width: str) -> bool:
    """Say whether axe looks here: once at each page; the main ones have ``test_looks``.

    Arabic on a phone, French on a desk, English on a phone, each in its turn.
    """
    if width != {"fr": "desk"}.get(lang, "phone"):
        return False
    return LANGS[PAGES.index(path) % 3] == lang


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_fit_to_be_seen(path: str, lang: str, served: str, page: Page) -> None:
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    def see(request: Request) -> None:
        if not request.url.startswith(served):
            complaints.append(request.url)

    page.on("console", hear)
    page.on("request", see)
    try:
        page.goto(f"{served}/{lang}/{path}")
        for name, (width, height) in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            assert overflow(page) <= 0, f"{name}: wider than the screen by {overflow(page)}"
            if axe_looks(path, lang, name):
                assert wrong(page, WCAG) == "", name
    finally:
        page.remove_listener("console", hear)
        page.remove_listener("request", see)
    expected = ["404"] if path == "nowhere" else []
    assert [said for said in complaints if not any(e in said for e in expected)] == []


def test_the_strict_policy_lets_every_style_in(served: str, chromium: Browser) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served}/ar/clusters/menara")
    assert said == []
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    page.close()


def test_a_page_works_without_script_and_by_keyboard(served: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/fr/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/#content")
    page.goto(f"{served}/fr/clusters")
    page.get_by_role("searchbox").first.fill("haliopole")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Haliop").first.click()
    assert "/clusters/ahp" in page.url
    context.close()


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("across", [780, 832, 900, 950])
def test_the_head_of_a_page_stays_on_one_line(
    across: int, lang: str, served: str, page: Page
) -> None:
    page.set_viewport_size({"width": across, "height": 600})
    page.goto(f"{served}/{lang}/glossary")
    middles = page.evaluate(
        """() => [...document.querySelector(".head-row").children]
        .map(one => one.getBoundingClientRect()).map(box => (box.top + box.bottom) / 2)"""
    )
    assert len(middles) == 4
    assert max(middles) - min(middles) < 8
    assert overflow(page) <= 0


def test_on_a_phone_the_evidence_of_a_value_stands_below_it(served: str, page: Page) -> None:
    """Beside it there is room for a letter or two of a word."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{served}/ar/clusters/ce3m/evidence")
    what, value, place = (
        page.locator(f".items .item-{part}").first.bounding_box()
        for part in ("what", "value", "place")
    )
    assert what
    assert value
    assert place
    assert what["y"] + what["height"] <= value["y"]
    assert value["y"] + value["height"] <= place["y"]


def overflow(page: Page) -> int:
    """Give by how many pixels a page is wider than its window."""
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width
