"""How a search's words meet a name, and when they do not."""

from __future__ import annotations

import pytest

from observatory.domain.likeness import Name, bare_words, meet, misspelt


@pytest.mark.parametrize(
    ("words", "name", "how"),
    [
        ("Cluster Menara", "Cluster Menara", "same"),
        ("menara", "Cluster Menara", "words"),
        ("Ménara", "Cluster Menara", "words"),
        ("CE3M cluster", "CE3M", "same"),
        ("CE 3M", "CE3M", "words"),
        ("halio", "Agadir Haliopôle Cluster", "part"),
        ("Haliopôle Agadir", "Agadir Haliopôle Cluster", "part"),
        ("منار", "Menara", "sound"),
        ("كلوستر منارة", "Menara", "sound"),
        ("تجمع منارة", "مجموعة منارة", "words"),
        ("Halipole", "Agadir Haliopôle Cluster", "spelling"),
        ("Menarra", "Menara", "spelling"),
        ("agadir halipole", "Agadir Haliopôle Cluster", "spelling"),
        ("Mneara", "Menara", "spelling"),
    ],
)
def test_words_meet_a_name(words: str, name: str, how: str) -> None:
    hit = meet(words, Name.of(name))
    assert hit is not None
    assert hit.how == how
    assert hit.close is (how in ("sound", "spelling"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Menara Holding", "Menara"),
        ("AMC Networks", "AMC"),
        ("EMC Dell", "EMC"),
        ("Haliopolis", "Haliopôle"),
        ("cluster amc", "Cluster EMC"),
        ("MMC", "MMI"),
        ("ENR", "EMC"),
        ("les jardins de la Menara", "Menara"),
        ("", "Menara"),
        ("%", "Menara"),
    ],
)
def test_every_word_must_be_met_and_acronyms_exactly(words: str, name: str) -> None:
    assert meet(words, Name.of(name)) is None


def test_words_that_name_nothing_are_left_out_only_beside_others() -> None:
    assert bare_words("Cluster des textiles") == ["textiles"]
    assert bare_words("le cluster") == ["le", "cluster"]


def test_a_slip_is_one_letter_in_a_word_long_enough() -> None:
    assert misspelt("menarra", "menara")
    assert not misspelt("mnc", "mnd")
    assert not misspelt("haliopolis", "haliopole")
    assert misspelt("microelektronisc", "microelectronics")
