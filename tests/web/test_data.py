"""Files of open data: rows under described variables, safe in a spreadsheet."""

from __future__ import annotations

import json

from observatory.present.datasets import Row, Variable, as_csv, as_jsonl
from observatory.web.data import DATASETS
from tests.labelled import LABELLED
from tests.web.conftest import Site


def test_each_dataset_says_what_each_variable_holds(site: Site) -> None:
    described = {(row["dataset"], row["variable"]) for row in site.rows("/data/codebook.csv")}
    for name, dataset in DATASETS.items():
        found = site.rows(f"/data/{name}.csv")
        assert found, name
        assert {(name, column) for column in found[0]} <= described
        assert all(variable.meaning for variable in dataset.variables)


def test_both_formats_say_the_same(site: Site) -> None:
    for name in DATASETS:
        lines = [json.loads(line) for line in site.get(f"/data/{name}.jsonl").text.splitlines()]
        flat = site.rows(f"/data/{name}.csv")
        assert len(lines) == len(flat)
        assert [list(line) for line in lines[:1]] == [list(row) for row in flat[:1]]


def test_labels_follow_the_day_asked_for(site: Site) -> None:
    def labelled(day: str) -> set[str]:
        found = site.rows("/data/labels.csv", valid_at=day)
        return {row["cluster"] for row in found if row["state"] == "labelled"}

    assert labelled("2026-11-21") == LABELLED
    assert labelled("2012-12-31") != labelled("2026-11-21")


def test_a_text_that_a_spreadsheet_would_run_is_quoted() -> None:
    variables = [Variable("a", "a text"), Variable("b", "a number"), Variable("c", "a truth")]
    row: Row = {"a": '=HYPERLINK("x")', "b": -1, "c": False}
    assert "".join(as_csv(variables, [row])).splitlines()[1] == '"\'=HYPERLINK(""x"")",-1,false'
    assert json.loads("".join(as_jsonl(variables, [row]))) == row


def test_an_unknown_dataset_is_refused_by_name(site: Site) -> None:
    answer = site.get("/data/nothing.csv")
    assert answer.status_code == 404
    assert "labels" in answer.text
