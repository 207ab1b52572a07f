"""A profile's past is reachable as web archives ask for it (RFC 7089); no cache mixes the days."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from tests.web.conftest import Site

READ_DAY = "2026-11-21"
"""The day on which the record was read: nothing was known before it."""


def ask(site: Site, path: str, when: str, **headers: str) -> TestResponse:
    return site.client.get(path, headers={"Accept-Datetime": when, **headers})


@pytest.mark.parametrize("path", ["/fr/clusters/ce3m", "/clusters/ce3m"])
def test_a_date_leads_to_what_was_known_that_day(site: Site, path: str) -> None:
    answer = ask(site, path, "Sun, 22 Nov 2026 08:00:00 GMT")
    assert answer.status_code == 302
    assert answer.location == "/fr/clusters/ce3m?known_at=2026-11-22"
    assert "accept-datetime" in answer.headers["Vary"].lower()
    assert 'rel="original timegate"' in answer.headers["Link"]
    assert 'rel="timemap"' in answer.headers["Link"]


def test_the_other_arguments_travel_along(site: Site) -> None:
    when = "Sun, 22 Nov 2026 08:00:00 GMT"
    answer = ask(site, "/en/clusters/ce3m?valid_at=2013-12-31", when)
    assert answer.location == "/en/clusters/ce3m?valid_at=2013-12-31&known_at=2026-11-22"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Mon, 01 Jan 2001 00:00:00 GMT", READ_DAY),
        ("Fri, 01 Jan 2100 00:00:00 GMT", "2026-11-22"),
    ],
)
def test_before_the_first_and_after_the_last_come_the_first_and_the_last(
    site: Site, asked: str, given: str
) -> None:
    answer = ask(site, "/en/clusters/ce3m", asked)
    assert answer.location == f"/en/clusters/ce3m?known_at={given}"


@pytest.mark.parametrize(
    "asked", ["yesterday", "2023-11-21", "Tue, 21 Nov 2023 12:00:00 +0200", "", "Tue, 99 Nov 2023"]
)
def test_a_malformed_date_is_refused_with_a_sentence(site: Site, asked: str) -> None:
    answer = ask(site, "/en/clusters/ce3m", asked)
    assert answer.status_code == 400
    assert "Accept-Datetime is a date such as" in answer.text


def test_a_kept_page_is_not_handed_to_who_asks_for_a_day(site: Site) -> None:
    """The page without a date is kept and validated first; neither answers for another day."""
    today = site.client.get("/en/clusters/ce3m")
    assert today.status_code == 200
    when = "Sat, 21 Nov 2026 12:00:00 GMT"
    assert ask(site, "/en/clusters/ce3m", when).status_code == 302
    validated = ask(site, "/en/clusters/ce3m", when, **{"If-None-Match": today.headers["ETag"]})
    assert validated.status_code == 302
    assert site.client.get("/en/clusters/ce3m").data == today.data


def test_a_memento_says_from_when_it_held_also_from_the_cache(site: Site) -> None:
    for _ in range(2):
        answer = site.client.get(f"/en/clusters/ce3m?known_at={READ_DAY}")
        assert answer.headers["Memento-Datetime"] == "Sat, 21 Nov 2026 09:00:00 GMT"
        assert answer.headers["Link"].count('rel="timemap"') == 1
        assert "accept-datetime" in answer.headers["Vary"].lower()


def test_the_present_and_a_304_name_the_timegate_and_are_no_memento(site: Site) -> None:
    answer = site.client.get("/en/clusters/ce3m")
    assert "Memento-Datetime" not in answer.headers
    again = site.client.get("/en/clusters/ce3m", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    for one in (answer, again):
        assert 'rel="original timegate"' in one.headers["Link"]
        assert "accept-datetime" in one.headers["Vary"].lower()


def test_a_memento_ignores_a_date_that_is_asked_for(site: Site) -> None:
    answer = ask(site, f"/en/clusters/ce3m?known_at={READ_DAY}", "Fri, 01 Jan 2100 00:00:00 GMT")
    assert answer.status_code == 200


def test_the_timemap_lists_each_recorded_day_and_every_address_answers(site: Site) -> None:
    answer = site.client.get("/clusters/ce3m/timemap?lang=en")
    assert answer.status_code == 200
    assert answer.mimetype == "application/link-format"
    entries = re.findall(r'<([^>]+)>; rel="([^"]+)"', answer.text)
    rels = [rel for _, rel in entries]
    assert rels[0] == "original timegate"
    assert "first last memento" in rels
    for url, rel in entries:
        if "memento" in rel:
            path = url.removeprefix("https://clusters.example")
            memento = site.client.get(path)
            assert memento.status_code == 200
            assert memento.headers["Memento-Datetime"] in answer.text


@pytest.mark.parametrize(
    ("asked", "timemap"),
    [
        ("/clusters/ce3m", "/clusters/ce3m/timemap"),
        ("/fr/clusters/ce3m", "/clusters/ce3m/timemap?lang=fr"),
        ("/ar/clusters/ce3m", "/clusters/ce3m/timemap?lang=ar"),
    ],
)
def test_the_address_asked_and_its_timemap_name_the_same_original(
    site: Site, asked: str, timemap: str
) -> None:
    base, reader = "https://clusters.example", {"Accept-Language": "ar"}
    link = site.client.get(asked, headers=reader).headers["Link"]
    assert f'<{base}{asked}>; rel="original timegate"' in link
    assert f'<{base}{timemap}>; rel="timemap"' in link
    answer = site.client.get(timemap, headers=reader)
    assert f'<{base}{asked}>; rel="original timegate"' in answer.text
    assert f'<{base}{timemap}>; rel="self"' in answer.text
    gate = ask(site, asked, "Sun, 22 Nov 2026 08:00:00 GMT", **reader)
    led = gate.location.partition("?")[0]
    found = re.findall(r'<([^>?]+)[^>]*>; rel="[^"]*memento"', answer.text)
    assert set(found) == {base + led}, "the mementos are those to which the timegate leads"
    assert ("Accept-Language" in answer.headers.get("Vary", "")) == (asked == "/clusters/ce3m")


def test_a_body_that_is_not_there_has_no_timemap(site: Site) -> None:
    assert site.client.get("/clusters/nobody/timemap").status_code == 404


def test_without_a_date_an_address_without_a_language_leads_to_the_readers(site: Site) -> None:
    answer = site.client.get(
        "/clusters/ce3m?valid_at=2013-12-31", headers={"Accept-Language": "ar"}
    )
    assert answer.status_code == 302
    assert answer.location == "/ar/clusters/ce3m?valid_at=2013-12-31"
    assert "accept-language" in answer.headers["Vary"].lower()


def test_an_empty_date_is_a_malformed_one_also_when_the_page_is_kept(site: Site) -> None:
    assert site.client.get("/en/clusters/ce3m").status_code == 200
    assert ask(site, "/en/clusters/ce3m", "").status_code == 400
