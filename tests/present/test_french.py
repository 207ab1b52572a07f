"""French that travels as data: a sign never begins a line (Imprimerie nationale)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.bodies import INCLUSION_RULE
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.paths import PACKAGE

BREAKS = re.compile(r" [;?!»]| :(?!\S)|« |\w[?!](?:\s|$)")
"""A blank that may break before a sign or after a guillemet, or none at all."""
FILES = sorted((PACKAGE / "data").glob("*.csv"))


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
