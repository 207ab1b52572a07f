"""Every page about the record keeps its limits, in each language, and is HTML to the letter."""

from __future__ import annotations

from itertools import pairwise

import pytest

from observatory.present.languages import LANGUAGES
from tests.web.conftest import LANGS, Site

PAGES = (
    "changes", "changes?retrospective=1", "partnerships", "partnerships/move",
    "partnerships/move/history", "sources", "sources/record", "sources/eccp_morocco", "glossary",
    "policy", "ecosystems", "context", "programmes", "programmes/cluster-programme",
    "programmes/ministry-agriculture", "method", "about", "bot", "accessibility",
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_its_limits(site: Site, path: str, lang: str) -> None:
    page = site.page(f"/{lang}/{path}")
    assert page.html is not None
    assert page.html["lang"] == lang
    assert page.html["dir"] == LANGUAGES[lang].direction
    assert len(page.select("h1")) == 1
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    for link in page.select('main a[href^="#"]'):
        assert page.find(id=str(link["href"])[1:]), link["href"]


@pytest.mark.parametrize("path", PAGES)
def test_headings_do_not_skip_a_level(site: Site, path: str) -> None:
    levels = [int(h.name[1]) for h in site.page(f"/en/{path}").select("main :is(h1, h2, h3, h4)")]
    assert levels[0] == 1
    for one, other in pairwise(levels):
        assert other <= one + 1, levels


def test_every_page_of_the_footer_is_there(site: Site) -> None:
    for link in site.page("/en/about").select(".foot-links a, .menu a"):
        answer = site.client.get(str(link["href"]), follow_redirects=True)
        assert answer.status_code == 200, link["href"]


def test_the_heaviest_filter_of_changes_keeps_the_budget(site: Site) -> None:
    site.page(
        "/en/changes", cluster="agrinova", sector="agri_food", region="MA-03",
        kind="label_event", source="record", retrospective="1", after="1",
    )  # fmt: skip
