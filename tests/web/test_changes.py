"""The list of changes: each with its window, its pages and its number; and silence that speaks."""

from __future__ import annotations

import pytest

from tests import worlds
from tests.loopback import Web
from tests.stores import Stores
from tests.web.conftest import Site
from tests.web.watched import Watched, words


@pytest.fixture
def watched(stores: Stores, web: Web) -> Watched:
    """The five partnerships, looked at once."""
    world = worlds.a_page_of_five(stores.installation("sqlite"), web)
    world.look()
    return Watched(world)


def test_a_change_has_its_values_its_window_and_both_pages(watched: Watched) -> None:
    worlds.value_changes(watched.world, "REINA PLUS", smes="340")
    watched.look()
    page = watched.page("/en/changes")
    entries = page.select(".changes > li")
    assert len(entries) == 1
    said = words(entries[0])
    assert "Renewable Energy" in said or "REINA PLUS" in said
    assert "SMEs involved" in said
    assert "322" in said
    assert "340" in said
    assert "Between our looks of 2 March 2026 and 9 March 2026 ." in said.replace("2026.", "2026 .")
    assert len(entries[0].select('a[href^="/api/v1/snapshots/"]')) == 2
    link = entries[0].select_one(f'a[href$="#{entries[0]["id"]}"]')
    assert link is not None
    path, _, place = str(link["href"]).partition("#")
    assert watched.page(path).find(id=place) is not None


def test_arabic_writes_the_values_and_the_property_in_arabic(watched: Watched) -> None:
    worlds.value_changes(watched.world, "MOVE", countries="Brazil, Chile, Morocco")
    watched.look()
    said = watched.words("/ar/changes")
    assert "تشيلي" in said
    assert "البلد المستهدف" in said


def test_what_was_there_at_the_first_reading_is_history(watched: Watched) -> None:
    assert watched.page("/en/changes").select(".changes > li") == []
    assert "silence means that nothing moved" in watched.words("/en/changes")
    assert len(watched.page("/en/changes", retrospective="1").select(".changes > li")) >= 5


def test_a_row_is_no_longer_listed_after_two_looks_without_it(watched: Watched) -> None:
    worlds.partnership_gone(watched.world, "SpaceWave")
    watched.look()
    assert "missing since" not in watched.words("/en/partnerships")
    watched.look()
    assert "No longer listed" in watched.words("/en/changes", kind="no_longer_listed")
    assert "missing since 9 March 2026" in watched.words("/en/partnerships")
    assert "It is no longer listed" in watched.words("/en/partnerships/spacewave")
    assert "gone since" in watched.words("/en/partnerships/spacewave/history")


def test_silence_says_who_could_not_be_read_and_since_when(watched: Watched) -> None:
    worlds.outage(watched.world)
    watched.look(2)
    said = watched.words("/en/changes")
    assert "could not connect, since 9 March 2026" in said
    assert "last good look: 2 March 2026" in said
    assert "depuis le 9 mars 2026" in watched.words("/fr/changes")
    assert "could not connect, since 9 March 2026" in watched.words("/en/sources")
    worlds.outage_over(watched.world)
    watched.look()
    assert "could not connect" not in watched.words("/en/changes")


def test_a_refused_reading_is_public_with_its_reason(watched: Watched) -> None:
    worlds.login_wall(watched.world)
    watched.look()
    page = watched.page("/en/sources/eccp_morocco")
    refused = page.select(".refused > li")
    assert refused
    assert "SHA-256" in words(refused[0])
    assert len(page.select(".log tbody tr")) == 2


@pytest.mark.parametrize("start", ["", "after"])
def test_pages_of_the_list_give_every_number_once(site: Site, start: str) -> None:
    seen: list[int] = []
    first = {"retrospective": "1", "cluster": "ce3m"} | ({"after": "0"} if start else {})
    page = site.page("/en/changes", **first)
    way = "prev" if start else "next"
    for _ in range(50):
        numbers = [
            int(str(li["id"]).removeprefix("change-")) for li in page.select(".changes > li")
        ]
        assert numbers == sorted(numbers, reverse=True)
        seen += numbers
        turn = page.select_one(f'.pager a[rel="{way}"]')
        if turn is None:
            break
        page = site.page(str(turn["href"]))
    assert len(seen) == len(set(seen)) > 40
    answer = site.client.get("/api/v1/changes?cluster=ce3m&limit=500").get_json()
    assert set(seen) == {item["seq"] for item in answer["items"]}


def test_the_feeds_carry_the_filter_of_the_page(site: Site) -> None:
    page = site.page("/fr/changes", sector="rail", kind="label_event", retrospective="1")
    feeds = [str(a["href"]) for a in page.select('a[href^="/feeds/changes."]')]
    assert feeds
    for feed in feeds:
        assert "sector=rail" in feed
        assert "kind=label_event" in feed
        assert "retrospective=1" in feed
        assert "lang=fr" in feed
        assert site.client.get(feed).status_code == 200


def test_a_filter_keeps_only_what_it_names(site: Site) -> None:
    page = site.page("/en/changes", kind="contract_signed", cluster="mti", retrospective="1")
    kinds = {words(tag) for tag in page.select(".change-kind")} - {"from the record"}
    assert kinds == {"Contract signed"}
    assert {str(a["href"]) for a in page.select(".change-what a")} == {"/en/clusters/mti"}
    chosen = {str(o["value"]) for o in page.select("form.filters option[selected]")}
    assert chosen == {"contract_signed", "mti"}


def test_a_source_that_could_never_be_read_says_since_when(stores: Stores, web: Web) -> None:
    fresh = Watched(worlds.a_page_of_five(stores.installation("sqlite"), web))
    worlds.outage(fresh.world)
    fresh.world.look()
    sentence = "could not connect, since 2 March 2026; it has never been read yet"
    assert sentence in fresh.words("/en/sources")
    fresh.look()
    assert sentence in fresh.words("/en/sources/eccp_morocco"), "the first day stays"
    assert "not looked at yet" in fresh.words("/en/sources/eccp_morocco", known_at="2026-03-01")


def test_every_facet_says_how_many_changes_it_leaves(site: Site) -> None:
    given = {"retrospective": "1", "sector": "rail"}
    page = site.page("/en/changes", **given)
    for name in ("cluster", "kind", "sector", "region", "source"):
        options = page.select(f'main select[name="{name}"] option')[1:]
        assert options
        for option in options[:4]:
            count = int(option.get_text().rpartition("(")[2].rstrip(")").replace(",", ""))
            query = {**given, name: str(option["value"])}
            lines = site.get("/data/changes.csv", **query).text.splitlines()
            assert len(lines) - 1 == count, query
