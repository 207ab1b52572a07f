"""Every page and list about things can be seen on another day, says so on top, and keeps it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import url_for

from observatory.domain.indicators import INDICATORS
from observatory.web.data import DATASETS
from observatory.web.pages import SITEMAP
from observatory.web.pages.frame import FOOTER
from tests.web.conftest import NOW, Site

THEN = "2016-12-31"
NO_THINGS = {
    "about": "who we are",
    "accessibility": "what was tested of the site itself",
    "bot": "how our robot behaves",
    "data": "which files there are, and what their columns mean",
    "glossary": "the meaning of words",
    "method": "the rules, as they are applied now",
    "week": "a week has its day in its address, and shows all as of its Sunday",
}
"""Pages that show nothing that was otherwise on another day, and why."""
ONES = ("clusters/ce3m", "clusters/ce3m/history", "clusters/ce3m/evidence", "sources/record")
"""Pages of one thing; one call, one partnership and one programme are found on their lists."""
WHOLE = {
    "snapshot": "a kept page never changes",
    "indicators": "which indicators there are; each of them has its days",
    "reconcile": "a protocol with its own arguments",
    "of_weeks": "weeks that are over, each as of its Sunday",
}
"""Addresses of the API that give what has no other day, and why."""


def about_things(site: Site) -> list[str]:
    """Give every page that stands alone, every page of the footer, and one of each other kind."""
    alone = {"/".join(parts) for parts in SITEMAP}
    footer = {"labelling/calls" if key == "calls" else key for key in FOOTER}
    found = [
        site.page(f"/en/{page}").select_one(f'main a[href^="/en/{kind}/"]')
        for kind, page in (("calls", "labelling/calls"), ("programmes",) * 2, ("partnerships",) * 2)
    ]
    ones = {*ONES, *(str(link["href"]).removeprefix("/en/") for link in found if link)}
    return sorted(path for path in alone | footer | ones if path.split("/")[0] not in NO_THINGS)


def test_every_page_says_on_top_that_it_shows_another_day(site: Site) -> None:
    paths = about_things(site)
    assert len(paths) > 15
    for path in paths:
        answer = site.client.get(f"/en/{path}?valid_at={THEN}", follow_redirects=True)
        assert answer.status_code == 200, path
        assert 'class="past"' in answer.text, path
        assert "31 December 2016" in answer.text, path
        back = re.search(r'<a href="([^"]*)">Back to today</a>', answer.text)
        assert back, path
        assert THEN not in back[1], path


@pytest.mark.parametrize(
    "wrong",
    ["valid_at=yesterday", "seen_at=31/12/2016", "known_at=2016-13-01", "known_at=2031-01-01",
     "seen_at=2031-01-01", "valid_at=2016-12-31&valid_at=2023-12-31"],
)  # fmt: skip
def test_every_page_refuses_a_wrong_day_with_a_sentence(site: Site, wrong: str) -> None:
    for path in about_things(site):
        answer = site.client.get(f"/en/{path}?{wrong}", follow_redirects=True)
        assert answer.status_code == 400, path
        assert wrong.partition("=")[0] in answer.text, path


def test_every_page_lets_one_choose_a_day_and_says_what_it_means(site: Site) -> None:
    for path in about_things(site):
        page = site.client.get(f"/en/{path}?known_at=2026-11-21", follow_redirects=True)
        for name in ("valid_at", "seen_at", "known_at"):
            assert f'name="{name}" type="date"' in page.text, path
            assert f'id="{name}-means"' in page.text, path
        assert 'name="known_at" type="date" value="2026-11-21"' in page.text, path


def test_on_another_day_every_link_stays_there(site: Site) -> None:
    lost = []
    things = {path.split("/")[0] for path in about_things(site)}
    for path in about_things(site):
        page = site.page(f"/en/{path}".removesuffix("/") or "/en/", valid_at=THEN)
        for link in page.select('main a[href^="/en/"], .menu a, .foot-links a, .logo'):
            to = str(link["href"])
            first = re.split(r"[/?#]", to.removeprefix("/en/"))[0]
            if first in things and "valid_at=" not in to:
                lost.append((path, to))
    assert lost == []


def test_the_form_keeps_the_other_arguments_and_no_page_number(site: Site) -> None:
    page = site.page("/en/clusters", sector="renewable_energy", page="1", seen_at="2026-11-21")
    form = page.select_one(".days form")
    assert form is not None
    assert form["action"] == "/en/clusters"
    given = {str(i["name"]): str(i.get("value", "")) for i in form.select("input")}
    assert given == {
        "sector": "renewable_energy",
        "valid_at": "",
        "seen_at": "2026-11-21",
        "known_at": "",
    }
    assert "We have looked since 21 November 2026" in form.get_text()


def test_an_empty_day_is_today(site: Site) -> None:
    page = site.page("/en/clusters?valid_at=&seen_at=&known_at=")
    assert page.select(".past") == []
    assert "valid_at" not in str(page.select_one(".menu"))


def test_text_pages_ask_for_no_day(site: Site) -> None:
    for path in NO_THINGS:
        answer = site.client.get(f"/en/{path}", follow_redirects=True)
        assert answer.status_code == 200, path
        assert 'class="days"' not in answer.text, path


def listed(site: Site) -> list[str]:
    """Give an address of every rule of the API, of every feed and of every dataset."""
    known: Any = {
        "slug": "ce3m", "key": 1, "name": "record", "form": "csv", "sha256": "0", "lang": "en",
    }  # fmt: skip
    out = []
    with site.app.test_request_context():
        for rule in site.app.url_map.iter_rules():
            part = rule.endpoint.partition(".")[0]
            if part not in ("api", "feeds") or rule.endpoint.split(".")[1] in {*WHOLE, "openapi"}:
                continue
            form = "ics" if ".ics" in rule.rule else "json"
            given: Any = {
                name: form if name == "form" else known.get(name, "x") for name in rule.arguments
            }
            if rule.endpoint == "api.indicator":
                given["name"] = next(iter(INDICATORS))
            out.append(url_for(rule.endpoint, **given))
    return [*out, *(f"/data/{name}.csv" for name in DATASETS)]


def test_every_list_of_the_api_and_every_feed_refuses_a_wrong_day(site: Site) -> None:
    paths = listed(site)
    assert len(paths) > 12
    for path in paths:
        for wrong in ("valid_at=never", "known_at=2031-01-01", "seen_at=2031-01-01"):
            assert site.client.get(f"{path}?{wrong}").status_code == 400, (path, wrong)


def test_every_list_of_the_api_says_as_of_when_it_is(site: Site) -> None:
    for path in ("clusters", "labels", "changes", "sources", "partnerships", "calls",
                 "clusters/ce3m/history", "sources/record/runs"):  # fmt: skip
        found = site.client.get(f"/api/v1/{path}?known_at=2026-11-21").get_json()
        assert found["as_of"]["known_at"] == "2026-11-21", path
        assert found["as_of"]["valid_at"] == NOW.date().isoformat(), path


def test_before_we_began_to_look_nothing_was_seen_or_known(site: Site) -> None:
    for day in ("seen_at", "known_at"):
        assert site.client.get(f"/api/v1/changes?{day}=2026-11-20").get_json()["items"] == []
        assert site.client.get(f"/api/v1/clusters/ce3m?{day}=2026-11-20").get_json()["values"] == {}
        (state,) = [
            one
            for one in site.client.get(f"/api/v1/sources?{day}=2026-11-20").get_json()["items"]
            if one["name"] == "record"
        ]
        assert (state["health"], state["last_run"]) == ("never", None)
        assert "States now 0 values" in site.text("/en/sources/record", **{day: "2026-11-20"})


def test_a_day_yet_to_come_is_not_told_as_past(site: Site) -> None:
    day = NOW.date().replace(year=NOW.year + 3).isoformat()
    band = site.page(f"/en/clusters?valid_at={day}").select_one(".past")
    assert band is not None
    assert "yet to come" in band.text
    assert "was true" not in band.text
