"""One answer for the page, the API, the file and the feed; and what one may have meant."""

from __future__ import annotations

import pytest

from tests.domain.test_identity import FALSE_FRIENDS
from tests.web.conftest import LANGS, Site
from tests.web.watched import slugs

QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"q": "menara"},
    {"q": "كلوستر منارة"},
    {"q": "Halipole"},
    {"q": "textile casablanca"},
    {"q": "agadir"},
    {"q": "maroc", "region": "MA-06"},
    {"sector": "agri_food"},
    {"region": "MA-06", "label": "labelled"},
    {"lever": "infrastructure", "sort": "members"},
    {"label": "in_process", "valid_at": "2023-12-31"},
    {"kind": "network"},
    {"q": "nobody of this name"},
)


def asked(address: str) -> set[str]:
    return set(address.partition("?")[2].split("&")) - {""}


def on_the_page(site: Site, query: dict[str, str]) -> list[str]:
    page = site.page("/en/clusters", **query)
    links = page.select("main .cards tbody th a")
    return slugs(links)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_page_file_and_api_give_the_same_bodies(site: Site, query: dict[str, str]) -> None:
    shown = on_the_page(site, query)
    filed = [row["cluster"] for row in site.rows("/data/clusters.csv", **query)]
    items = site.get("/api/v1/clusters", **query, limit="500").get_json()["items"]
    listed = [item["slug"] for item in items]
    assert sorted(shown) == sorted(filed) == sorted(listed)
    if "q" in query or "sort" in query:
        assert filed == listed, "asked for by words, they come in the order of the page"


def test_each_list_leads_to_its_feed_and_its_files(site: Site) -> None:
    page = site.page("/fr/clusters", sector="agri_food", label="labelled", q="coer")
    links = [str(link["href"]) for link in page.select("main .outlets a")]
    assert [link.partition("?")[0] for link in links] == [
        "/feeds/changes.atom", "/data/clusters.csv", "/data/clusters.jsonl",
    ]  # fmt: skip
    for link in links:
        assert "sector=agri_food" in link
        assert "label=labelled" in link
        assert "q=coer" in link
        assert site.get(link).status_code == 200


def test_the_feed_of_a_list_tells_of_those_it_names(site: Site) -> None:
    def told(**query: str) -> set[str]:
        found = site.get("/feeds/changes.json", retrospective="1", limit="500", **query)
        return {item["_observatory"]["entity_slug"] for item in found.get_json()["items"]}

    assert told(q="Haliopôle") == {"ahp"}
    assert told(label="labelled", region="MA-09") == {"ahp"}
    assert told(body="network") == {"maroc-clusters"}
    assert told(q="nobody of this name") == set()
    assert site.get("/feeds/changes.atom", label="perhaps").status_code == 400


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("words", "slug"), [("Halipole", "ahp"), ("Menarra", "menara")])
def test_a_name_misspelt_is_found_and_said_to_be_guessed(
    site: Site, lang: str, words: str, slug: str
) -> None:
    page = site.page(f"/{lang}/clusters", q=words)
    meant = [str(link["href"]) for link in page.select(".meant a")]
    assert meant == [f"/{lang}/clusters/{slug}"]
    assert site.page(f"/{lang}/clusters", q=slug).select(".meant") == []


def test_a_sector_or_a_city_misspelt_is_suggested(site: Site) -> None:
    page = site.page("/en/clusters", q="hydrogenn")
    assert "/en/clusters?sector=hydrogen" in {str(a["href"]) for a in page.select(".meant a")}
    page = site.page("/fr/clusters", q="Benslimanne")
    assert "/fr/clusters?q=Benslimane" in {str(a["href"]) for a in page.select(".meant a")}


@pytest.mark.parametrize("words", [*FALSE_FRIENDS, "Haliopolis", "Menara Holding", "AMC Networks"])
def test_a_false_friend_finds_nobody_and_suggests_nobody(site: Site, words: str) -> None:
    assert on_the_page(site, {"q": words}) == []
    assert site.page("/en/clusters", q=words).select(".meant") == []
    assert site.get("/api/v1/suggest", q=words).get_json() == {"items": []}


