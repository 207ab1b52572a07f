"""The map: who is drawn, who is only listed, on any day; and the same as points."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from observatory.domain.values import Value
from observatory.present.addresses import link_in
from observatory.present.map.drawing import PROPERTIES, MapView, map_view
from observatory.present.reader import Reader
from observatory.store.queries import profiles
from observatory.store.queries.asof import AsOf
from observatory.store.queries.profiles import Card
from observatory.store.queries.statements import Shown
from tests.web.conftest import LANGS, NOW, Site
from tests.web.watched import slugs


def drawn(page: BeautifulSoup) -> set[str]:
    return set(slugs(page.select("svg.map a")))


def listed(page: BeautifulSoup, where: str = "main .map-group") -> set[str]:
    return set(slugs(page.select(f"{where} li a[href*='/clusters/']")))


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_says_what_the_drawing_shows(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/map")
    assert {"menara", "ce3m", "valbiom"} <= drawn(page) <= listed(page)
    titles = [star.title.get_text() for star in page.select("svg.map a") if star.title]
    assert len(titles) == len(drawn(page))
    assert all(title.count(" · ") == 2 for title in titles), "name, city, state of the label"
    assert "HCP" in page.get_text() or "المندوبية" in page.get_text()


def test_nobody_is_placed_by_guess(site: Site) -> None:
    page = site.page("/en/map")
    assert "ahp" in listed(page)
    assert "ahp" not in drawn(page), "only the region is stated, though the name holds a city's"
    line = next(li for li in page.select(".map-group li") if "/clusters/ahp" in str(li))
    assert "Only the region is stated." in line.get_text()
    assert "mti" in listed(page, "main .section")
    assert "mti" not in drawn(page)


def test_the_day_changes_the_signs(site: Site) -> None:
    star = "svg.map a[href*='/clusters/mnc']"
    today = site.page("/en/map").select_one(star)
    then = site.page("/en/map", valid_at="2023-12-31").select_one(star)
    assert today is not None
    assert then is not None
    assert "star-unknown_since" in today["class"]
    assert "star-stated_in_process" in then["class"]
    assert "valid_at=2023-12-31" in str(then["href"])
    assert site.get("/en/map?valid_at=soon").status_code == 400


def test_arabic_names_its_regions_and_keeps_the_geography(site: Site) -> None:
    page = site.page("/ar/map")
    svg = page.select_one("svg.map")
    assert svg is not None
    assert svg["direction"] == "ltr"
    assert "سوس-ماسة" in svg.get_text()
    stars = {
        lang: [
            (*slugs([star]), circle["cx"])
            for star in site.page(f"/{lang}/map").select("svg.map a")
            if (circle := star.circle)
        ]
        for lang in LANGS
    }
    assert stars["ar"] == stars["fr"] == stars["en"]


def card_of(site: Site, slug: str) -> Card:
    """Give what the map knows of one body."""
    with site.app.extensions["observatory"].database.read() as db:
        cards = profiles.directory(db, AsOf.now(NOW.date()), profiles.CLUSTERS, PROPERTIES)
    return next(card for card in cards if card.body.slug == slug)


def map_of(card: Card, place: Shown) -> MapView:
    """Draw a body alone, one of its places being another one."""
    other = replace(card, values={**card.values, place.property: place})
    return map_view([other], Reader("en", link_in("en")), NOW.date())


def test_a_city_that_sources_disagree_about_is_not_drawn(site: Site) -> None:
    at_home = card_of(site, "menara")
    told = at_home.values["host_city"]
    elsewhere = replace(told.first[0], value=Value("agadir", "agadir"))
    drawing = map_of(at_home, Shown("host_city", told.first, (elsewhere,), (elsewhere,), 2))
    assert drawing.stars == ()
    assert drawing.groups == ()
    assert [[v.text for v in line.others] for line in drawing.disputed] == [["Marrakesh", "Agadir"]]


def test_a_city_outside_the_stated_region_is_not_drawn(site: Site) -> None:
    meknes = card_of(site, "agrinova")
    region = meknes.values["region"]
    elsewhere = replace(region.first[0], value=Value("MA-09", "MA-09"))
    drawing = map_of(meknes, replace(region, first=(elsewhere,)))
    assert (drawing.stars, drawing.groups) == ((), ())
    assert len(drawing.disputed) == 1


def test_the_placed_are_points_with_their_sources(site: Site) -> None:
    answer = site.get("/data/clusters.geojson", region="MA-06")
    assert answer.content_type == "application/geo+json"
    features = answer.get_json()["features"]
    assert {one["id"] for one in features} <= set(drawn(site.page("/en/map")))
    casablanca = next(one for one in features if one["id"] == "ce3m")
    assert casablanca["geometry"] == {"type": "Point", "coordinates": [-7.611, 33.588]}
    assert casablanca["properties"]["label"] == "labelled"
    assert casablanca["properties"]["city_stated"]["by"]["publisher"]
