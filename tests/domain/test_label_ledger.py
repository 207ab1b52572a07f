"""The labels of the reviewed ledger at four dates: who is labelled, lapsed, never was.

``label_events.csv`` and ``expected_label_states.csv`` are that ledger and what must come out of it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from observatory.domain.labels import (
    Act,
    merge,
    state_at,
)
from observatory.domain.periods import Period
from tests.labelled import DAYS, LABELLED

DATA = Path(__file__).parents[1] / "data"
INDUSTRY = "ministry-industry"
NOW = DAYS[-1]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def when(row: dict[str, str]) -> Period | None:
    if row["on"]:
        return Period.parse(row["on"])
    window = "/".join(filter(None, (row["not_before"], row["not_after"])))
    return Period.parse(window) if window else None


def ledger() -> dict[str, list[Act]]:
    acts: dict[str, list[Act]] = defaultdict(list)
    for number, row in enumerate(rows("label_events.csv")):
        term = Period.parse(row["term_until"]) if row["term_until"] else None
        acts[row["cluster"]].append(
            Act(row["scheme"], row["kind"], when(row), term, number, row["call"])
        )
    return acts


EXPECTED = [
    (row["cluster"], row["scheme"], day, row[day.isoformat()])
    for row in rows("expected_label_states.csv")
    for day in DAYS
]


@pytest.mark.parametrize(("cluster", "scheme", "day", "expected"), EXPECTED)
def test_the_state_at_four_dates(cluster: str, scheme: str, day: date, expected: str) -> None:
    said = state_at(merge(ledger()[cluster]), day, scheme).said
    # The table leaves a plain "labelled" where the term is not its subject.
    assert said == expected or (expected == "labelled" and said.startswith("labelled ("))


def test_every_cluster_of_the_ledger_is_expected() -> None:
    expected = {row["cluster"] for row in rows("expected_label_states.csv")}
    told = {cluster for cluster, acts in ledger().items() if any(a.on for a in acts)}
    assert expected <= told
    unexpected = {
        cluster
        for cluster in told - expected
        if state_at(merge(ledger()[cluster]), NOW, INDUSTRY).state != "unknown"
    }
    assert not unexpected


def test_eight_are_labelled_today() -> None:
    labelled = {
        cluster
        for cluster, acts in ledger().items()
        if state_at(merge(acts), NOW, INDUSTRY).state == "labelled"
    }
    assert labelled == LABELLED


def test_the_survey_makes_nobody_labelled() -> None:
    survey = Period.parse("2023-06/2023-12")
    only = [[a for a in acts if a.on == survey] for acts in ledger().values()]
    found = {state_at(merge(acts), day, INDUSTRY).state for acts in only for day in DAYS}
    assert "labelled" not in found
    assert "stated_labelled" in found
