"""The glossary defines each term, and each form of ecosystem, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from observatory.domain.clean.text import script
from tests.scrapers.record_files import (
    GLOSSARY,
    KINDS,
    PUBLICATIONS,
    SLUG,
    fails,
    rows,
)


def test_the_glossary_defines_each_term_in_three_languages() -> None:
    glossary = rows(GLOSSARY)
    assert [row["term"] for row in glossary] == sorted({row["term"] for row in glossary})

    def problems() -> Iterator[str]:
        for row in glossary:
            if not SLUG.fullmatch(row["term"]):
                yield f"{row.where}: {row['term']!r} is not a key"
            for lang in ("en", "fr", "ar"):
                if not row[lang].endswith((".", "؟")):
                    yield f"{row.where}: no sentence in {lang}"
            if script(row["ar"]) != "Arab":
                yield f"{row.where}: the Arabic is not Arabic"
                if ": " not in row[lang]:
                    yield f"{row.where}: no term before the colon in {lang}"
            own = row["source"] == "observatory"
            if (
                not own
                and row["source"] not in PUBLICATIONS
                and urlsplit(row["source"]).scheme != "https"
            ):
                yield f"{row.where}: unknown source {row['source']!r}"

    fails(problems())


def test_each_form_of_ecosystem_is_defined_in_three_languages() -> None:
    forms = rows(GLOSSARY.parent / "ecosystems.csv")
    assert {row["slug"] for row in forms} == {k for k, kind in KINDS.items() if kind == "ecosystem"}

    def problems() -> Iterator[str]:
        for row in forms:
            if row["source"] not in PUBLICATIONS:
                yield f"{row.where}: unknown source {row['source']!r}"
            for lang in ("en", "fr", "ar"):
                if not row[lang] or not row[f"means_{lang}"].endswith("."):
                    yield f"{row.where}: no name or no sentence in {lang}"
            if len({row[f"offers_{lang}"].count("|") for lang in ("en", "fr", "ar")}) != 1:
                yield f"{row.where}: not as many offers in each language"

    fails(problems())
