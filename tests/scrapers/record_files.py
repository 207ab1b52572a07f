"""The reviewed files, row by row, and the words that they may use."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import (
    EVENT_KINDS,
)
from observatory.domain.vocabulary.properties import LEVERS

ROOT = Path(__file__).resolve().parents[2]
IDENTITY = ROOT / "observatory" / "data" / "identity"
GLOSSARY = ROOT / "observatory" / "data" / "glossary.csv"
DATA = ROOT / "scrapers" / "data"
RECORD = DATA / "record"
SURVEY = DATA / "survey_2023"
BODIES = sorted((RECORD / "bodies").iterdir(), key=lambda path: path.name)

COLUMNS = {
    "bodies.csv": "slug kind context counted note",
    "names.csv": "slug name lang script kind needs_context note",
    "publishers.csv": "key name kind lang url",
    "publications.csv": "key url publisher title published lang origin note",
    "glossary.csv": "term en fr ar source",
    "ecosystems.csv": "slug en fr ar means_en means_fr means_ar offers_en offers_fr offers_ar"
    " source",
    "published.csv": "key body what number day measure en fr ar",
    "conditions.csv": "said rule least en fr ar",
    "promises.csv": "purse body what said outcomes first last en fr ar",
    "regions.csv": "region path",
    "structure.csv": "slug name_as_printed creation_date sector_as_printed sector perimeter"
    " vocation governance financing labelling_as_printed labelling locator",
    "levers.csv": "slug " + " ".join(f"lever_{key}" for key in LEVERS) + " locator",
    "claims.csv": "id measure stated computed agrees locator en fr ar note",
    "ecosystem_types.csv": "slug type_as_printed origin_plan origin_year sites_count site"
    " site_planned locator note",
    "policy_plans.csv": "slug name_as_printed plan_start plan_end locator note",
    "in_creation.csv": "slug acronym_as_printed name_as_printed life_status sector_as_printed"
    " sector locator",
}
ROW = "what value lang on publication inferred details note"
LANGS = {"", "fr", "ar", "en"}
SCRIPTS = {"Latn", "Arab", "Cyrl"}
DETAILS = {
    "affiliation", "also", "amount", "applicants", "call", "contracts", "counts", "for", "from",
    "group", "labelled", "limit", "moved_from", "of", "per", "period", "programme", "role",
    "scheme", "selected", "source", "status", "term_until", "title", "to", "topic", "until", "url",
    "years",
}  # fmt: skip
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LABEL_KINDS = {kind for kind, term in EVENT_KINDS.items() if term.in_ledger}


@dataclass(frozen=True)
class Row:
    """One row with its place, as a reviewer names it."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def details(self) -> dict[str, str]:
        """Give the details as pairs; a part without ``=`` has an empty name."""
        parts = (part.partition("=") for part in self["details"].split("; ") if part)
        return {name if eq else "": value for name, eq, value in parts}


@cache
def rows(path: Path) -> tuple[Row, ...]:
    """Read a file; the line of a row is that of its last character."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return tuple(Row(f"{path.name}:{reader.line_num}", dict(cells)) for cells in reader)


def statements() -> Iterator[tuple[str, Row]]:
    """Give every row of the record with the slug of its body."""
    for path in BODIES:
        for row in rows(path):
            yield path.name.removesuffix(".csv"), row


def every_file() -> list[Path]:
    """Give every data file."""
    return [
        path
        for folder in (GLOSSARY.parent, IDENTITY, RECORD, RECORD / "bodies", SURVEY)
        for path in folder.iterdir()
        if path.name.endswith(".csv")
    ]


KINDS = {row["slug"]: row["kind"] for row in rows(IDENTITY / "bodies.csv")}
PUBLISHERS = {row["key"] for row in rows(RECORD / "publishers.csv")}
PUBLICATIONS = {row["key"]: row for row in rows(RECORD / "publications.csv")}


def fails(problems: Iterator[str]) -> None:
    """Fail with all that was found."""
    found = sorted(problems)
    assert not found, "\n" + "\n".join(found)


def period(text: str) -> bool:
    """Say whether ``text`` is an ISO day, month, year or window."""
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True
