"""The survey of 2023: its counts come out of the facts, and follow the cells of its tables."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from observatory.domain.clean import value
from observatory.domain.extract import Extract
from observatory.domain.gate import judge_extract
from observatory.domain.vocabulary.properties import LEVERS, PROPERTIES
from observatory.harvest import Page, bundle, curated_url
from tests.scrapers.saved import SEEN, read_files, sources

PERIOD = "2023-06/2023-12"
SAMPLE = "structure.csv"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    loaded = sources()["survey_2023"]
    return Page(curated_url("survey_2023"), bundle(loaded), seen=SEEN).files


def look(files: dict[str, str]) -> Extract:
    found = read_files("survey_2023", files)
    assert judge_extract(found).word == "accepted", found.reasons
    return found


def cohort(found: Extract) -> set[str]:
    return {fact.about.slug for fact in found.facts if fact.record.startswith("table2:")}


def counts(found: Extract, key: str) -> dict[str, int]:
    return dict(Counter(fact.raw for fact in found.facts if fact.property == key))


def labels(found: Extract) -> dict[str, int]:
    return dict(Counter(event.kind for event in found.events if "scheme" in event.payload))


def test_the_counts_of_the_paper_come_out_of_the_facts(files: dict[str, str]) -> None:
    found = look(files)
    assert len(cohort(found)) == 17
    assert labels(found) == {
        "stated_labelled": 11,
        "stated_in_process": 4,
        "stated_not_labelled": 2,
    }
    assert counts(found, "governance") == {"private": 13, "mixed": 3}
    assert counts(found, "financing")["mixed"] == 10
    assert counts(found, "perimeter") == {"national": 17}
    marked = [counts(found, f"lever_{lever}")["marked"] for lever in LEVERS]
    assert marked == [16, 16, 14, 12, 14, 12, 11]


def test_a_blank_is_unknown_and_a_cell_without_a_cross_is_not_marked(files: dict[str, str]) -> None:
    found = look(files)
    said = {(fact.about.slug, fact.property) for fact in found.facts}
    blank = {"governance", "financing", *(f"lever_{lever}" for lever in LEVERS)}
    assert not said & {("digipole", key) for key in blank}
    assert counts(found, "lever_infrastructure") == {"marked": 12, "not_marked": 4}


def test_the_counts_follow_three_changed_cells(files: dict[str, str]) -> None:
    changed = dict(files)
    for before, after in (
        (
            "AMC,2017,Airport aeronautics & related activities,aerospace,national",
            "AMC,2017,,,local",
        ),
        ("mixed,private,No,stated_not_labelled", "private,private,Yes,stated_labelled"),
    ):
        assert before in changed[SAMPLE]
        changed[SAMPLE] = changed[SAMPLE].replace(before, after, 1)
    crosses = "marked,marked,marked,not_marked,marked,not_marked,not_marked"
    assert f"mdfc,{crosses}" in changed["levers.csv"]
    changed["levers.csv"] = changed["levers.csv"].replace(
        f"mdfc,{crosses}", f"mdfc,not_marked{crosses.removeprefix('marked')}"
    )
    found = look(changed)
    assert labels(found) == {
        "stated_labelled": 12,
        "stated_in_process": 4,
        "stated_not_labelled": 1,
    }
    assert counts(found, "governance") == {"private": 14, "mixed": 2}
    assert counts(found, "perimeter") == {"national": 16, "local": 1}
    assert counts(found, "lever_innovation_rd") == {"marked": 15, "not_marked": 1}


def test_every_value_speaks_for_the_survey_and_has_its_type(files: dict[str, str]) -> None:
    found = look(files)
    assert {fact.stated for fact in found.facts} == {PERIOD}
    assert {event.date for event in found.events} == {PERIOD}
    for fact in found.facts:
        assert value(PROPERTIES[fact.property], fact.raw, fact.lang, SEEN.date()).key, fact.locator
        assert fact.citation
        assert fact.citation.url == "https://doi.org/10.71420/ijref.v2i6.135"


def test_names_stand_as_the_paper_prints_them(files: dict[str, str]) -> None:
    names = {f.about.slug: f.raw for f in look(files).facts if f.property == "name"}
    assert names["ce3m"] == "\u0421\u0415\u0417\u041c"
    assert names["maintenance-4-0"] == "Maintenan ce 4.0"


def test_one_label_is_of_the_ministry_of_agriculture(files: dict[str, str]) -> None:
    other = [
        (event.about.slug, event.inferred)
        for event in look(files).events
        if event.payload.get("scheme") == "ministry-agriculture"
    ]
    assert other == [("agrinova", ("authority",))]


def test_ecosystems_plans_and_bodies_in_creation(files: dict[str, str]) -> None:
    found = look(files)
    said = {(f.about.slug, f.property, f.raw) for f in found.facts}
    assert {
        ("technoparks", "sites_count", "3"),
        ("technoparks", "site", "Tangier"),
        ("technoparks", "site_planned", "Tiznit"),
        ("technoparks", "origin_plan", "Competitive Morocco Plan (1995)"),
        ("plan-emergence", "plan_start", "2005"),
        ("plan-emergence", "plan_end", "2009"),
        ("mti", "life_status", "in_creation"),
        ("coer", "acronym", "COER"),
    } <= said


def test_what_the_paper_claims_is_kept_as_claimed(files: dict[str, str]) -> None:
    claims = {e.payload["claim"]: e for e in look(files).events if e.kind == "count_stated"}
    assert len(claims) == len(files["claims.csv"].splitlines()) - 1
    share = claims["in-process-share"]
    assert (share.about.slug, share.payload["stated_value"]) == ("cluster-programme", "18%")
    assert share.payload["measure"] == "share(labelling=stated_in_process)"


def test_an_unknown_labelling_is_named(files: dict[str, str]) -> None:
    wrong = {**files, SAMPLE: files[SAMPLE].replace("stated_in_process", "perhaps", 1)}
    found = read_files("survey_2023", wrong)
    assert judge_extract(found).word == "rejected"
    assert "structure.csv:6: unknown labelling" in found.reasons[0].said
    assert json.loads(bundle(sources()["survey_2023"])) == files
