"""The record says in which language each text is worded, so that a screen reader says it right."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BODIES = Path(__file__).resolve().parents[3] / "scrapers" / "data" / "record" / "bodies"
SMALL = {
    "en": "the of and for by with from to in at least its their is was on new under between",
    "fr": "le la les des du de et pour par avec dans au aux sur une un est en son sa ses entre",
}
"""Small words of each language, which no proper name of the record consists of."""
QUOTED = re.compile(r'"[^"]*"|«[^»]*»|\([^)]*\)')
CAPITALISED = re.compile(r"\b[A-ZÀ-Ý][\w'’-]*(?:\s+(?:de|des|du|d'|la|le|les|et)\b)*")


def language(text: str) -> str:
    """Guess the language of a text by its script, or by its small words outside of names."""
    letters = [char for char in text if char.isalpha()]
    if sum("\u0600" <= char <= "\u06ff" for char in letters) * 2 > len(letters):
        return "ar"
    bare = CAPITALISED.sub(" ", QUOTED.sub(" ", text)).lower()
    words = re.findall(r"[^\W\d_]+", bare)
    found = {lang: sum(word in small.split() for word in words) for lang, small in SMALL.items()}
    best = max(found, key=lambda lang: found[lang])
    return best if found[best] > min(found.values()) else ""


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(BODIES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield f"{path.name}:{number}", row


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("first innovation call for projects", "en"),
        ("premier appel à projets pour l'innovation", "fr"),
        ("Agence de Développement du Digital, seven axes", ""),
        ("framework convention with the Agence de Développement du Digital (ADD)", "en"),
        ("at least 300", "en"),
        ("كلوستر الهيدروجين الأخضر", "ar"),
        ("CE3M", ""),
    ],
)
def test_a_language_is_told_by_its_small_words(text: str, lang: str) -> None:
    assert language(text) == lang


@pytest.mark.parametrize("column", ["value", "note"])
def test_each_text_is_marked_with_the_language_it_is_worded_in(column: str) -> None:
    """A reviewer's note is English, and shown as such."""
    wrong = []
    for where, row in rows():
        marked = row["lang"] if column == "value" else "en"
        guess = language(row[column])
        if guess and guess != marked:
            wrong.append(f"{where}: {row[column][:60]!r} is marked {marked}, reads {guess}")
    assert wrong == []
