"""Every word of the interface is there in French and Arabic, and none is left over."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest
from babel.messages import Catalog

from observatory.paths import TEMPLATES
from observatory.present.catalogues import TRANSLATED, catalogue, translations
from tools.catalogues import faults, gather


@pytest.fixture(scope="module")
def words() -> Catalog:
    """Every word of the interface, gathered once."""
    return gather()


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_word_is_missing_unused_or_fuzzy(lang: str, words: Catalog) -> None:
    assert list(faults(lang, words)) == []


def test_words_are_gathered_from_templates_and_from_code(words: Catalog) -> None:
    assert words.get("sources disagree") is not None
    assert words.get("Labelling") is not None


def test_a_missing_word_is_reported(words: Catalog) -> None:
    more = deepcopy(words)
    more.add("A word that nobody translated")
    assert list(faults("ar", more)) == ["missing: 'A word that nobody translated'"]


def test_arabic_has_its_six_plurals() -> None:
    assert catalogue("ar").num_plurals == 6
    said = {
        translations("ar").ngettext(
            "%(count)s source, readable", "All %(count)s sources readable", n
        )
        for n in (1, 2, 3)
    }
    assert len(said) == 3


def test_english_is_the_message_itself() -> None:
    assert translations("en").gettext("Labelling") == "Labelling"


def test_french_does_not_begin_a_line_with_a_sign() -> None:
    """French sets a blank before these signs (Imprimerie nationale); it must not break."""
    texts = [str(message.string) for message in catalogue("fr") if message.id]
    texts += [file.read_text(encoding="utf-8") for file in (TEMPLATES / "texts").glob("*.fr.html")]
    assert [text for text in texts if re.search(r" [;?!»]| :(?!\S)|« ", text)] == []
