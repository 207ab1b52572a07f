"""Changes are narrowed in one way: page, feed and API agree, also in what they refuse."""

from __future__ import annotations

import pytest

from tests.web.conftest import Site

EVERYTHING = {"retrospective": "1", "kind": "label_event"}
WAYS = (
    {"cluster": "ce3m"},
    {"sector": "electronics"},
    {"region": "MA-06"},
    {"source": "survey_2023", "kind": "value_added"},
    {"sector": "electronics", "region": "MA-06", "source": "record"},
    {"since": "2026-11-21", "until": "2026-11-21", "kind": "disagreement"},
    {"after": "900"},
    {"known_at": "2026-11-20"},
    {"seen_at": "2026-11-20"},
)
WRONG = (
    "source=nobody", "cluster=nobody", "sector=rumour", "region=MA-99", "kind=rumour", "since=zz",
    "until=zz", "after=zz", "retrospective=yes", "known_at=2031-01-01",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_page_the_feed_and_the_api_give_the_same_changes(
    site: Site, way: dict[str, str]
) -> None:
    asked = {**EVERYTHING, **way}
    api = site.get("/api/v1/changes", **asked, limit="500").get_json()["items"]
    feed = site.get("/feeds/changes.json", **asked, limit="500").get_json()["items"]
    told = {row["seq"] for row in api}
    assert {item["_observatory"]["seq"] for item in feed} == told
    page = site.page("/en/changes", **asked)
    shown = {int(str(li["id"]).removeprefix("change-")) for li in page.select(".changes > li")}
    assert bool(told) == (not {"known_at", "seen_at"} & set(way)), "before our first look: none"
    turned = "after" in way
    assert shown == set(sorted(told, reverse=not turned)[:40])


@pytest.mark.parametrize("wrong", WRONG)
def test_all_three_refuse_what_they_cannot_answer(site: Site, wrong: str) -> None:
    name = wrong.partition("=")[0]
    for path in ("/en/changes", "/feeds/changes.json", "/feeds/changes.atom", "/api/v1/changes"):
        answer = site.get(f"{path}?{wrong}")
        assert answer.status_code == 400, path
        assert name in answer.text, path


def test_a_program_may_follow_by_number_and_is_told_so(site: Site) -> None:
    answer = site.get("/api/v1/changes", since="zz").get_json()
    assert "or the number of a change" in answer["detail"]
    assert "number of a change" not in site.get("/en/changes", since="zz").text
    first = site.get("/api/v1/changes", since="10", limit="3").get_json()
    assert [row["seq"] for row in first["items"]] == [11, 12, 13]
    following = site.client.get(first["next"]).get_json()
    assert [row["seq"] for row in following["items"]] == [14, 15, 16]


def test_a_page_of_the_api_ends_where_the_next_begins_when_narrowed(site: Site) -> None:
    seen: list[int] = []
    url = "/api/v1/changes?cluster=ce3m&limit=30"
    while url:
        found = site.client.get(url).get_json()
        seen += [row["seq"] for row in found["items"]]
        url = found["next"]
    assert seen == sorted(set(seen))
    assert len(seen) > 40
