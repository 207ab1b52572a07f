"""Partnerships over time: when each ran, was on the list, or was told of; and the API's record."""

from __future__ import annotations

import json
from datetime import date

import pytest

from observatory.domain.periods import Period
from observatory.present.addresses import link_in
from observatory.present.partnerships.time import draw, term, view
from observatory.present.reader import Reader
from observatory.store.queries import events, profiles
from observatory.store.queries.asof import AsOf
from tests.loopback import Web
from tests.stores import Stores
from tests.web.conftest import LANGS, Site
from tests.worlds import World, a_page_of_five, days_pass, partnership_gone

TODAY = date(2026, 11, 22)


def test_a_term_is_worked_out_from_a_stated_length_and_its_end_is_marked(site: Site) -> None:
    row = site.page("/en/partnerships").find("a", string="MOVE").find_parent("tr")  # type: ignore[union-attr]
    said = " ".join(row.get_text(" ").split())  # type: ignore[union-attr]
    assert "1 January 2016 to 31 December 2017, worked out from 24 months" in said
    assert "ended · worked out" in said
    assert "ended" not in site.text("/en/partnerships", valid_at="2017-06-30").split(
        "Other programmes"
    )[0].split("As the European platform")[1].replace("“ended”", "")


def test_the_drawing_has_a_row_for_each_with_a_date_and_names_the_others(site: Site) -> None:
    page = site.page("/en/partnerships")
    drawn = {text.get_text() for text in page.select(".plan-name")}
    assert {"MOVE", "EnW", "Quantara", "TAM III", "POCTEFEX 2", "THE NEXT SOCIETY"} <= drawn
    assert len(page.select(".bar-end")) == 1
    caption = page.select_one(".policy-figure figcaption")
    assert caption
    for name in ("FoodNet", "REINA PLUS", "MOBILISE"):
        assert name in caption.get_text()
        assert name not in drawn


def test_the_other_programmes_are_there(site: Site) -> None:
    said = site.text("/fr/partnerships")
    for name in ("THE NEXT SOCIETY", "EuroMed Clusters Forward", "MOBILISE", "Quantara", "Taahil"):
        assert name in said


@pytest.mark.parametrize("lang", LANGS)
def test_one_partnership_says_its_term_in_every_language(site: Site, lang: str) -> None:
    page = site.page(f"/{lang}/partnerships/move")
    assert page.select_one(".profile-head .ended")
    site.page(f"/{lang}/partnerships")


def test_what_is_never_labelled_has_no_label_in_the_api(site: Site) -> None:
    for path in ("/partnerships", "/calls"):
        for item in json.loads(site.get(f"/api/v1{path}").data)["items"]:
            assert not {"label", "labels", "ledger"} & set(item), item["slug"]
    one = json.loads(site.get("/api/v1/partnerships/move").data)
    assert not {"label", "labels", "ledger"} & set(one)
    assert {"label", "labels", "ledger"} <= set(json.loads(site.get("/api/v1/clusters/ce3m").data))


@pytest.fixture
def world(stores: Stores, web: Web) -> World:
    return a_page_of_five(stores.installation("sqlite"), web)


def test_a_partnership_is_drawn_from_the_first_look_that_lists_it_to_the_last(world: World) -> None:
    for _ in range(2):
        world.look()
        days_pass(world, 30)
    partnership_gone(world, "MOVE")
    for _ in range(2):
        world.look()
        days_pass(world, 30)
    chosen = AsOf.now(world.now.date())
    with world.installation.database.read() as db:
        cards = profiles.directory(db, chosen, ("partnership",), ("name", "smes_involved"))
        told = events.told_of(db, chosen, {card.body.id for card in cards})
    drawn = draw(cards, told, chosen.today, Reader("en", link_in("en")))
    bars = {row.name: [bar for bar in row.bars if bar.kind == "seen"] for row in drawn.rows}
    assert all(len(found) == 1 for found in bars.values())
    assert len(bars) == 5
    assert bars["MOVE"][0].width < bars["EnW"][0].width


def test_a_length_alone_gives_no_end(site: Site) -> None:
    chosen = AsOf.now(TODAY)
    with site.app.extensions["observatory"].database.read() as db:
        cards = profiles.directory(db, chosen, ("partnership",), ("launch_date",))
        found = {
            card.body.slug: (card, events.told_of(db, chosen, [card.body.id])) for card in cards
        }
    space = term(*found["spacewave"], TODAY)
    assert (space.start, space.end, space.months, space.ended) == (None, None, 15, False)
    move = term(*found["move"], TODAY)
    assert (move.start, move.end) == (Period.parse("2016-01-01"), date(2017, 12, 31))
    assert not view(*found["move"], date(2017, 12, 31), Reader("en", link_in("en"))).ended
