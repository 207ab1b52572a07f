"""Finding a cluster: the reasons are written out, with who says so; nobody is left without help."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.web.conftest import LANGS, Site
from tests.web.watched import slugs


def found(page: BeautifulSoup) -> list[str]:
    links = page.select(".find h3 a")
    return slugs(links)


def reasons(page: BeautifulSoup, slug: str) -> list[str]:
    article = next(one for one in page.select(".find") if f"/clusters/{slug}" in str(one))
    return [" ".join(li.get_text(" ").split()) for li in article.select(".reasons li")]


@pytest.mark.parametrize("lang", LANGS)
def test_it_keeps_its_limits_with_every_wish(site: Site, lang: str) -> None:
    page = site.page(
        f"/{lang}/find?q=maroc&sector=digital&region=MA-06&need=innovation_rd"
        "&need=cooperation_synergy&need=skills&need=infrastructure&need=international"
        "&need=subsidies_incentives&need=governance_integrated_practices"
    )
    assert found(page)[0] == "mnc"
    assert len(page.select(".wishes li")) == 10
    assert len(page.select(".find:first-child .reasons")[0].select("li")) == 10


def test_each_reason_says_who_says_so(site: Site) -> None:
    page = site.page("/en/find", sector="hydrogen", region="MA-04", need="skills")
    assert found(page)[0] == "green-h2-maroc"
    sector, region, skills = reasons(page, "green-h2-maroc")
    assert sector.startswith("yes Sector: Green hydrogen")
    assert "Dec 2023" in sector
    assert "Region: Rabat-Sale-Kenitra, worked out from the host city Rabat" in region
    assert "Skills" in skills
    other = reasons(page, "ce3m")
    assert other[0].startswith("otherwise Another sector is stated: Electronics")


def test_who_works_in_my_field_and_is_alive(site: Site) -> None:
    page = site.page("/en/find", sector="digital", alive="1", valid_at="2026-11-21")
    both = [slug for slug in found(page) if reasons(page, slug)[0].startswith("yes")
            and reasons(page, slug)[1].startswith("yes Sign of life: ")]  # fmt: skip
    assert both, "somebody is both"
    assert found(page)[: len(both)] == both
    said = [line for slug in found(page) for line in reasons(page, slug)[1:]]
    assert any("not said The newest sign of life is older than two years:" in one for one in said)
    assert page.select_one("input[name=alive][checked]")
    assert "then the latest sign of life" in page.get_text()
    assert page.select(".wishes a")[1]["href"] == "/en/find?sector=digital&valid_at=2026-11-21"


def test_what_nobody_says_is_said(site: Site) -> None:
    page = site.page("/en/find", q="MTA", need="skills", region="MA-06")
    assert "mta" in found(page)
    words, region, skills = reasons(page, "mta")
    assert words.startswith("yes It is called so:")
    assert region == "not said Nobody states where it is."
    assert skills == "not said Nobody states whether it helps with: Skills"


def test_a_blank_cell_is_no_stated_no(site: Site) -> None:
    page = site.page("/en/find", need="infrastructure", q="mdfc")
    assert "left blank, which is no stated no" in reasons(page, "mdfc")[1]


def test_how_the_words_matched_is_said(site: Site) -> None:
    assert "A name spelt almost so:" in reasons(site.page("/en/find", q="Logypol"), "logipole")[0]
    assert "field or place: Benslimane" in reasons(
        site.page("/en/find", q="benslimane"), "cise-maroc"
    )[0]  # fmt: skip


def test_the_label_and_the_last_sign_stand_beside(site: Site) -> None:
    page = site.page("/en/find", q="menara")
    text = page.select_one(".find").get_text(" ")  # type: ignore[union-attr]
    assert "Labelled" in text
    assert "Last sign of life:" in text
    then = site.page("/en/find", q="mnc", valid_at="2023-12-31")
    assert then.select_one(".find .sign-stated_in_process")


def test_every_wish_can_be_left_out_by_its_link(site: Site) -> None:
    page = site.page("/en/find?q=menara&need=skills&need=infrastructure&valid_at=2023-12-31")
    links = [str(a["href"]) for a in page.select(".wishes a")]
    assert links[1] == "/en/find?q=menara&need=infrastructure&valid_at=2023-12-31"
    for link in links:
        site.page(link)


def test_the_empty_states_help(site: Site) -> None:
    asked_nothing = site.page("/en/find")
    assert "How it answers" in asked_nothing.get_text()
    nobody = site.page("/en/find", q="qqqqqq")
    assert "Nobody meets any of it" in nobody.get_text()
    assert nobody.select("main a[href='/en/clusters']")
    meant = site.page("/en/find", q="Benslimanne").select(".meant a, .find h3 a")
    assert meant


@pytest.mark.parametrize("wrong", ["sector=x", "alive=no", "region=MA-99", "need=money", "q=a&q=b"])
def test_an_unknown_wish_is_refused(site: Site, wrong: str) -> None:
    assert site.get(f"/fr/find?{wrong}").status_code == 400


def test_the_rule_of_the_order_stands_on_the_page(site: Site) -> None:
    assert "No wish weighs more than another" in site.page("/en/find", q="menara").get_text()
