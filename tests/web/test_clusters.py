"""The list of bodies: found in any script, narrowed by keys, each kind apart."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.web.conftest import LANGS, Site
from tests.web.watched import slugs


def listed(page: BeautifulSoup, where: str = "main > .table-frame") -> list[str]:
    links = page.select(f"{where} tbody th a")
    return slugs(links)


@pytest.mark.parametrize("lang", LANGS)
def test_it_keeps_its_limits_in_every_language(site: Site, lang: str) -> None:
    site.page(f"/{lang}/clusters")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("منارة", "menara"), ("menara", "menara"), ("haliopole", "ahp"), ("Haliopôle", "ahp"),
        ("CE3M", "ce3m"), ("СЕЗМ", "ce3m"), ("maroc numeric", "mnc"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_script(site: Site, words: str, slug: str) -> None:
    assert listed(site.page("/fr/clusters", q=words))[:1] == [slug]


def test_words_may_name_a_city_or_a_sector(site: Site) -> None:
    assert "menara" in listed(site.page("/fr/clusters", q="مراكش"))
    assert listed(site.page("/en/clusters", q="hydrogen")) == ["green-h2-maroc"]


def test_networks_and_federations_stand_apart(site: Site) -> None:
    page = site.page("/en/clusters")
    assert "maroc-clusters" not in listed(page)
    assert {"maroc-clusters", "gifer", "cmm"} <= set(listed(page, "main > section"))
    assert listed(site.page("/en/clusters", kind="network")) == ["maroc-clusters"]


def test_it_narrows_by_keys(site: Site) -> None:
    assert "agrinova" in listed(site.page("/en/clusters", region="MA-03"))
    assert listed(site.page("/en/clusters", sector="hydrogen")) == ["green-h2-maroc"]
    in_process = listed(site.page("/en/clusters", label="in_process", valid_at="2023-12-31"))
    assert set(in_process) == {"mnc", "maintenance-4-0", "digipole"}
    marked = listed(site.page("/en/clusters", lever="infrastructure"))
    assert "ce3m" in marked
    assert "mdfc" not in marked


@pytest.mark.parametrize(
    "wrong", ["sector=x", "region=MA-99", "label=yes", "sort=x", "page=0", "kind=call", "life=x"]
)
def test_an_unknown_value_is_refused(site: Site, wrong: str) -> None:
    assert site.get(f"/fr/clusters?{wrong}").status_code == 400


def test_it_sorts(site: Site) -> None:
    assert listed(site.page("/en/clusters", sort="members"))[0] == "enr"
    first = site.page("/en/clusters", sort="label").select_one("tbody td .star")
    assert first is not None
    assert "star-labelled" in str(first)


def test_a_page_past_the_end_is_empty_and_says_so(site: Site) -> None:
    assert listed(site.page("/en/clusters", page="9")) == []


def test_links_of_a_past_list_stay_in_the_past(site: Site) -> None:
    page = site.page("/en/clusters", valid_at="2013-12-31")
    link = page.select_one("main > .table-frame tbody th a")
    assert link is not None
    assert "valid_at=2013-12-31" in str(link["href"])
