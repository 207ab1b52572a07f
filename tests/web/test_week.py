"""The week: written also when nothing moved, the same later, told in feeds that never change."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from observatory.engine.decisions.deciding import confirm
from observatory.store import ledger
from observatory.store.queries import review
from observatory.web import create_app
from tests import worlds
from tests.loopback import Web
from tests.stores import Stores
from tests.web.conftest import LANGS, Site
from tests.worlds import World, days_pass, gazette_says

LABEL = "labelled | 2021-06-20 | CE3M | CE3M est labellisé"
ACT = {"kind": "applied", "on": "2026-03-10", "scheme": "ministry-industry", "slug": "ce3m"}
LEAD = "lead | 2026-03-10 | CE3M | CE3M préparerait une candidature"


@pytest.fixture
def world(stores: Stores, web: Web) -> World:
    """The country page and a gazette, both seen once, on the Monday of week 10."""
    world = worlds.a_page_of_five(stores.installation("sqlite"), web)
    gazette_says(web, LABEL)
    world.look()
    world.look("gazette")
    return world


def browse(world: World) -> FlaskClient:
    """Browse the site at the world's present moment."""
    settings = world.installation.settings.model_copy(update={"url": "https://clusters.example"})
    return create_app(settings, lambda: world.now).test_client()


def sheet(world: World, name: str, lang: str = "en") -> str:
    """Give the words of a week's page, without what turns to other weeks."""
    answer = browse(world).get(f"/{lang}/week/{name}")
    assert answer.status_code == 200, answer.text
    main = BeautifulSoup(answer.data, "lxml").main
    assert main is not None
    for part in main.select(".week-turn, .week-index"):
        part.decompose()
    return " ".join(main.get_text(" ").split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["2026-W47", "2026-W46"])
def test_it_keeps_its_limits_in_every_language(site: Site, lang: str, name: str) -> None:
    page = site.page(f"/{lang}/week/{name}")
    assert page.h1 is not None
    assert "46" in page.h1.text or "47" in page.h1.text


def test_the_present_week_says_that_it_is_under_way(site: Site) -> None:
    answer = site.get("/fr/week")
    assert (answer.status_code, answer.location) == (302, "/fr/week/2026-W47")
    words = site.text("/fr/week/2026-W47")
    assert "Semaine 47 de 2026" in words
    assert "16–22 novembre 2026" in words
    assert "en cours" in words


def test_what_is_history_is_counted_apart_and_leads_to_as_many(site: Site) -> None:
    page = site.page("/en/week/2026-W47")
    big = page.select_one(".week-tiles .big")
    record = page.select_one('.note a[href*="retrospective=1"]')
    assert big is not None
    assert record is not None
    assert big.text.strip() == "0"
    count = int(record.text.split()[0])
    numbers = {"since": "2026-11-16", "until": "2026-11-22", "retrospective": "1", "limit": "500"}
    found, after = 0, 0
    while items := site.get("/feeds/changes.json", **numbers, after=str(after)).get_json()["items"]:
        found, after = found + len(items), items[-1]["_observatory"]["seq"]
    assert found == count > 0


def test_a_week_to_come_is_no_page_and_says_so(site: Site) -> None:
    answer = site.get("/en/week/2026-W48")
    assert answer.status_code == 404
    assert "Week 2026-W48 has not begun." in answer.text
    for wrong in ("2026-W54", "47", "2026-w47", "<b>"):
        answer = site.get(f"/en/week/{wrong}")
        assert answer.status_code == 404, wrong
        assert "A week is written as 2026-W47" in answer.text


def test_a_week_before_the_first_look_says_so(site: Site) -> None:
    words = site.text("/en/week/2026-W46")
    assert "the observatory had not looked yet" in words
    assert "Its first look was on 21 November 2026" in words
    assert site.page("/en/week/2026-W46").select_one('[rel="next"]') is not None


def test_who_has_never_been_visited_is_no_success(site: Site) -> None:
    assert "No live source has been visited so far" in site.text("/en/week/2026-W47")


def test_a_week_tells_its_changes_and_not_those_of_others(world: World) -> None:
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    days_pass(world)
    assert "567" in sheet(world, "2026-W11")
    assert "570" in sheet(world, "2026-W11")
    assert "570" not in sheet(world, "2026-W12")
    assert "570" not in sheet(world, "2026-W10")


def test_a_week_in_which_nothing_moved_says_who_was_read(world: World) -> None:
    days_pass(world)
    world.look()
    days_pass(world)
    words = sheet(world, "2026-W11")
    assert "1 of 2 live sources were read with success in this week." in words
    assert "The last success was on 9 March 2026" in words
    assert "Nothing moved in what was read." in words
    assert "No live source was visited in this week" in sheet(world, "2026-W12")


