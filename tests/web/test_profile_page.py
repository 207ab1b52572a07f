"""A profile reads top to bottom: disputes at a glance, counts over time, levers, what to cite."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import text

from tests.web.conftest import LANGS, Site
from tests.web.watched import words


def test_what_sources_disagree_on_stands_at_the_top_and_leads_there(site: Site) -> None:
    page = site.page("/en/clusters/ce3m")
    top = page.select_one(".profile-head .disputes")
    assert "Sources disagree on 1 point: Created" in words(top)
    assert "2010" in words(top)
    assert "2011" in words(top)
    for link in page.select(".disputes a"):
        place = page.find(id=str(link["href"])[1:])
        assert isinstance(place, Tag)
        assert "sources disagree" in words(place)


@pytest.mark.parametrize("slug", ["ce3m", "menara", "enr", "mnc", "c2tm"])
def test_no_disagreement_is_left_out_at_the_top(site: Site, slug: str) -> None:
    page = site.page(f"/en/clusters/{slug}")
    told = {str(link["href"])[1:] for link in page.select(".disputes a")}
    below = {
        str(one["id"])
        for one in page.select(".profile-main [id^=p-]")
        if one.select_one(".disagree")
    }
    assert told - {"labels"} == below


def test_the_contents_lead_to_every_section_once(site: Site) -> None:
    page = site.page("/fr/clusters/ce3m")
    places = [str(link["href"])[1:] for link in page.select(".contents a")]
    assert places == [str(h["id"]) for h in page.select(".profile-main .section-head h2")]
    assert len(places) > 8


def counted(page: BeautifulSoup) -> list[str]:
    return [words(item) for item in page.select(".members .counts > li")]


def test_each_count_of_members_is_listed_with_date_and_source(site: Site) -> None:
    listed = counted(site.page("/en/clusters/enr"))
    with site.app.extensions["observatory"].database.read() as db:
        count = db.scalar(
            text(
                "SELECT count(*) FROM statement WHERE property = 'members_total' "
                "AND entity = (SELECT entity FROM slug WHERE slug = 'enr')"
            )
        )
    assert len(listed) == count
    assert any(
        "December 2023" in one and "more than 210" in one and "press" in one for one in listed
    )


def test_a_mark_says_what_qualifies_its_count(site: Site) -> None:
    drawing = site.page("/en/clusters/menara").select_one(".members svg.timeline-drawing")
    assert drawing is not None
    assert drawing.select_one(".count-about") is not None
    assert "≈ 30" in words(drawing)
    more = site.page("/en/clusters/enr").select_one(".members svg.timeline-drawing")
    assert more is not None
    assert len(more.select(".count-more")) == 3


def test_different_counters_have_different_marks_and_their_names(site: Site) -> None:
    page = site.page("/en/clusters/ce3m")
    assert {words(name) for name in page.select(".lane-name")} >= {"Members", "Member SMEs"}
    keys = [str(key["d"]) for key in page.select(".members .counts .count-key path")]
    assert len(set(keys)) == len(page.select(".lane-name"))


def test_an_undated_count_is_listed_and_not_drawn(site: Site) -> None:
    page = site.page("/en/clusters/mmc")
    assert page.select_one(".members svg.timeline-drawing") is None
    assert any("undated" in one and "15" in one for one in counted(page))


def test_a_count_that_speaks_for_later_is_not_there_in_the_past(site: Site) -> None:
    past = counted(site.page("/en/clusters/enr", valid_at="2019-12-31"))
    assert len(past) == 2
    assert not any("210" in one for one in past)


def test_seven_levers_say_marked_or_not_and_by_whom(site: Site) -> None:
    levers = site.page("/en/clusters/ce3m").select(".levers > li")
    assert len(levers) == 7
    said = [words(one.select_one(".shown")) for one in levers]
    assert said.count("Marked") == 6
    assert said.count("Not marked") == 1
    assert all("survey" in words(one.select_one(".source")) for one in levers)


def test_a_lever_of_which_no_source_speaks_is_not_called_unmarked(site: Site) -> None:
    levers = site.page("/en/clusters/cinm").select(".levers > li")
    assert len(levers) == 7
    assert all("no source says" in words(one) for one in levers)


def test_what_is_long_is_folded_and_still_in_the_page(site: Site) -> None:
    page = site.page("/en/clusters/ce3m")
    fold = page.select_one("details.fold:has(> .names)")
    assert fold is not None
    first = fold.find_previous_sibling("ul")
    assert isinstance(first, Tag)
    rest = fold.select(".names > li")
    assert len(first.select(":scope > li")) == 6
    assert f"{len(rest)} more" in words(fold.summary)
    with site.app.extensions["observatory"].database.read() as db:
        count = db.scalar(
            text(
                "SELECT count(*) FROM statement WHERE property IN ('name', 'acronym', "
                "'former_name') AND entity = (SELECT entity FROM slug WHERE slug = 'ce3m')"
            )
        )
    assert 6 + len(rest) == count


@pytest.mark.parametrize("lang", LANGS)
def test_a_profile_tells_machines_what_it_is_about(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/clusters/ce3m")
    block = page.select_one('script[type="application/ld+json"]')
    assert block is not None
    found = json.loads(block.text)
    assert found["about"]["name"] == "Cluster Electronique, Mécatronique et Mécanique du Maroc"
    assert found["inLanguage"] == lang
    assert "known_at=2026-11-22" in found["url"]


def test_a_profile_has_its_picture_and_its_citations(site: Site) -> None:
    page = site.page("/en/clusters/ce3m", known_at="2026-11-21")
    image = page.select_one('meta[property="og:image"]')
    assert image is not None
    address = str(image["content"])
    assert address == "https://clusters.example/card/ce3m.png?lang=en&known_at=2026-11-21"
    for link in page.select(".cite-files a"):
        answer = site.client.get(str(link["href"]))
        assert answer.status_code == 200
        assert "known_at=2026-11-21" in answer.text
    assert "@misc{ce3m-2026-11-21," in words(page.select_one("pre.copy"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", ["ce3m", "menara", "gifer", "maroc-clusters"])
def test_what_one_may_take_is_ready_in_three_languages(site: Site, slug: str, lang: str) -> None:
    page = site.page(f"/{lang}/clusters/{slug}/embed")
    quotes = page.select("#content .copy[lang]")
    assert [quote["lang"] for quote in quotes] == list(LANGS)
    assert all("2026" in quote.text and "https://" in quote.text for quote in quotes)
    for image in page.select("main img"):
        assert site.client.get(str(image["src"])).status_code == 200
        assert image["alt"]
    snippet = BeautifulSoup(page.select("pre.copy")[1].text, "lxml")
    assert snippet.a is not None
    assert snippet.img is not None
    assert str(snippet.a["href"]).startswith(f"https://clusters.example/{lang}/clusters/")
    assert str(snippet.img["src"]).startswith("https://clusters.example/badge/")
