"""French that travels as data: a sign never begins a line, apostrophes are curved ones.

After the rules of the Imprimerie nationale; English takes the same apostrophe.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from observatory.domain.indicators import INDICATORS
from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.bodies import INCLUSION_RULE
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.paths import PACKAGE, TEMPLATES
from observatory.present.catalogues import TRANSLATED, catalogue

BREAKS = re.compile(r" [;?!»]| :(?!\S)|« |\w[?!](?:\s|$)")
"""A blank that may break before a sign or after a guillemet, or none at all."""
FILES = sorted((PACKAGE / "data").glob("*.csv"))
TEXTS = sorted((TEMPLATES / "texts").glob("*.[ef][nr].html"))


def terms() -> Iterator[str]:
    for term in (*PROPERTIES.values(), INCLUSION_RULE):
        yield from (term.fr, term.meaning[1])
    for vocabulary in VOCABULARIES.values():
        for entry in vocabulary.values():
            yield from (entry.fr, entry.meaning[1])


def test_terms_keep_their_signs_on_the_line() -> None:
    assert [text for text in terms() if BREAKS.search(text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_texts_in_files_keep_their_signs_on_the_line(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        found = [row.get("fr") or "" for row in csv.DictReader(lines)]
    assert [text for text in found if BREAKS.search(text)] == []


def test_a_term_of_the_glossary_is_set_apart_from_its_meaning() -> None:
    with (PACKAGE / "data" / "glossary.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert re.match(r"[^:]+\u00a0: \S", row["fr"]), row["fr"]


@pytest.mark.parametrize("text", ["fin ; suite", "quoi ?", "« oui »", "ceci : cela", "quoi?"])
def test_a_planted_fault_is_found(text: str) -> None:
    assert BREAKS.search(text)


STRAIGHT = "'"
"""The typewriter's apostrophe: right in code, never in a text that people read."""


def labels() -> Iterator[str]:
    """Give every label and meaning of a term, in English and French."""
    for vocabulary in (PROPERTIES, *VOCABULARIES.values()):
        for entry in vocabulary.values():
            yield from (entry.en, entry.fr, *entry.meaning[:2])
    for term in (INCLUSION_RULE, *INDICATORS.values()):
        yield from (term.en, term.fr, *term.meaning[:2])


def test_labels_are_written_with_the_curved_apostrophe() -> None:
    assert [text for text in labels() if STRAIGHT in text] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_texts_in_files_are_too(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        said = [
            text
            for row in csv.DictReader(lines)
            for column, text in row.items()
            if re.search(r"(^|_)(fr|en)$", column)
        ]
    assert [text for text in said if STRAIGHT in text] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_longer_texts_are_too(path: Path) -> None:
    said = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").get_text()
    assert [line for line in said.splitlines() if STRAIGHT in line] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_the_catalogues_are_too(lang: str) -> None:
    said = [str(text) for message in catalogue(lang) for text in (message.id, message.string)]
    assert [text for text in said if re.search(r"\w'\w", text)] == []