def test_a_source_that_cannot_be_read_stands_there_since_when(world: World) -> None:
    days_pass(world)
    worlds.outage(world)
    world.look()
    days_pass(world)
    world.look()
    for week in ("2026-W11", "2026-W12"):
        words = sheet(world, week)
        assert "could not connect, since 9 March 2026" in words, week
        assert "0 of 2 live sources" in words
    assert "since 9 March" not in sheet(world, "2026-W10")


def test_what_ends_within_a_year_is_told_and_marked_where_computed(world: World) -> None:
    worlds.gazette_says(world.web, LABEL, "renewed | 2023-09-01 | CE3M | CE3M est reconduit")
    days_pass(world)
    world.look("gazette")
    assert "No label or contract ends." in sheet(world, "2026-W11")
    days_pass(world, 7 * 80)
    found = sheet(world, "2027-W38")
    assert "1 September 2028" in found
    assert "end of the label’s term" in found
    assert "computed" in found
    assert "1 end within 12 months" in found


def test_a_lead_waits_until_a_person_confirms_it_and_the_past_keeps_it(world: World) -> None:
    gazette_says(world.web, LABEL, LEAD)
    days_pass(world)
    world.look("gazette")
    before = sheet(world, "2026-W11")
    assert "1 lead to confirm" in before
    assert "préparerait" in before
    days_pass(world)
    with world.installation.database.read() as db:
        (lead,) = review.waiting(db)["leads"]
    confirm(world.installation, lead["lead"], ACT, by="A", why="seen the letter", now=world.now)
    assert "0 leads to confirm" in sheet(world, "2026-W12")
    assert "1 lead to confirm" in sheet(world, "2026-W11")


def test_a_past_week_says_later_what_it_said_then(world: World) -> None:
    gazette_says(world.web, LABEL, LEAD)
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    world.look("gazette")
    days_pass(world)
    then = {lang: sheet(world, "2026-W11", lang) for lang in LANGS}
    gazette_says(world.web, LABEL, LEAD, "labelled | 2026-03-10 | ENR | ENR est labellisé")
    worlds.value_changes(world, "MOVE", smes="580")
    worlds.partnership_gone(world, "EnW")
    for _ in range(2):
        days_pass(world)
        world.look()
        world.look("gazette")
    worlds.outage(world)
    world.look()
    days_pass(world, 400)
    assert {lang: sheet(world, "2026-W11", lang) for lang in LANGS} == then


def test_the_feed_has_one_entry_per_week_that_is_over_and_never_alters_it(world: World) -> None:
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    world.look()
    assert [item["title"] for item in feed(world)] == ["Week 10 of 2026 (2–8 March 2026)"]
    days_pass(world)
    first = feed(world)
    assert [item["_observatory"]["week"] for item in first] == ["2026-W11", "2026-W10"]
    assert first[0]["content_text"].startswith("1 numbered change. ")
    assert "1 of 2 live sources were read with success." in first[0]["content_text"]
    days_pass(world, 70)
    worlds.outage(world)
    world.look()
    later = feed(world)
    assert len(later) == 12
    assert later[-2:] == first
    assert later[0]["content_text"] == "Nothing moved. No live source was visited."


def test_the_feed_waits_for_a_visit_that_is_still_going_on(world: World) -> None:
    world.now = world.now.replace(day=8, hour=23)
    with world.installation.database.write() as db:
        run = ledger.open_run(
            db, "eccp_morocco", world.now, due_at=None, owner="a", clock=world.now
        )
    world.now = world.now.replace(day=9, hour=1)
    assert feed(world) == []
    assert run is not None
    with world.installation.database.write() as db:
        ledger.finish_run(db, run, world.now.replace(day=8, hour=23), "ok")
    assert len(feed(world)) == 1


def test_the_feed_and_the_page_count_alike(world: World) -> None:
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570", partners="12")
    world.look()
    days_pass(world)
    told = feed(world)[0]["_observatory"]
    words = sheet(world, told["week"])
    assert f"{told['changes']} changes" in words
    assert f"{told['sources_read']} of {told['sources_followed']} live sources" in words


def test_ids_are_the_same_in_every_language_and_in_atom(world: World) -> None:
    days_pass(world, 21)
    ids = [item["id"] for item in feed(world)]
    assert all(key.startswith("tag:clusters.example,2026-01-05:week:2026-W") for key in ids)
    for lang in LANGS:
        parsed = feedparser.parse(browse(world).get(f"/feeds/weeks.atom?lang={lang}").data)
        assert not parsed.bozo
        assert [entry.id for entry in parsed.entries] == ids


def feed(world: World) -> list[dict[str, Any]]:
    answer = browse(world).get("/feeds/weeks.json?lang=en")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items
