"""Forms of ecosystem: what each is, in three languages, and rival counts side by side."""

from __future__ import annotations

import pytest

from tests.web.conftest import LANGS, Site


def test_the_technoparks_are_counted_otherwise_by_each_source(site: Site) -> None:
    section = site.page("/en/ecosystems").select_one("#technoparks")
    assert section
    counts = [one.get_text(strip=True) for one in section.select(".rivals .big")]
    assert sorted(counts) == ["3", "4", "5", "5", "6"]
    assert section.select_one(".disagree-word")
    for row in section.select(".rivals > li"):
        assert row.select_one(".source"), "every count has its source and date"


def test_a_site_stands_once_under_one_name_with_all_who_name_it(site: Site) -> None:
    section = site.page("/fr/ecosystems").select_one("#technoparks")
    assert section
    names = [" ".join(dt.get_text(" ").split()) for dt in section.select(".sites dt")]
    assert len(names) == len(set(names))
    assert {"Casablanca", "Fès annoncé", "Oujda annoncé", "Tiznit annoncé", "Essaouira"} <= set(
        names
    )


@pytest.mark.parametrize("lang", LANGS)
def test_every_form_is_defined_and_cited(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/ecosystems")
    parts = page.select("main > section[id]")
    assert len(parts) == 6
    for part in parts:
        assert part.select_one(".sentence"), part["id"]
        assert len(part.select(".form-parts li")) >= 5
        assert part.select_one(".section-foot a[href*='10.71420']")


def test_clusters_come_with_the_list_that_is_kept_here(site: Site) -> None:
    section = site.page("/en/ecosystems").select_one("#ecosystem-clusters")
    assert section
    assert section.select_one("a[href='/en/clusters']")
