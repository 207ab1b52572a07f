"""What axe finds wrong with a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Rules = dict[str, Any]

_TOLD: Rules = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
"""Style sheets would be fetched again for one rule, which is experimental and not among these."""
WCAG: Rules = _TOLD | {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
}
CONTRAST: Rules = _TOLD | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""What another theme can change; the words and roles of a page stay the same."""


def wrong(page: Page, rules: Rules) -> str:
    """Report what axe finds wrong with a page; empty if there is nothing."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    found = AxeResults(page.evaluate("rules => axe.run(rules)", rules))
    return found.generate_report() if found.violations_count else ""
