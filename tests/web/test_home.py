"""The home page: the state today, what has changed, where one's cluster is."""

from __future__ import annotations

import pytest

from observatory.web.pages.frame import FOOTER
from tests import worlds
from tests.loopback import Web
from tests.serving import client_of
from tests.stores import Stores
from tests.web.conftest import LANGS, Site
from tests.worlds import days_pass

DATA = ("/feeds/", "/api/", "/data/", "/static/")
"""Addresses that have no language."""


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
    assert "0 of 11 sources readable" in words


def test_what_could_not_be_read_is_named_with_its_day(stores: Stores, web: Web) -> None:
    world = worlds.a_page_of_five(stores.installation("sqlite"), web)
    worlds.outage(world)
    world.look()
    days_pass(world)
    world.look()
    words = client_of(world).get("/en/").text
    assert "No live source has been read with success yet." in words
    assert "since 2 March 2026" in " ".join(words.replace("<bdi>", "").split())


def test_the_latest_changes_stand_there_with_their_numbers(stores: Stores, web: Web) -> None:
    world = worlds.a_page_of_five(stores.installation("sqlite"), web)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    words = client_of(world).get("/en/").text
    assert "No change since" not in words
    assert "567" in words
    assert "570" in words
    assert "#change-" in words


def test_it_leads_to_the_week_to_the_map_and_only_to_pages_that_exist(site: Site) -> None:
    page = site.page("/en/")
    links = {str(a["href"]) for a in page.select("main a")}
    assert {"/en/week/2026-W47", "/en/map"} <= links
    shown = [str(a["href"]) for a in page.select(".readers a")]
    assert shown
    assert {href.split("/")[2] for href in shown} <= set(FOOTER)
    for href in shown:
        assert site.client.get(href, follow_redirects=True).status_code == 200, href


def test_each_star_on_its_map_leads_to_a_profile(site: Site) -> None:
    stars = site.page("/en/").select(".home-map .map-star")
    assert stars
    for star in stars:
        assert site.client.get(str(star["href"])).status_code == 200


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


@pytest.mark.parametrize("path", ["", "clusters/ce3m", "week/2026-W47", "clusters?sector=seafood"])
def test_a_page_names_itself_in_each_language_at_whole_addresses(site: Site, path: str) -> None:
    page = site.page(f"/ar/{path}")
    found = {str(a["hreflang"]): str(a["href"]) for a in page.select("head link[hreflang]")}
    base = "https://clusters.example"
    assert found == {
        **{lang: f"{base}/{lang}/{path}" for lang in LANGS},
        "x-default": f"{base}/{path}",
    }
    for url in found.values():
        answer = site.client.get(url.removeprefix(base), follow_redirects=True)
        assert answer.status_code == 200, url


def test_the_language_is_kept_while_browsing(site: Site) -> None:
    for path in ("", "clusters/ce3m", "week/2026-W47", "labelling"):
        page = site.page(f"/ar/{path}")
        links = [str(a["href"]) for a in page.select("a[href^='/']:not(.tongues a)")]
        pages = [href for href in links if not href.startswith(DATA) and "." not in file(href)]
        assert all(href.startswith("/ar/") for href in pages), path


def file(href: str) -> str:
    """Give the last part of an address's path; a file of data has a dot in it."""
    return href.partition("?")[0].rpartition("/")[2]
