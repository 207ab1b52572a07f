"""The reviewed record as facts and events: each row cited, a wrong row named by file and line."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from observatory.domain.clean import period, value
from observatory.domain.extract import Extract
from observatory.domain.facts import Event, Fact
from observatory.domain.gate import judge_extract
from observatory.domain.vocabulary.events import EVENT_KINDS, INFERRED
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.harvest import Page, bundle, count, curated_url, expected, read_page
from scrapers import _curated
from tests.scrapers.saved import SEEN, read_files, sources

PUBLISHERS = 'key,name,kind,lang,url\npaper,"A Paper, weekly",press,fr,https://paper.example\n'
PUBLICATIONS = (
    "key,url,publisher,title,published,lang,origin,note\n"
    "paper-1,https://paper.example/1,paper,On clusters,2024-05,fr,ministry,\n"
)
HEADER = "what,value,lang,on,publication,inferred,details,note\n"


def look(*rows: str, **files: str) -> Extract:
    return read_files(
        "record",
        {
            "publishers.csv": files.get("publishers", PUBLISHERS),
            "publications.csv": files.get("publications", PUBLICATIONS),
            "bodies/ce3m.csv": files.get("header", HEADER) + "".join(f"{row}\n" for row in rows),
        },
    )


def test_the_record_is_read_whole_and_every_value_has_its_type() -> None:
    loaded = sources()["record"]
    found = read_page(loaded, Page(curated_url("record"), bundle(loaded), seen=SEEN), start=True)
    assert judge_extract(found).word == "accepted"
    assert expected(loaded.source, count(loaded.source, found.facts, found.events)) is None
    for fact in found.facts:
        assert value(PROPERTIES[fact.property], fact.raw, fact.lang, SEEN.date()).key, fact.locator
        assert not fact.stated or period(fact.stated, fact.lang, SEEN.date())
    for event in found.events:
        assert not event.date or period(event.date, event.lang, SEEN.date())
    said: list[Fact | Event] = [*found.facts, *found.events]
    assert all(one.citation and one.locator and one.about.slug for one in said)


def test_one_record_states_one_value_of_a_property_that_has_one() -> None:
    loaded = sources()["record"]
    page = Page(curated_url("record"), bundle(loaded), seen=SEEN)
    stated = Counter(
        (fact.record, fact.property)
        for fact in read_page(loaded, page, start=True).facts
        if not PROPERTIES[fact.property].many
    )
    assert stated.most_common(1)[0][1] == 1


def test_a_row_is_a_fact_with_its_citation() -> None:
    found = look('members_total,52,fr,2024-04,paper-1,as_of,counts=firms,"said, not printed"')
    fact = found.facts[0]
    assert (fact.record, fact.about.slug) == ("ce3m:members_total:paper-1", "ce3m")
    assert (fact.property, fact.raw, fact.lang, fact.stated) == (
        "members_total",
        "52",
        "fr",
        "2024-04",
    )
    assert (fact.locator, fact.inferred) == ("bodies/ce3m.csv:2", ("as_of",))
    assert fact.note == "counts: firms; said, not printed"
    assert fact.citation == _curated.Citation(
        "paper-1", "https://paper.example/1", "A Paper, weekly", "On clusters", "2024-05", "fr",
        "press", "ministry",
    )  # fmt: skip


def test_a_row_of_the_ledger_is_an_event() -> None:
    row = "labelled,label granted,en,2024-10-25/2025-01-13,paper-1,published|call,"
    event = look(f"{row}scheme=ministry-industry; call=call-2024; term_until=2030,").events[0]
    assert (event.kind, event.date, event.raw) == (
        "labelled", "2024-10-25/2025-01-13", "label granted",
    )  # fmt: skip
    assert dict(event.payload) == {
        "scheme": "ministry-industry", "call": "call-2024", "term_until": "2030",
    }  # fmt: skip
    assert event.inferred == ("published", "call")


def test_a_line_that_fits_no_property_is_reported_with_its_topic() -> None:
    event = look("reported,a line,en,,paper-1,,topic=status,").events[0]
    assert (event.kind, dict(event.payload), event.date) == ("reported", {"topic": "status"}, "")


def test_two_values_of_one_publication_are_two_records_where_only_one_can_hold() -> None:
    found = look(
        "president,A. Modèle,fr,2023,paper-1,,,",
        "president,B. Modèle,fr,2024,paper-1,,,",
        "partner,One,fr,,paper-1,,,",
        "partner,Two,fr,,paper-1,,,",
    )
    assert [fact.record for fact in found.facts] == [
        "ce3m:president:paper-1",
        "ce3m:president:paper-1:2",
        "ce3m:partner:paper-1",
        "ce3m:partner:paper-1",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("partner,One,fr,,paper-2,,,", "unknown publication"),
        ("partner,,fr,,paper-1,,,", "a value"),
        ("partner,One,fr,May 2024,paper-1,,,", "not an ISO date"),
        ("partner,One,fr,2024-13,paper-1,,,", "not an ISO date"),
        ("partner,One,fr,,paper-1,guess,,", "unknown in inferred: guess"),
        ("partner,One,fr,,paper-1,,role,", "not a detail"),
        ("partner,One,fr,,paper-1,,a=1; a=2,", "not a detail"),
        ("partner,One,fr,,paper-1,,", "7 cells under 8 columns"),
        ('partner,"One,fr,,paper-1,,,', "unexpected end of data"),
        ("partner,Zero,fr,,paper-1,,,", "stands twice"),
        ("partner,One\x00,fr,,paper-1,,,", "control character"),
    ],
)
def test_a_wrong_row_stops_the_reading_and_is_named(row: str, said: str) -> None:
    found = look("partner,Zero,fr,,paper-1,,,", row)
    assert judge_extract(found).word == "rejected"
    assert "bodies/ce3m.csv:3: " in found.reasons[0].said
    assert said in found.reasons[0].said


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"header": HEADER.replace("inferred", "guessed")}, "bodies/ce3m.csv:1: "),
        ({"publishers": PUBLISHERS + "paper,Again,press,fr,\n"}, "publishers.csv:3: "),
        ({"publications": PUBLICATIONS.replace(",paper,", ",other,")}, "publications.csv:2: "),
        ({"publications": PUBLICATIONS.replace("2024-05", "May")}, "publications.csv:2: "),
        ({"publications": PUBLICATIONS + PUBLICATIONS.splitlines()[1]}, "publications.csv:3: "),
    ],
)
def test_a_wrong_citation_stops_the_reading_and_is_named(files: dict[str, str], place: str) -> None:
    found = look("partner,One,fr,,paper-1,,,", **files)
    assert judge_extract(found).word == "rejected"
    assert found.reasons[0].said.startswith(place)


def test_a_row_of_several_lines_is_named_by_its_first() -> None:
    found = look('mission,"one\ntwo",fr,,paper-1,,,', "partner,One,fr,,paper-1,,,")
    assert [fact.locator for fact in found.facts] == ["bodies/ce3m.csv:2", "bodies/ce3m.csv:4"]


def test_a_bad_row_is_also_a_value_error() -> None:
    page = Page(curated_url("record"), json.dumps({}).encode(), seen=SEEN)
    with pytest.raises(ValueError, match=r"publishers\.csv: the file is not there"):
        list(sources()["record"].read(page))


def test_the_readers_know_the_vocabulary() -> None:
    """Readers cannot import it; these three sets must follow it."""
    assert set(EVENT_KINDS) == _curated.EVENTS
    assert {key for key, rule in PROPERTIES.items() if rule.many} == _curated.SEVERAL
    assert set(INFERRED) == _curated.INFERRED
