"""Two sides compared: what the page counts, what it says and what its file holds is one thing."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.web.conftest import LANGS, Site
from tests.web.watched import words

DAYS = {"from": "2016-12-31", "to": "2023-12-31"}
ASKED: tuple[dict[str, str], ...] = (
    DAYS,
    {**DAYS, "cluster": "ce3m"},
    {"a": "ce3m", "b": "menara"},
    {"region_a": "MA-06", "region_b": "MA-01"},
    {},
)


def rows(site: Site, **query: str) -> list[dict[str, str]]:
    return site.rows("/data/compare.csv", **query)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", ASKED)
def test_it_keeps_its_limits_in_every_language(
    site: Site, lang: str, query: dict[str, str]
) -> None:
    page = site.page(f"/{lang}/compare", **query)
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("query", ASKED)
def test_the_page_counts_by_type_what_its_file_holds(site: Site, query: dict[str, str]) -> None:
    page = site.page("/en/compare", **query)
    tiles = {
        str(tile["class"][0]).removeprefix("kind-"): int(words(tile.select_one(".big")))
        for tile in page.select('.tiles > li[class^="kind-"]')
    }
    assert tiles == Counter(row["difference"] for row in rows(site, **query))
    file = page.select_one(".downloads a")
    assert file is not None
    assert site.get(str(file["href"])).status_code == 200


def test_the_labels_that_changed_between_two_days_are_those_of_the_ledger(site: Site) -> None:
    def states(day: str) -> dict[tuple[str, str], str]:
        found = site.rows("/data/labels.csv", valid_at=day)
        return {(row["cluster"], row["scheme"]): row["state"] for row in found}

    before, after = states(DAYS["from"]), states(DAYS["to"])
    expected = {
        (*key, before.get(key, "unknown"), after.get(key, "unknown"))
        for key in before | after
        if before.get(key, "unknown") != after.get(key, "unknown")
    }
    told = {
        (row["subject"], row["name"], row["left"], row["right"])
        for row in rows(site, **DAYS)
        if row["difference"] == "label_changed"
    }
    assert told == expected
    assert ("ahp", "ministry-industry", "lapsed", "labelled") in told


def test_each_side_leads_to_what_it_rests_on(site: Site) -> None:
    sides = [
        row[side]
        for row in rows(site, **DAYS, cluster="ce3m")
        for side in ("left_basis", "right_basis")
    ]
    resting = [key for side in sides for key in side.split("|") if key]
    ids = {str(tag["id"]) for tag in site.page("/en/clusters/ce3m/evidence").select("[id]")}
    assert len(resting) > 20
    assert set(resting) <= ids


def test_one_cluster_is_compared_as_it_is_within_the_country(site: Site) -> None:
    whole = [row for row in rows(site, **DAYS) if row["subject"] == "ce3m"]
    assert rows(site, **DAYS, cluster="ce3m") == whole
    page = site.page("/en/compare", **DAYS)
    link = page.select_one('.tallies a[href*="cluster=ce3m"]')
    assert link is not None
    values = [row for row in whole if row["family"] == "property"]
    aspects = {(row["family"], row["name"]) for row in whole}
    assert len(site.page(str(link["href"])).select(".two-sides tbody tr")) == len(aspects)
    assert len(values) < len(whole)


def test_a_property_that_differs_in_two_ways_is_one_row_with_both_tags(site: Site) -> None:
    found = rows(site, a="ahp", b="mnc")
    aspects = {(row["family"], row["name"]) for row in found}
    assert len(aspects) < len(found), "one property differs in two ways"
    page = site.page("/en/compare", a="ahp", b="mnc")
    shown = page.select(".two-sides tbody tr")
    assert len(shown) == len(aspects)
    assert sum(len(row.select(".change-kind")) for row in shown) == len(found)
    assert f"{len(aspects)} things differ." in words(page.select_one(".total"))


def test_what_is_the_same_is_folded_with_its_count(site: Site) -> None:
    page = site.page("/en/compare", a="ce3m", b="menara")
    folded = page.select_one("details.alike")
    assert folded is not None
    assert f"{len(folded.select('dt'))} things are the same" in words(folded)
    assert "National" in words(folded)


def test_nothing_differs_from_itself(site: Site) -> None:
    assert rows(site, a="ce3m", b="ce3m") == []
    assert "Nothing differs" in site.text("/en/compare", a="ce3m", b="ce3m")


def test_two_regions_count_their_own_clusters(site: Site) -> None:
    for region, column in (("MA-06", "left"), ("MA-01", "right")):
        found = site.rows("/data/clusters.csv", region=region, label="labelled")
        expected = {row["cluster"] for row in found}
        told = [row for row in rows(site, region_a="MA-06", region_b="MA-01")
                if (row["name"], row["key"]) == ("label", "labelled")]  # fmt: skip
        assert told, region
        assert {*filter(None, told[0][f"{column}_basis"].split("|"))} == expected


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=2023-12-31&to=2016-12-31", "lies after"),
        ("from=someday", "from is a day"),
        ("to=2031-01-01&clock=known", "in the future"),
        ("clock=wall", "clock"),
        ("cluster=nobody", "address of no body"),
        ("a=ce3m", "give both a and b"),
        ("a=ce3m&b=nobody", "address of no body"),
        ("region_a=MA-06&region_b=MA-99", "MA-99"),
        ("a=ce3m&b=menara&from=2016-12-31", "do not go together"),
        ("a=ce3m&b=menara&region_a=MA-06&region_b=MA-01", "do not go together"),
    ],
)
def test_a_wrong_question_is_refused_with_a_sentence(site: Site, query: str, sentence: str) -> None:
    for path in ("/en/compare", "/data/compare.jsonl"):
        answer = site.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert sentence in answer.text


def test_a_year_ahead_may_be_compared_by_what_is_true(site: Site) -> None:
    ahead = rows(site, **{"from": "2026-11-22", "to": "2029-12-31"})
    assert any(row["right"] == "lapsed" for row in ahead), "terms end"


def test_the_clock_of_knowing_shows_what_we_learnt(site: Site) -> None:
    learnt = rows(site, **{"from": "2026-11-20", "to": "2026-11-21"}, clock="known")
    everything = rows(site, **{"from": "2026-11-20", "to": "2026-11-22"}, clock="seen")
    assert {row["difference"] for row in learnt} >= {"label_changed", "value_added"}
    assert len(learnt) == len(everything) > 300
    assert "value_changed" not in {row["difference"] for row in learnt}
