"""A page of the past says whom it counts who did not exist yet, and changes no state for it."""

from __future__ import annotations

import pytest

from tests.web.conftest import LANGS, Site

THEN, SURVEY = "2013-12-31", "2016-12-31"
COUNTING = ("", "clusters", "labelling", "map")
"""Pages that count clusters on a day."""


def unborn(site: Site, day: str) -> set[str]:
    """Give whom the indicator counts as not yet created at the end of the day's year."""
    found = site.get("/api/v1/indicators/label-states", valid_at=day).get_json()["rows"]
    mine = [row["clusters"] for row in found if row["keys"] == [day[:4], "not_created"]]
    return set(mine[0]) if mine else set()


@pytest.mark.parametrize("path", COUNTING)
def test_each_count_says_how_many_are_created_later(site: Site, path: str) -> None:
    later = len(unborn(site, THEN))
    assert later > 5
    assert f"{later} of them created later, as stated" in site.text(f"/en/{path}", valid_at=THEN)
    assert "created later" not in site.text(f"/en/{path}")
    for lang in LANGS:
        site.page(f"/{lang}/{path}", valid_at=THEN)


def test_the_board_lists_them_apart_and_still_as_unknown(site: Site) -> None:
    page = site.page("/en/labelling", valid_at=THEN)
    group = page.select_one("#unknown")
    assert group is not None
    there, apart = (
        {str(link["href"]).partition("?")[0].rpartition("/")[2] for link in part.select("a")}
        for part in group.select(".plain-list")
    )
    assert apart == unborn(site, THEN)
    assert there
    assert not there & apart
    states = {
        one["slug"]: one["label"]["state"]
        for one in site.get("/api/v1/clusters", limit="500", valid_at=THEN).get_json()["items"]
    }
    assert {states[slug] for slug in apart} == {"unknown"}
    assert "Not yet created" not in site.text("/en/labelling")


def test_a_profile_says_so_before_its_stated_creation_only(site: Site) -> None:
    slug = min(unborn(site, THEN))
    assert "Not yet created on the day shown" in site.text(f"/en/clusters/{slug}", valid_at=THEN)
    assert "Not yet created" not in site.text(f"/en/clusters/{slug}")
    assert "Not yet created" not in site.text("/en/clusters/ce3m", valid_at=THEN)


@pytest.mark.parametrize("day", [THEN, SURVEY])
def test_who_is_created_later_is_not_yet_at_risk(site: Site, day: str) -> None:
    at_risk = site.rows("/data/label_spells.csv", valid_at=day)
    lived = {row["cluster"] for row in site.rows("/data/existence_spells.csv", valid_at=day)}
    silent = {row["cluster"] for row in at_risk if row["basis"] == "none"}
    assert silent
    assert silent <= lived
    began = {
        row["cluster"]: row["start_lo"]
        for row in site.rows("/data/existence_spells.csv")
        if row["start_by"] == "stated"
    }
    assert [slug for slug in silent if began.get(slug, "") > day] == []


def test_the_picture_says_for_which_day_a_column_stands(site: Site) -> None:
    said = site.text("/en/analysis/label-states", valid_at=THEN)
    assert "Each column is the state on 31 December of its year." in said
    now = site.text("/en/analysis/label-states")
    assert "on 31 December of its year, the last one on 22 November 2026." in now
    assert "of its year." in site.text("/en/analysis/label-states", to="2015")
    assert "start_hi" in site.text("/en/data")
    assert "may lie after end_lo" in site.get("/data/codebook.csv").text
