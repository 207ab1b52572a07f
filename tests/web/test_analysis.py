"""The analysis: its numbers are those of the other pages, and each can be drawn, read and taken."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from bs4 import Tag
from lxml import etree

from observatory.domain.indicators import INDICATORS, NOT_STATED
from observatory.present.addresses import link_in
from observatory.present.reader import Reader
from tests import worlds
from tests.loopback import Web
from tests.stores import Stores
from tests.web.conftest import LANGS, Site
from tests.web.watched import Watched, words

DAY = "2023-12-31"
PNG = b"\x89PNG\r\n\x1a\n"


def api(site: Site, path: str, **query: str) -> dict[str, Any]:
    answer = site.get(f"/api/v1/{path}", **query)
    assert answer.status_code == 200, answer.text[:300]
    found: dict[str, Any] = json.loads(answer.text)
    return found


def numbers(site: Site, name: str, **query: str) -> dict[tuple[str, ...], int]:
    return {
        tuple(row["keys"]): row["value"] for row in api(site, f"indicators/{name}", **query)["rows"]
    }


@pytest.mark.parametrize("day", ["2026-11-22", DAY])
@pytest.mark.parametrize(
    ("name", "heading"),
    [("sectors", "sector"), ("vocations", "vocation"), ("governance", "governance"),
     ("financing", "financing")],
)  # fmt: skip
def test_numbers_are_those_of_the_directory(site: Site, name: str, heading: str, day: str) -> None:
    clusters = api(site, "clusters", limit="500", valid_at=day)["items"]
    expected: Counter[tuple[str]] = Counter()
    for one in clusters:
        if one["counted"]:
            found = one["values"].get(heading, {"value": NOT_STATED})["value"]
            expected.update((key,) for key in (found if isinstance(found, list) else [found]))
    assert numbers(site, name, valid_at=day) == expected


@pytest.mark.parametrize("year", [2012, 2016, 2023, 2026])
def test_labels_of_a_year_are_those_of_the_board_on_its_last_day(site: Site, year: int) -> None:
    day = min(f"{year}-12-31", "2026-11-22")
    clusters = api(site, "clusters", limit="500", valid_at=day)["items"]
    board = Counter(one["label"]["state"] for one in clusters if one["counted"])
    mine = Counter({
        key: value for (at, key), value in numbers(site, "label-states").items() if at == str(year)
    })  # fmt: skip
    mine["unknown"] += mine.pop("not_created", 0)
    assert +mine == board


def test_the_survey_comes_out_on_its_day(site: Site) -> None:
    levers = numbers(site, "levers", valid_at=DAY)
    assert levers["innovation_rd", "marked"] == levers["cooperation_synergy", "marked"] == 16
    assert levers["innovation_rd", NOT_STATED] == 8
    assert numbers(site, "governance", valid_at=DAY)["private",] == 13
    states = numbers(site, "label-states", valid_at=DAY)
    assert states["2023", "stated_in_process"] == 3
    assert max(year for year, _ in states) == "2023"


def test_years_asked_for_bound_the_series(site: Site) -> None:
    found = numbers(site, "label-states", **{"from": "2013", "to": "2015"})
    assert {year for year, _ in found} == {"2013", "2014", "2015"}
    for wrong in ({"from": "20"}, {"from": "2016", "to": "2013"}, {"by": "colour"}):
        answer = site.get("/api/v1/indicators/creations", **wrong)
        assert answer.status_code == 400, wrong
    assert site.get("/fr/analysis/colours").status_code == 404


def test_a_past_of_which_nothing_was_known_counts_everybody_as_unknown(site: Site) -> None:
    found = api(site, "indicators/sectors", known_at="2020-01-01")
    assert [row["keys"] for row in found["rows"]] == [[NOT_STATED]]
    assert found["rows"][0]["value"] == found["counted"]


@pytest.mark.parametrize("name", INDICATORS)
def test_every_number_counts_clusters_and_rests_on_something(site: Site, name: str) -> None:
    rows = api(site, f"indicators/{name}")["rows"]
    assert rows
    for row in rows:
        if INDICATORS[name].unit == "clusters":
            assert row["value"] == len(row["clusters"])
        silent = {NOT_STATED, "unknown", "not_marked"} & set(row["keys"]) or not row["value"]
        assert silent or row["statements"] or row["events"], row


def test_a_past_says_whom_it_counts_before_their_time(site: Site) -> None:
    later = numbers(site, "label-states", valid_at="2012-12-31")["2012", "not_created"]
    said = site.text("/en/analysis/sectors", valid_at="2012-12-31")
    assert f"Counted here though created later: {later}." in said
    assert "created later" not in site.text("/en/analysis/sectors")


@pytest.mark.parametrize("name", ["regions", "creations", "members"])
def test_a_name_leads_to_the_statement_that_says_it(site: Site, name: str) -> None:
    table = site.page(f"/en/analysis/{name}").select_one("table.series-table")
    assert table is not None
    places = [str(a["href"]).split("#") for a in table.select("a[href*='#s']")]
    assert places
    for path, place in places[:4]:
        assert site.page(path).find(id=place) is not None, (path, place)


def test_numbers_follow_what_a_page_says(stores: Stores, web: Web) -> None:
    watched = Watched(worlds.a_page_of_five(stores.installation("sqlite"), web))
    assert "No source has stated anything yet" in watched.words("/en/analysis/members")

    def stated() -> list[str]:
        cells = watched.page("/en/analysis/members").select("table.series-table td.numeric")
        return [words(cell) for cell in cells]

    for number, expected in (("42", ["42"]), ("80", ["42", "80"])):
        worlds.profile_says(web, Entreprises_membres=number)
        worlds.days_pass(watched.world, 7)
        watched.world.look("profile")
        assert stated() == expected
    assert "Numbers stated for 1 of " in watched.words("/en/analysis/members")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", INDICATORS)
def test_each_series_has_its_page_with_a_figure_and_links(site: Site, name: str, lang: str) -> None:
    page = site.page(f"/{lang}/analysis/{name}")
    figure = page.select_one("figure svg")
    assert figure is not None
    assert figure.title is not None
    assert figure.title.get_text() == INDICATORS[name].label(lang)
    table = page.select_one("table.series-table")
    assert isinstance(table, Tag)
    targets = {str(a["href"]).split("#")[0].split("?")[0] for a in table.select("a[href]")}
    assert targets
    for target in sorted(targets)[:2]:
        assert site.get(target).status_code == 200, target


def test_numbers_lead_to_a_list_of_as_many(site: Site) -> None:
    page = site.page("/en/analysis/financing")
    for row in page.select("table.series-table tbody tr"):
        link = row.select_one("td.numeric a[href]")
        if link:
            shown = site.page(str(link["href"])).select("main table")[0].select("tbody tr")
            assert len(shown) == int(link.get_text())


def test_the_index_shows_every_figure_with_its_finding(site: Site) -> None:
    for lang in LANGS:
        page = site.page(f"/{lang}/analysis")
        shown = page.select(".series-list > li")
        assert len(shown) == len(INDICATORS)
    for one in shown:
        picture = one.select_one("img")
        assert picture is not None
        assert site.get(str(picture["src"])).mimetype == "image/svg+xml"
    assert "8 of 24" in site.text("/en/analysis")


@pytest.mark.parametrize("name", INDICATORS)
def test_a_picture_is_xml_in_the_words_of_its_language(site: Site, name: str) -> None:
    for lang in LANGS:
        answer = site.get(f"/analysis/{name}.svg", lang=lang)
        root = etree.fromstring(answer.data)
        held = " ".join(str(text) for text in root.itertext())
        assert INDICATORS[name].label(lang) in held
        assert b"http" not in answer.data.replace(b"http://www.w3.org/", b"")
        assert b"style=" not in answer.data
        unknown = Reader(lang, link_in(lang)).gettext("no source says")
        found = numbers(site, name)
        if any(NOT_STATED in keys for keys in found) and name != "members":
            flat = held.replace("\u2067", "").replace("\u2069", "").replace("\n", " ")
            assert unknown.split()[0] in flat


def test_a_png_is_one_and_the_specification_holds_its_data(site: Site) -> None:
    assert site.get("/analysis/regions.png", lang="ar").data.startswith(PNG)
    spec = json.loads(site.get("/analysis/regions.json", lang="en").text)
    drawn = {value["name"] for value in spec["vconcat"][0]["data"]["values"]}
    assert "Casablanca-Settat" in drawn
    assert "url" not in json.dumps(spec["vconcat"])


def test_files_hold_what_the_api_gives(site: Site) -> None:
    for name in INDICATORS:
        flat = site.rows(f"/analysis/{name}.csv", by="governance")
        rows = api(site, f"indicators/{name}", by="governance")["rows"]
        assert [float(row["value"]) for row in flat] == [row["value"] for row in rows]
        assert {row["by_key"] for row in flat} == {row["keys"][-1] for row in rows}
    whole = site.rows("/data/indicators.csv")
    assert {row["indicator"] for row in whole} == set(INDICATORS)
