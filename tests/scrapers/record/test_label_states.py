"""The label ledger of the record, seen at four dates: no edit of a row may change it unseen."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from observatory.domain.labels import Act, merge, state_at
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import EVENT_KINDS
from tests.labelled import DAYS, LABELLED

DATA = Path(__file__).resolve().parents[3] / "scrapers" / "data"
BODIES = DATA / "record" / "bodies"
INDUSTRY, AGRICULTURE = "ministry-industry", "ministry-agriculture"

EXPECTED = """
mnc                | labelled | lapsed   | stated in process   | unknown since 2025-12
mmc                | labelled | lapsed   | lapsed              | lapsed
ce3m               | labelled | lapsed   | labelled            | labelled (term computed)
oceanopole-tan-tan | labelled | lapsed   | lapsed              | lapsed
menara             | labelled | lapsed   | stated labelled     | labelled (term computed)
ahp                | labelled | lapsed   | labelled            | labelled (to 2028)
chtc               | unknown  | labelled | lapsed              | lapsed
cise-maroc         | unknown  | labelled | stated not labelled | unknown since 2025-12
mmi                | unknown  | unknown  | stated labelled     | unknown since 2025-12
green-h2-maroc     | unknown  | unknown  | labelled            | labelled (to 2028)
mti                | unknown  | unknown  | labelled            | labelled (to 2028)
coer               | unknown  | unknown  | labelled            | labelled (term computed)
mdfc               | unknown  | unknown  | stated labelled     | unknown since 2025-12
c2tm               | unknown  | unknown  | stated labelled     | unknown since 2025-12
valbiom            | unknown  | unknown  | stated labelled     | unknown since 2025-12
emc                | unknown  | unknown  | stated labelled     | unknown since 2025-12
amc                | unknown  | unknown  | stated labelled     | unknown since 2025-12
enr                | unknown  | unknown  | stated labelled     | unknown since 2025-12
maintenance-4-0    | unknown  | unknown  | stated in process   | unknown since 2025-12
digipole           | unknown  | unknown  | stated in process   | unknown since 2025-12
logipole           | unknown  | unknown  | stated not labelled | unknown since 2025-12
cinm               | unknown  | unknown  | unknown             | labelled (term computed)
mta                | unknown  | unknown  | unknown             | labelled (term computed)
"""


def ledger(slug: str) -> list[Act]:
    """Read the label acts of one body."""
    with (BODIES / f"{slug}.csv").open(encoding="utf-8", newline="") as lines:
        acts = []
        for row in csv.DictReader(lines):
            kind = EVENT_KINDS.get(row["what"])
            if kind is None or not kind.in_ledger:
                continue
            details = dict(part.split("=", 1) for part in row["details"].split("; "))
            term = details.get("term_until")
            acts.append(
                Act(
                    details["scheme"],
                    row["what"],
                    Period.parse(row["on"]) if row["on"] else None,
                    Period.parse(term) if term else None,
                )
            )
    return acts + survey(slug)


def survey(slug: str) -> list[Act]:
    """Read what the survey of 2023 states of a body's label: its own source, not the record's."""
    with (DATA / "survey_2023" / "structure.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["slug"] == slug]
    scheme = AGRICULTURE if slug == "agrinova" else INDUSTRY
    return [Act(scheme, row["labelling"], Period.parse("2023-06/2023-12")) for row in rows]


def said(slug: str, scheme: str, day: date) -> str:
    """Say the state of a body's label under ``scheme`` on ``day``."""
    return state_at(merge(ledger(slug)), day, scheme).said


@pytest.mark.parametrize("line", EXPECTED.strip().splitlines(), ids=lambda line: line.split()[0])
def test_the_industry_label_of(line: str) -> None:
    slug, *expected = (cell.strip() for cell in line.split("|"))
    for day, state in zip(DAYS, expected, strict=True):
        told = said(slug, INDUSTRY, day)
        assert told == state or told.startswith(f"{state} ("), f"{slug} on {day}: {told}"


def test_agrinova_is_labelled_by_agriculture_only() -> None:
    assert {act.scheme for act in ledger("agrinova")} == {AGRICULTURE}
    assert [said("agrinova", AGRICULTURE, day) for day in DAYS[1:]] == [
        "stated labelled",
        "stated labelled",
        "unknown since 2025-12",
    ]


def test_eight_are_labelled_in_november_2026() -> None:
    acts: dict[str, list[Act]] = defaultdict(list)
    for path in BODIES.glob("*.csv"):
        acts[path.stem] = ledger(path.stem)
    labelled = {
        slug
        for slug, told in acts.items()
        if state_at(merge(told), DAYS[-1], INDUSTRY).state == "labelled"
    }
    assert labelled == LABELLED


def test_the_contract_of_mnc_with_the_digital_ministry_is_another_scheme() -> None:
    assert said("mnc", "ministry-digital-transition", DAYS[-1]) == "under contract (term computed)"
    assert said("mnc", INDUSTRY, DAYS[-1]) == "unknown since 2025-12"
