"""The API: what is listed, what one thing gives, the ledger at any date, and its errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from observatory import paths
from tests.labelled import LABELLED
from tests.web.conftest import Site

EXPECTED = Path(__file__).parents[1] / "data" / "expected_label_states.csv"
DAYS = ("2013-12-31", "2016-12-31", "2023-12-31", "2026-11-21")


def data(site: Site, path: str, **query: str) -> dict[str, Any]:
    answer = site.get(f"/api/v1{path}", **query)
    assert answer.status_code == 200, answer.text
    found = answer.get_json()
    assert isinstance(found, dict)
    return found


def items(site: Site, path: str, **query: str) -> list[dict[str, Any]]:
    """Follow the cursor to the end of a list."""
    found = data(site, path, **query)
    rows: list[dict[str, Any]] = found["items"]
    while found["next"]:
        found = site.client.get(found["next"]).get_json()
        rows += found["items"]
    return rows


@pytest.mark.parametrize("day", DAYS)
def test_the_states_of_the_ledger_come_out_at_every_date(site: Site, day: str) -> None:
    said = {
        (row["cluster"], row["scheme"]): row["said"] for row in items(site, "/labels", valid_at=day)
    }
    for row in paths.rows(EXPECTED):
        told = said.get((row["cluster"], row["scheme"]), "unknown")
        assert told == row[day] or (row[day] == "labelled" and told.startswith("labelled (")), row


def test_eight_are_labelled_and_a_contract_of_another_ministry_is_none_of_them(site: Site) -> None:
    rows = items(site, "/labels", state="labelled", valid_at="2026-11-21")
    assert {row["cluster"] for row in rows} == LABELLED
    digital = items(site, "/labels", scheme="ministry-digital-transition")
    assert [(row["cluster"], row["state"]) for row in digital] == [("mnc", "under_contract")]


def test_a_value_has_its_statement_three_dates_and_the_other_values_said(site: Site) -> None:
    found = data(site, "/clusters/ce3m")["values"]["creation_date"]
    assert found["value"] == "2010"
    assert found["conflict"] is True
    assert {one["value"] for one in found["also_said"]} >= {"2011"}
    first = found["statements"][0]
    assert first["stated"] == "2023-06/2023-12"
    assert first["first_seen"]
    assert first["last_checked"]
    assert first["by"]["url"] == "https://doi.org/10.71420/ijref.v2i6.135"
    assert first["by"]["kept"] is False, "a citation is marked as one"
    assert data(site, f"/statements/{first['id']}")["about"]["slug"] == "ce3m"


def test_a_list_is_read_to_its_end_by_its_cursor(site: Site) -> None:
    whole = [row["slug"] for row in items(site, "/clusters")]
    parts = [row["slug"] for row in items(site, "/clusters", limit="5")]
    assert parts == whole == sorted(set(whole))
    assert len(whole) > 20
    assert 'rel="next"' in site.get("/api/v1/clusters", limit="5").headers["Link"]


def test_changes_are_numbered_without_gaps_and_none_is_news_at_first(site: Site) -> None:
    seqs = [row["seq"] for row in items(site, "/changes", limit="500")]
    assert seqs == list(range(1, len(seqs) + 1))
    assert items(site, "/changes", retrospective="0") == []
    assert [row["seq"] for row in items(site, "/changes", since=str(seqs[-3]))] == seqs[-2:]


@pytest.mark.parametrize(
    ("words", "slug"),
    [("منارة", "menara"), ("menara", "menara"), ("haliopole", "ahp"), ("СЕЗМ", "ce3m"),
     ("Cluster Solaire", "enr"), ("MDC", "mdfc"), ("MMC", "mmc"), ("MNC", "mnc"), ("MMI", "mmi")],
)  # fmt: skip
def test_a_search_finds_the_right_one(site: Site, words: str, slug: str) -> None:
    assert items(site, "/clusters", q=words)[0]["slug"] == slug


@pytest.mark.parametrize(
    ("path", "query", "status", "sentence"),
    [
        ("/clusters/nobody", {}, 404, "nobody"),
        ("/clusters", {"label": "perhaps"}, 400, "label"),
        ("/clusters", {"limit": "none"}, 400, "limit"),
        ("/clusters", {"cursor": "%%%"}, 400, "cursor"),
        ("/labels", {"valid_at": "9999-99-99"}, 400, "valid_at"),
        ("/labels", {"known_at": "2031-01-01"}, 400, "future"),
        ("/changes", {"kind": "rumour"}, 400, "kind"),
        ("/statements/1", {}, 404, "statement"),
        ("/snapshots/00", {}, 404, "hash"),
        ("/sources/none/runs", {}, 404, "none"),
    ],
)
def test_an_error_says_what_was_seen(
    site: Site, path: str, query: dict[str, str], status: int, sentence: str
) -> None:
    answer = site.get(f"/api/v1{path}", **query)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["status"] == status
    assert sentence in problem["detail"]


def test_the_description_names_every_address_of_the_api(site: Site) -> None:
    described = site.get("/openapi.json").get_json()
    assert described["openapi"].startswith("3.1")
    routed = {
        re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1")).replace(
            "{key}", "{id}"
        )
        for rule in site.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(described["paths"]) == routed
    for path, operation in described["paths"].items():
        names = {one["name"] for one in operation["get"]["parameters"] if one["in"] == "path"}
        assert names == set(re.findall(r"{(\w+)}", path))


def test_data_may_be_read_from_any_site_and_is_validated(site: Site) -> None:
    answer = site.get("/api/v1/clusters/menara")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = site.client.get(
        "/api/v1/clusters/menara", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert again.data == b""


def test_counts_as_stated_by_the_survey(site: Site) -> None:
    """The survey's seventeen, from the statements that it made and nobody else."""
    stated: dict[str, list[Any]] = {}
    labels: list[str] = []
    for row in items(site, "/clusters"):
        profile = data(site, f"/clusters/{row['slug']}")
        for name, found in profile["values"].items():
            for one in (*found["statements"], *found["also_said"]):
                if one["by"]["source"] == "survey_2023":
                    stated.setdefault(name, []).append(one["value"])
        labels += [
            event["kind"] for event in profile["events"] if event["by"]["source"] == "survey_2023"
        ]
    assert len(stated["perimeter"]) == 17
    kinds = ("stated_labelled", "stated_in_process", "stated_not_labelled")
    assert [labels.count(kind) for kind in kinds] == [11, 4, 2]
    assert (stated["governance"].count("private"), stated["governance"].count("mixed")) == (13, 3)
    assert stated["financing"].count("mixed") == 10
    levers = [
        "innovation_rd", "cooperation_synergy", "skills", "infrastructure", "international",
        "subsidies_incentives", "governance_integrated_practices",
    ]  # fmt: skip
    crosses = [stated[f"lever_{lever}"].count("marked") for lever in levers]
    assert crosses == [16, 16, 14, 12, 14, 12, 11]
