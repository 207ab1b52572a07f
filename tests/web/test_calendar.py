"""The calendar of what ends: by the letter of RFC 5545, and as another reader understands it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from observatory.present.calendar import Entry, calendar
from tests import worlds
from tests.loopback import Web
from tests.serving import client_of
from tests.stores import Stores
from tests.web.conftest import LANGS, Site
from tests.worlds import days_pass, gazette_says

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def events(text: str) -> dict[str, dict[str, str]]:
    """Give what a reader finds, by id."""
    return {
        str(event["UID"]): {
            "day": event.decoded("DTSTART").isoformat(),
            "title": str(event["SUMMARY"]),
            "text": str(event["DESCRIPTION"]),
            "url": str(event["URL"]),
        }
        for event in Calendar.from_ical(text).walk("VEVENT")
    }


@pytest.mark.parametrize("lang", LANGS)
def test_it_keeps_the_rules_of_its_format_in_every_language(site: Site, lang: str) -> None:
    answer = site.get("/feeds/calls.ics", lang=lang)
    assert answer.content_type == "text/calendar; charset=utf-8"
    *lines, end = answer.data.split(b"\r\n")
    assert end == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert "Appel" in answer.text
    named = str(Calendar.from_ical(answer.text)["X-WR-CALNAME"])
    assert ("deadlines" in named) == (lang == "en")
    found = events(answer.text)
    assert len(found) == answer.text.count("BEGIN:VEVENT") > 8
    assert all(f"/{lang}/" in one["url"] for one in found.values())
    for event in Calendar.from_ical(answer.text).walk("VEVENT"):
        start, stop = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is date
        assert (stop - start).days == 1


def test_an_end_is_the_same_event_in_every_language(site: Site) -> None:
    days = [
        {
            key: one["day"]
            for key, one in events(site.get("/feeds/calls.ics", lang=lang).text).items()
        }
        for lang in LANGS
    ]
    assert days[0] == days[1] == days[2]


def test_a_computed_end_is_marked_and_says_why(site: Site) -> None:
    found = events(site.get("/feeds/calls.ics", lang="en").text).values()
    computed = [one for one in found if "(computed)" in one["title"]]
    stated = [one for one in found if "(computed)" not in one["title"]]
    assert computed
    assert stated
    assert all("No source states the end" in one["text"] for one in computed)
    assert not any("No source states the end" in one["text"] for one in stated)


def test_a_deadline_has_its_hour_and_its_source_in_words(site: Site) -> None:
    found = events(site.get("/feeds/calls.ics", lang="en").text).values()
    (call,) = [one for one in found if one["url"].endswith("/calls/call-2024")]
    assert call["day"] == "2024-10-25"
    assert call["text"].startswith("25 October 2024, 15:00\n")
    assert "Source: " in call["text"]


def test_an_end_that_moves_keeps_its_id(stores: Stores, web: Web) -> None:
    world = worlds.a_page_of_five(stores.installation("sqlite"), web)

    def found() -> dict[str, str]:
        client = client_of(world)
        told = events(client.get("/feeds/calls.ics?lang=en").text)
        return {key: one["day"] for key, one in told.items()}

    first = "labelled | 2021-06-20 | CE3M | CE3M est labellisé"
    gazette_says(web, first)
    world.look("gazette")
    (before,) = found().items()
    gazette_says(web, first, "renewed | 2024-06-01 | CE3M | CE3M est reconduit")
    days_pass(world)
    world.look("gazette")
    (after,) = found().items()
    assert (before[1], after[1]) == ("2024-06-20", "2029-06-01")
    assert before[0] == after[0]


@given(some.text(max_size=200), some.text(max_size=400))
def test_any_text_comes_back_as_it_was(title: str, text: str) -> None:
    title, text = printable(title), printable(text)
    entry = Entry("a-1", date(2026, 3, 2), AT, title, text, "https://clusters.example/")
    written = calendar("Name", "fr", "clusters.example", [entry])
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["UID"]) == "a-1@clusters.example"
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == text
    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75


def printable(text: str) -> str:
    """Leave out control characters, which iCalendar does not carry."""
    kept = "".join(one for one in text if one.isprintable() or one == "\n")
    return "\n".join(kept.splitlines())
