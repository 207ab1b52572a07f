"""Personal contacts: found under every disguise, and nothing else taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.clean import has_contact, strip_contacts
from tests.domain.clean.growth import grows_with_the_text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("name [at] gmail.com (name[at]gmail[dot]com)", ""),
        ("[email protected]", ""),
        ("[email\u00a0protected]", ""),
        ("Contact: [email protected]", ""),
        ("info@example.ma", ""),
        ("mailto:info@example.co.ma", ""),
        ("joe at example dot com", ""),
        ("Tél : 05 22 12 34 56", ""),
        ("Tel.: +212 (0)5 22-12-34-56 / Fax: 0522123456", ""),
        ("00212661234567", ""),
        ("https://wa.me/212661234567", ""),
        ("البريد الإلكتروني: info@example.ma", ""),
        ("الهاتف: 0522123456", ""),
        ("Président : Ali Oukacha, 06 61 23 45 67, a@example.ma", "Président : Ali Oukacha"),
        ("Cité de l'innovation, Agadir, Tel 0528 22 33 44", "Cité de l'innovation, Agadir"),
        ("call +1 (202) 555-0133 now", "call now"),
        ("[email&#160;protected]", ""),
        ("someone @ example.ma", ""),
        ("someone(a)example.ma", ""),
        ("someone＠example.ma", ""),
        ("someone&#64;example.ma", ""),
        ("mailto:someone%40example.ma", ""),
        ("some\u200bone@example.ma", ""),
        ("Tél : ٠٦٦١٠٠٠٠٠٠", ""),
        ("اتصلوا ٠٥٢٢٠٠٠٠٠٠", "اتصلوا"),
        ("0 5 2 2 0 0 0 0 0 0", ""),
    ],
)
def test_a_contact_goes_with_its_label_and_its_brackets(text: str, left: str) -> None:
    assert strip_contacts(text) == (left, True)
    assert has_contact(text)
    assert not has_contact(left)


@pytest.mark.parametrize(
    "text",
    [
        "33 848 242", "446 550 km2", "22.02.2021", "2011-2013 2014-2015", "+90 SMEs",
        "10.71420/ijref.v2i6.135", "12 000 000 000", "1 128 800 USD 2018 03 05", "0.5 0,5",
        "look at gmail.com", "ICE 001234567000089", "08 05 2012", "Contact presse", "@cluster",
        "réunion @ Rabat, le 3", "60% des membres", "0 % à 5 ans", "١٥ مارس ٢٠٢٦",
    ],
)  # fmt: skip
def test_numbers_dates_and_words_are_no_contacts(text: str) -> None:
    assert strip_contacts(text) == (text, False)


@given(st.text(max_size=80), st.text(max_size=80))
def test_an_address_never_survives(before: str, after: str) -> None:
    text, found = strip_contacts(f"{before} someone@example.ma {after}")
    assert found
    assert "someone@example.ma" not in text


@pytest.mark.parametrize(
    "piece", ["a", "a@", "0", "+1 ", "5 ", "tel ", "a [at] ", "a.b-", "05 ", "(", "a at b "]
)
def test_the_work_grows_with_the_text(piece: str) -> None:
    assert grows_with_the_text(strip_contacts, piece)
