"""The survey of 2023: its seventeen clusters, and what its paper claims beside its own table."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.domain.vocabulary.bodies import (
    FINANCING,
    GOVERNANCE,
    MARK,
    PERIMETER,
    VOCATION,
)
from observatory.domain.vocabulary.events import (
    EVENT_KINDS,
)
from observatory.domain.vocabulary.properties import LEVERS
from observatory.domain.vocabulary.sectors import SECTORS
from tests.scrapers.record_files import (
    KINDS,
    SURVEY,
    fails,
    rows,
)


def test_the_survey_covers_its_seventeen() -> None:
    structure, levers = rows(SURVEY / "structure.csv"), rows(SURVEY / "levers.csv")
    assert len(structure) == 17
    assert [row["slug"] for row in structure] == [row["slug"] for row in levers]

    def problems() -> Iterator[str]:
        for row in structure:
            if KINDS.get(row["slug"]) != "cluster":
                yield f"{row.where}: unknown cluster"
            for column, terms in (
                ("sector", SECTORS),
                ("perimeter", PERIMETER),
                ("governance", GOVERNANCE),
                ("financing", FINANCING),
            ):
                if row[column] not in {"", *terms}:
                    yield f"{row.where}: unknown {column} {row[column]!r}"
            if not set(row["vocation"].split("|")) <= set(VOCATION):
                yield f"{row.where}: vocation {row['vocation']!r}"
            if not EVENT_KINDS[row["labelling"]].stated:
                yield f"{row.where}: a survey states; it does not label"
        for row in levers:
            marks = {row[f"lever_{key}"] for key in LEVERS}
            blank = row["slug"] == "digipole"
            if not (marks == {""} if blank else marks <= set(MARK)):
                yield f"{row.where}: marks {marks}"
        for name, column in (
            ("ecosystem_types.csv", "slug"),
            ("ecosystem_types.csv", "origin_plan"),
            ("policy_plans.csv", "slug"),
            ("in_creation.csv", "slug"),
        ):
            for row in rows(SURVEY / name):
                if row[column] not in KINDS:
                    yield f"{row.where}: unknown {column} {row[column]!r}"

    fails(problems())


def test_the_claims_of_the_paper_stand_beside_what_its_own_table_gives() -> None:
    table = rows(SURVEY / "structure.csv")
    counts = {
        "labelled-share": sum(row["labelling"] == "stated_labelled" for row in table),
        "in-process-share": sum(row["labelling"] == "stated_in_process" for row in table),
        "not-labelled-share": sum(row["labelling"] == "stated_not_labelled" for row in table),
        "private-governance-share": sum(row["governance"] == "private" for row in table),
        "national-perimeter": sum(row["perimeter"] == "national" for row in table),
    }
    claims = {row["id"]: row for row in rows(SURVEY / "claims.csv")}
    assert {key: claims[key]["computed"] for key in counts} == {
        key: f"{count}/{len(table)}" for key, count in counts.items()
    }
    assert all(row["agrees"] in {"yes", "no", "unknown"} for row in claims.values())
    assert all(row["en"] and row["fr"] and row["ar"] for row in claims.values())
