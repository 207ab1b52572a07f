"""Calls for projects: deadlines with their extensions, and who came through."""

from __future__ import annotations

import pytest

from tests.web.conftest import LANGS, Site

CALLS = [f"call-{year}" for year in (2011, 2012, 2016, 2023, 2024, 2025)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["labelling/calls", *(f"calls/{slug}" for slug in CALLS)])
def test_it_keeps_its_limits_in_every_language(site: Site, path: str, lang: str) -> None:
    site.page(f"/{lang}/{path}")


def test_the_menu_leads_to_the_funnel(site: Site) -> None:
    link = site.page("/en/").select_one('.menu a[href="/en/labelling/calls"]')
    assert link is not None
    assert link.text == "Calls"


def test_an_extension_stands_beside_the_first_deadline(site: Site) -> None:
    deadlines = site.page("/en/calls/call-2023").select(".deadlines li")
    assert len(deadlines) == 2
    first, last = deadlines
    assert first.select_one("del time") is not None
    assert "19 May 2023" in first.text
    assert "14 June 2023, 15:00" in last.text
    assert last.select_one(".teller") is not None


def test_targets_are_neither_candidates_nor_winners(site: Site) -> None:
    stages = site.page("/en/calls/call-2023").select(".funnel-list > div")
    counts = [stage.select_one("b") for stage in stages]
    assert [int(count.text) if count else None for count in counts] == [9, None, None, 5]


def test_the_latest_call_comes_first(site: Site) -> None:
    links = site.page("/en/labelling/calls").select(".funnel tbody th a")
    assert [str(link["href"]).rpartition("/")[2] for link in links] == CALLS[::-1]


def test_money_is_kept_apart_by_fund(site: Site) -> None:
    page = site.page("/en/labelling/calls")
    fac, programme = page.find(id="f-fac"), page.find(id="f-cluster-programme")
    assert fac is not None
    assert programme is not None
    assert "62,000,000" in fac.text
    assert "160,000,000" in programme.text


def test_what_is_no_call_is_not_found(site: Site) -> None:
    assert site.get("/fr/calls/ce3m").status_code == 404
    assert site.get("/fr/calls/nothing").status_code == 404