def test_words_may_name_several_things_at_once(site: Site) -> None:
    assert on_the_page(site, {"q": "textile casablanca"}) == ["chtc"]
    assert "menara" in on_the_page(site, {"q": "cosmétique marrakech"})


def test_every_facet_says_how_many_it_leaves(site: Site) -> None:
    page = site.page("/en/clusters", q="maroc")
    for select in page.select('main .filters select:not([name="sort"])'):
        for option in select.select("option")[1:]:
            count = int(option.get_text().rpartition("(")[2].rstrip(")"))
            query = {"q": "maroc", str(select["name"]): str(option["value"])}
            main = site.page("/en/clusters", **query).select("main > .table-frame tbody tr")
            assert len(main) == count, query


def test_where_nobody_answers_there_is_no_facet_to_choose(site: Site) -> None:
    page = site.page("/en/clusters", q="nobody of this name")
    assert [field["name"] for field in page.select("main .filters input:not([type=hidden])")] == [
        "q"
    ]


def test_suggestions_come_in_the_language_asked_for(site: Site) -> None:
    def suggested(words: str, lang: str = "fr") -> list[tuple[str, str]]:
        items = site.get("/api/v1/suggest", q=words, lang=lang).get_json()["items"]
        return [(item["kind"], item["key"]) for item in items]

    assert suggested("منار")[0] == ("body", "menara")
    assert ("sector", "renewable_energy") in suggested("énergies")
    assert ("city", "casablanca") in suggested("الدار", "ar")
    assert suggested("") == []
    assert site.get("/api/v1/suggest", q="x", lang="de").status_code == 400
    assert len(suggested("maroc")) == 8


def test_changes_and_sources_are_files_too(site: Site) -> None:
    rows = site.rows("/data/changes.csv", cluster="ce3m")
    assert {row["entity_slug"] for row in rows} == {"ce3m"}
    assert site.get("/data/changes.csv", retrospective="0").text.count("\n") == 1
    names = [row["name"] for row in site.rows("/data/sources.csv")]
    listed = site.get("/api/v1/sources", limit="500").get_json()["items"]
    assert sorted(names) == [item["name"] for item in listed]


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("changes?cluster=ce3m&retrospective=1",
         {"changes.atom", "changes.json", "changes.csv", "changes.jsonl"}),
        ("labelling?valid_at=2016-12-31", {"changes.atom", "labels.csv", "labels.jsonl"}),
        ("partnerships", {"changes.atom", "partnerships.csv", "partnerships.jsonl"}),
        ("sources", {"sources.csv", "sources.jsonl"}),
        ("map?valid_at=2016-12-31", {"clusters.geojson", "clusters.csv"}),
    ],
)  # fmt: skip
def test_every_list_shows_its_feed_and_its_files(site: Site, path: str, ways: set[str]) -> None:
    links = [str(a["href"]) for a in site.page(f"/en/{path}").select("main .outlets a")]
    assert {link.partition("?")[0].rpartition("/")[2] for link in links} == ways
    for link in links:
        assert site.get(link).status_code == 200, link
        if "/data/" in link:
            assert asked(path) <= asked(link)


def test_the_file_of_changes_is_what_the_page_lists(site: Site) -> None:
    for query in ({}, {"retrospective": "1", "cluster": "ce3m"}):
        page = site.page("/en/changes", **query)
        link = next(str(a["href"]) for a in page.select(".outlets a") if ".csv" in str(a["href"]))
        numbers = {row["seq"] for row in site.rows(link)}
        shown = {str(li["id"]).removeprefix("change-") for li in page.select(".changes > li")}
        assert shown <= numbers
        assert bool(shown) == bool(numbers)


def test_partnerships_are_a_file_and_a_feed(site: Site) -> None:
    rows = site.rows("/data/partnerships.csv")
    shown = site.page("/en/partnerships").select(".partnerships tbody th a")
    assert len(rows) == len(shown) > 3
    told = site.get("/feeds/changes.json", body="partnership", retrospective="1").get_json()
    assert {item["_observatory"]["entity_kind"] for item in told["items"]} == {"partnership"}
