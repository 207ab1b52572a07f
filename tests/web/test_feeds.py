"""Feeds: ids that never move, three languages, filters, and silence that speaks."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest

from tests.web.conftest import Site

ALL = {"retrospective": "1", "limit": "500"}


def feed(site: Site, path: str = "/feeds/changes.json", **query: str) -> dict[str, Any]:
    answer = site.get(path, **query)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/feed+json"
    found = answer.get_json()
    assert isinstance(found, dict)
    return found


def test_the_curated_record_is_not_news(site: Site) -> None:
    assert feed(site)["items"] == []
    assert len(feed(site, **ALL)["items"]) == 500


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_atom_is_read_by_a_feed_reader_in_each_language(site: Site, lang: str) -> None:
    answer = site.get("/feeds/changes.atom", lang=lang, **ALL)
    assert answer.content_type.startswith("application/atom+xml")
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo
    assert parsed.feed.language == lang
    assert len(parsed.entries) == 500
    ids = [entry.id for entry in parsed.entries]
    assert len(set(ids)) == 500
    assert all(key.startswith("tag:") for key in ids)
    assert ids == [item["id"] for item in feed(site, lang="fr", **ALL)["items"]]


def test_an_item_has_the_whole_change_as_data(site: Site) -> None:
    (item, *_) = feed(site, cluster="ce3m", kind="contract_signed", **ALL)["items"]
    told = item["_observatory"]
    assert {
        "seq", "entity", "entity_slug", "entity_kind", "kind", "property", "before", "after",
        "not_before", "not_after", "source", "publisher", "url", "shown", "retrospective",
        "corrects",
    } <= set(told)  # fmt: skip
    assert (told["entity_slug"], told["kind"]) == ("ce3m", "contract_signed")
    assert told["retrospective"] is True


def slugs(found: dict[str, Any]) -> set[str]:
    return {item["_observatory"]["entity_slug"] for item in found["items"]}


def test_a_feed_is_narrowed_by_day_number_sector_and_region(site: Site) -> None:
    everything = feed(site, **ALL)["items"]
    newest = everything[0]["_observatory"]["seq"]
    assert [
        i["_observatory"]["seq"] for i in feed(site, after=str(newest - 2), **ALL)["items"]
    ] == [
        newest - 1,
        newest,
    ]
    assert feed(site, since="2031-01-01", **ALL)["items"] == []
    assert "ahp" in slugs(feed(site, sector="seafood", **ALL))
    assert "ce3m" not in slugs(feed(site, sector="seafood", **ALL))
    assert "ahp" in slugs(feed(site, region="MA-09", **ALL))


WRONG = (
    {"kind": "x"}, {"sector": "x"}, {"region": "MA-99"}, {"cluster": "x"}, {"after": "-1"},
    {"since": "yesterday"}, {"lang": "de"}, {"source": "x"},
)  # fmt: skip


@pytest.mark.parametrize("query", WRONG, ids=str)
def test_an_unknown_filter_is_refused(site: Site, query: dict[str, str]) -> None:
    assert site.get("/feeds/changes.json", **query).status_code == 400


def test_one_body_has_a_feed_of_its_own(site: Site) -> None:
    found = feed(site, "/clusters/menara/changes.json", **ALL)
    assert {item["_observatory"]["entity_slug"] for item in found["items"]} == {"menara"}
    assert site.get("/clusters/nobody/changes.json").status_code == 404


def test_it_says_which_sources_were_looked_at(site: Site) -> None:
    said = feed(site)["_observatory"]
    assert said["last_looked"]["eccp_morocco"] is None, "nobody has looked there yet"
    assert said["not_readable"] == []


def test_who_has_it_is_not_sent_it_again(site: Site) -> None:
    answer = site.get("/feeds/changes.atom")
    again = site.client.get(
        "/feeds/changes.atom", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
