"""Files for survival analysis: everybody at risk is in them, and they agree with the ledger."""

from __future__ import annotations

import re

import pytest

from observatory.domain.survival import END_KINDS
from observatory.store.queries import entities
from tests.web.conftest import Site

TODAY = "2026-11-22"
BOUNDS = ("start_lo", "start_hi", "end_lo", "end_hi")


def clusters(site: Site) -> set[str]:
    with site.app.extensions["observatory"].database.read() as db:
        return {one.slug for one in entities.bodies_of(db, ("cluster",))}


@pytest.mark.parametrize("name", ["existence_spells", "label_spells"])
def test_everybody_is_at_risk_ended_failed_and_never_labelled(site: Site, name: str) -> None:
    found = site.rows(f"/data/{name}.csv")
    assert {row["cluster"] for row in found} >= clusters(site)
    assert {"cmm", "logipole", "oceanopole-tan-tan"} <= {row["cluster"] for row in found}
    assert {row["end_kind"] for row in found} <= set(END_KINDS)
    for row in found:
        days = [row[bound] for bound in BOUNDS]
        assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", day) for day in days), row
        start_lo, start_hi, end_lo, end_hi = days
        assert not (start_lo and start_hi) or start_lo <= start_hi, row
        assert not (end_lo and end_hi) or end_lo <= end_hi, row
        assert not (start_lo and end_hi) or start_lo <= end_hi, row


def test_existence_of_some_by_hand(site: Site) -> None:
    found = {row["cluster"]: row for row in site.rows("/data/existence_spells.csv")}
    menara, cinm, chtc = found["menara"], found["cinm"], found["chtc"]
    assert (menara["start_lo"], menara["start_hi"]) == ("2012-01-01", "2013-04-16")
    assert (cinm["start_lo"], cinm["start_hi"]) == ("2013-01-01", "2023-04-30")
    assert (chtc["start_by"], chtc["start_hi"]) == ("act", "2016-11-30")
    assert (found["enr"]["end_kind"], found["enr"]["end_lo"]) == ("censored", "2025-09-10")
    assert found["cmm"]["counted"] == "false"


def test_never_labelled_is_a_row_without_days(site: Site) -> None:
    found = [row for row in site.rows("/data/label_spells.csv") if row["cluster"] == "logipole"]
    assert [(row["basis"], row["end_kind"], row["start_hi"]) for row in found] == [
        ("none", "no_spell", "")
    ]


@pytest.mark.parametrize("day", ["2013-12-31", "2016-12-31", "2023-12-31", TODAY])
def test_years_of_spells_are_the_years_of_support(site: Site, day: str) -> None:
    years: dict[tuple[str, str], float] = {}
    for row in site.rows("/data/label_spells.csv", valid_at=day):
        key = row["cluster"], row["scheme"]
        years[key] = years.get(key, 0) + float(row["support_years"] or 0)
    states = site.rows("/data/labels.csv", valid_at=day)
    assert {row["cluster"] for row in states if row["state"] == "labelled"}
    for row in states:
        mine = years.get((row["cluster"], row["scheme"]), 0.0)
        assert round(mine, 1) == pytest.approx(float(row["years_of_support"]), abs=0.051), row


def test_the_past_has_only_those_who_had_begun(site: Site) -> None:
    then = {
        row["cluster"] for row in site.rows("/data/existence_spells.csv", valid_at="2012-12-31")
    }
    assert {"mnc", "ce3m"} <= then
    assert not {"valbiom", "green-h2-maroc"} & then
    assert not site.rows("/data/labels_ledger.csv", known_at="2020-01-01")


def test_the_ledger_gives_each_event_with_its_source(site: Site) -> None:
    found = site.rows("/data/labels_ledger.csv")
    assert len(found) >= 62
    assert all(row["source_url"].startswith("http") and row["publisher"] for row in found)
    green = [row for row in found if row["cluster"] == "green-h2-maroc"]
    signed = [row for row in green if row["kind"] == "contract_signed"]
    assert len(signed) == 2
    assert len({row["act"] for row in signed}) == 1


def test_the_ledger_is_narrowed_by_kind_scheme_and_year(site: Site) -> None:
    def only(**asked: str) -> list[dict[str, str]]:
        return site.rows("/data/labels_ledger.csv", **asked)

    assert {row["kind"] for row in only(kind="renewed")} == {"renewed"}
    assert {row["cluster"] for row in only(scheme="ministry-agriculture")} == {"agrinova"}
    assert {row["on"][:4] for row in only(year="2011")} == {"2011"}
    assert {row["on"] for row in only(year="undated")} == {""}
    for wrong in ("kind=news", "scheme=x", "year=soon"):
        assert site.get(f"/data/labels_ledger.csv?{wrong}").status_code == 400


def test_evidence_leads_to_places_on_the_page_of_evidence(site: Site) -> None:
    row = next(r for r in site.rows("/data/existence_spells.csv") if r["cluster"] == "ce3m")
    page = site.page("/en/clusters/ce3m/evidence")
    assert row["evidence"]
    assert [one for one in row["evidence"].split() if page.find(id=one) is None] == []
