"""Tidied and folded text: look-alikes, Arabic forms, what is invisible."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.clean import (
    fold,
    mixed_script,
    plain,
    script,
    search_key,
    skeleton,
    tidy,
)
from tests.domain.clean.growth import grows_with_the_text

ANY_TEXT = st.text(alphabet=st.characters())
"""Every code point, lone surrogates included."""


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Agadir \t\n Haliopôle ", "Agadir Haliopôle"),
        ("a\x00b\x07c", "abc"),
        ("berytech\ufffc.org", "berytech.org"),
        ("Halio\u200bpo\u0302le", "Haliopôle"),
        ("\u202eevil\u202c name\u2066", "evil name"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("33\u202f848\u00a0242", "33 848 242"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("R&amp;D", "R&amp;D"),
        ("a\u2028b\x85c", "a b c"),
    ],
)
def test_tidy_strips_what_nobody_sees(raw: str, kept: str) -> None:
    assert tidy(raw) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("СЕЗМ", "CE3M"),
        ("Haliopôle", "HALIOPOLE"),
        ("Naânani", "Naanani"),
        ("Art’s living", "Art's living"),
        ("Tan-Tan", "tan tan"),
        ("Œuvre & Cie", "oeuvre cie"),
        ("ＣＥ３Ｍ", "CE3M"),
        ("أكادير", "اكادير"),
        ("مجموعة", "مجموعه"),
        ("المُحمّديّة", "المحمديه"),
        ("مصطفى", "مصطفي"),
        ("مـنـارة", "منارة"),
        ("أڭادير", "أكادير"),
        ("٢٠٢٦", "2026"),
        ("Maroc\u00a0Numeric", "maroc numeric"),
    ],
)
def test_fold_makes_spellings_of_one_name_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("CE3M", "CEM"), ("MNC", "MMC"), ("MDC", "MDFC"), ("4.0", "40"), ("منارة", "منار")],
)
def test_fold_keeps_different_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_nfkc_alone_does_not_turn_the_papers_ce3m_into_latin() -> None:
    assert unicodedata.normalize("NFKC", "СЕЗМ") == "СЕЗМ"
    assert fold("СЕЗМ") == "ce3m"


def test_an_arabic_name_gets_an_ascii_key_without_the_vowels_it_does_not_write() -> None:
    assert search_key("منارة") == "mnrh"
    assert search_key("Agadir Haliopôle") == "agadir haliopole"


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Menara", "منارة"),
        ("Agadir", "أكادير"),
        ("Valbiom", "فالبيوم"),
        ("Cluster Menara", "كلوستر منارة"),
        ("Khouribga", "خريبكة"),
        ("El Jadida", "الجديدة"),
    ],
)
def test_a_skeleton_is_one_in_both_scripts(latin: str, arabic: str) -> None:
    assert skeleton(latin) == skeleton(arabic)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Menara", "Latn"),
        ("منارة", "Arab"),
        ("СЕЗМ", "Cyrl"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "Tfng"),
        ("القطب الصناعي المغربي Morocco TraIndustry", "Arab"),
        ("2026 – 42 %", ""),
        ("", ""),
    ],
)
def test_script_is_that_of_most_letters(text: str, code: str) -> None:
    assert script(text) == code


@pytest.mark.parametrize("name", ["СЕЗМ", "CЕ3M", "Mеnara", "ΑΗΡ", "منarة"])
def test_a_name_in_disguise_is_flagged(name: str) -> None:
    assert mixed_script(name)


@pytest.mark.parametrize(
    "name", ["CE3M", "القطب الصناعي المغربي Morocco TraIndustry", "Haliopôle", "Привет", "Ω", ""]
)
def test_an_honest_name_is_not(name: str) -> None:
    assert not mixed_script(name)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (tidy, plain, fold, search_key):
        once = clean(text)
        assert clean(once) == once


@given(ANY_TEXT)
def test_tidy_leaves_nothing_that_a_feed_or_a_database_refuses(text: str) -> None:
    kept = tidy(text)
    kept.encode()
    assert not {unicodedata.category(c) for c in kept} & {"Cc", "Cs", "Zl", "Zp"}
    assert kept == kept.strip()


@given(ANY_TEXT)
def test_a_key_is_ascii_letters_and_digits(text: str) -> None:
    assert all(c.isascii() and (c.isalnum() or c == " ") for c in search_key(text))


@pytest.mark.parametrize(
    "piece", ["a", "É ", "\u200b", "СЕЗМ ", "منارة ", "' ", "\u0301", "1.000 "]
)
def test_the_work_grows_with_the_text(piece: str) -> None:
    for read in (tidy, fold, search_key, skeleton, mixed_script):
        assert grows_with_the_text(read, piece)
