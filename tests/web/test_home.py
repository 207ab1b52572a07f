"""The home page: the state today, what has changed, where one's cluster is."""

from __future__ import annotations

import pytest

from tests.web.conftest import LANGS, Site


@pytest.mark.parametrize("lang", LANGS)
def test_it_keeps_its_limits_in_every_language(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/")
    assert page.html is not None
    assert page.html["lang"] == lang


def test_the_first_line_says_whose_it_is(site: Site) -> None:
    standing = site.page("/en/").select_one(".standing")
    assert standing is not None
    assert "not the State’s register" in standing.text


def test_each_count_of_labels_leads_to_as_many_clusters(site: Site) -> None:
    tiles = {
        str(tile["href"]): int(tile.select_one(".big").text)  # type: ignore[union-attr]
        for tile in site.page("/en/").select(".tiles a")
    }
    assert tiles["/en/clusters?label=labelled"] == 8
    assert tiles["/en/clusters?label=lapsed"] == 3
    assert tiles["/en/clusters?label=unknown_since"] == 13
    for href, count in tiles.items():
        rows = site.page(href).select_one("main > .table-frame")
        assert len(rows.select("tbody tr") if rows else []) == count, href


def test_silence_says_that_nobody_has_looked_yet(site: Site) -> None:
    words = site.text("/en/")
    assert "No change since the first reading of the sources." in words
    assert "No live source has been looked at with success yet." in words
    assert "none read yet" in words


def test_a_past_day_counts_as_that_day_did(site: Site) -> None:
    page = site.page("/en/", valid_at="2013-12-31")
    assert page.select_one(".past") is not None
    link = page.select_one('.tiles a[href^="/en/clusters?label=labelled"]')
    assert link is not None
    big = link.select_one(".big")
    assert big is not None
    assert int(big.text) == 6


def test_the_root_goes_to_the_readers_language(site: Site) -> None:
    answer = site.client.get("/", headers={"Accept-Language": "ar-MA,fr;q=0.5"})
    assert (answer.status_code, answer.location) == (302, "/ar/")
