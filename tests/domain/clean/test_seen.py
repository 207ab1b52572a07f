"""Every form that sources were seen to print, a table per kind: dates, names, numbers, lists."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from observatory.domain.clean import (
    amount,
    count,
    country,
    fold,
    has_contact,
    mixed_script,
    moment,
    period,
    split_countries,
    strip_contacts,
    tidy,
    value,
    worked_out,
)
from observatory.domain.facts import Ref
from observatory.domain.identity import place
from observatory.domain.values import Unclear
from observatory.domain.vocabulary.properties import PROPERTIES
from tests.scrapers.careful import known_bodies

THURSDAY = date(2024, 9, 12)
"""The day of the page, for dates that count from it."""

DATES = [
    # as printed, the moment it means, and what of it only the page's own day gives
    ("22.02.2021", "2021-02-22", ""),
    ("on 05 April 2019", "2019-04-05", ""),
    ("Thursday, 1 May, 2014", "2014-05-01", ""),
    ("Monday, 14 October 2019", "2019-10-14", ""),
    ("DEADLINE: 20 October 2026", "2026-10-20", ""),
    ("17 September 2026, 14:00 (CEST)", "2026-09-17T14:00", ""),
    ("June 7th 2023", "2023-06-07", ""),
    ("03/07/2023 15 pm CET", "2023-07-03T15:00", ""),
    ("14 juin 2023 à 15h00", "2023-06-14T15:00", ""),
    ("25 octobre à 15H", "2024-10-25T15:00", "year"),
    ("Le 13/01/2025", "2025-01-13", ""),
    ("09/07/2015 à 01h40", "2015-07-09T01:40", ""),
    ("23 Décembre 2013 À 16:54", "2013-12-23T16:54", ""),
    ("Samedi 1 Mai 2010", "2010-05-01", ""),
    ("mercredi, 10 février, 2021 à 17:10", "2021-02-10T17:10", ""),
    ("15/02/2015 - El Jadida", "2015-02-15", ""),
    ("01 Jan '14", "2014-01-01", ""),
    ("01 Jan ’14", "2014-01-01", ""),
    ("May 20 2022", "2022-05-20", ""),
    ("mi-juillet dernier", "2024-07-11/2024-07-20", "year"),
    ("jeudi", "2024-09-12", "day"),
    ("mardi", "2024-09-10", "day"),
    ("hier", "2024-09-11", "day"),
    ("aujourd’hui", "2024-09-12", "day"),
    ("le 18 février dernier", "2024-02-18", "year"),
    ("le mois dernier", "2024-08", "day"),
    ("la semaine dernière", "2024-09-02/2024-09-08", "day"),
    ("l’an dernier", "2023", "day"),
    ("next month", "2024-10", "day"),
    ("الشهر الماضي", "2024-08", "day"),
    ("الأربعاء 11 فبراير 2026", "2026-02-11", ""),
    ("فبراير 11, 2026", "2026-02-11", ""),
    ("3 ماي 2021", "2021-05-03", ""),
    ("فاتح ماي 2021", "2021-05-01", ""),
    ("premier mars 2021", "2021-03-01", ""),
    ("٣ غشت ٢٠٢١", "2021-08-03", ""),
    ("١٥/٠٣/٢٠٢٦", "2026-03-15", ""),
    ("١٥ مارس ٢٠٢٦", "2026-03-15", ""),
    ("3 avril 2026", "2026-04-03", ""),
    ("03/04/2026", "2026-04-03", ""),
    ("2026-04-04T08:00Z", "2026-04-04T08:00", ""),
]


@pytest.mark.battery("T035")
@pytest.mark.parametrize(("text", "iso", "part"), DATES)
def test_a_date_is_read_as_it_was_meant_and_says_what_was_worked_out(
    text: str, iso: str, part: str
) -> None:
    assert moment(text, anchor=THURSDAY) == iso
    assert worked_out(text) == part
    if part:
        with pytest.raises(Unclear):
            period(text)


MOROCCAN = "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"


def test_the_months_of_morocco_are_known() -> None:
    found = [str(period(f"5 {name} 2025")) for name in MOROCCAN.split()]
    assert found == [f"2025-{month:02}-05" for month in range(1, 13)]


@pytest.mark.battery("T035")
@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026", "29/02/2026", "31.04.2026", "00/00/0000", "2026-13-01", "3 avril 20206",
        "20206", "03/04/20206", "3 avril 0206", "31 février 2026", "32 mai 2026", "03/04/26",
        "mai 26", "jeudi 12 septembre 2023", "hier vendredi", "il y a trois mois", "3 days ago",
        "١٥/٢٠/٢٠٢٦", "May 31 to June 2", "3 mai 2023 | 5 juin 2023", "15 ramadan 1447",
    ],
)  # fmt: skip
def test_no_wrong_date_is_ever_read(text: str, order: str) -> None:
    with pytest.raises(Unclear):
        period(text, anchor=date(2026, 4, 2) if "June" not in text else None, order=order)


@pytest.mark.battery("T035")
@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("03/04/2026", {"dmy": "2026-04-03", "mdy": "2026-03-04", "ymd": ""}),
        ("12/15/2025", {"dmy": "", "mdy": "2025-12-15", "ymd": ""}),
        ("2026/04/03", {"dmy": "2026-04-03", "mdy": "2026-04-03", "ymd": "2026-04-03"}),
        ("04/2026", {"dmy": "2026-04", "mdy": "2026-04", "ymd": "2026-04"}),
    ],
)
def test_figures_stand_in_the_order_of_their_source_or_not_at_all(
    text: str, read: dict[str, str]
) -> None:
    for order, iso in read.items():
        if iso:
            assert str(period(text, order=order)) == iso
            assert value(PROPERTIES["opening"], text, order=order).text == iso
        else:
            with pytest.raises(Unclear):
                value(PROPERTIES["opening"], text, order=order)


@pytest.mark.parametrize(
    ("printed", "meant", "disguised"),
    [
        ("СЕЗМ", "CE3M", True),
        ("CЕ3M", "CE3M", True),
        ("Haliopole", "Haliopôle", False),
        (unicodedata.normalize("NFD", "Agadir Haliopôle"), "Agadir Haliopôle", False),
        ("Agadir\ufffc Haliopôle", "Agadir Haliopôle", False),
        ("Maintenan ce 4.0", "Maintenance 4.0", False),
        ("Maroc Numerci Cluster", "Maroc Numeric Cluster", False),
    ],
)
def test_a_name_is_that_of_its_body_however_it_was_printed(
    printed: str, meant: str, disguised: bool
) -> None:
    found, same = (
        place(Ref("cluster", (name,), context="cluster"), known_bodies()).entity
        for name in (printed, meant)
    )
    assert found == same is not None
    assert mixed_script(printed) == disguised


def test_one_letter_in_two_forms_and_a_placeholder_make_no_second_name() -> None:
    assert tidy(unicodedata.normalize("NFD", "Naânani")) == "Naânani"
    assert fold("Naânani") == fold("Naanani")
    assert value(PROPERTIES["website"], "https://berytech.org/a\ufffcb").key == "berytech.org/ab"


@pytest.mark.parametrize(
    "text",
    [
        "[email protected]", "name [at] gmail.com (name[at]gmail[dot]com)", "nom(a)example.ma",
        "nom @ example.ma", "nom＠example.ma", "nom&#64;example.ma", "٠٦٦١٠٠٠٠٠٠",
        "+212 6 61-00-00-00", "0 5 2 2 0 0 0 0 0 0",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["mission", "address", "president", "condition"])
def test_a_contact_is_kept_in_no_disguise(text: str, name: str) -> None:
    found = value(PROPERTIES[name], f"Rabat {text}")
    assert not has_contact(found.text)
    assert (found.text, strip_contacts(text)) == ("Rabat", ("", True))


NUMBERS = [
    ("3.100", (3100, "")),
    ("33 848 242", (33_848_242, "")),
    ("plus de 200", (200, ">")),
    ("une centaine", (100, "~")),
    ("+90 SMEs", (90, ">")),
    ("deux mille", (2000, "")),
]
SUMS = [
    ("USD 3.000", (3e3, "USD", "")),
    ("2 MMDH", (2e9, "MAD", "")),
    ("62 MDH", (62e6, "MAD", "")),
    ("12,5 MDH", (12.5e6, "MAD", "")),
    ("15 MDHS", (15e6, "MAD", "")),
    ("300 KDHS", (3e5, "MAD", "")),
    ("12 Mn DHS", (12e6, "MAD", "")),
    ("5 milliards DH", (5e9, "MAD", "")),
    ("50 milliards de DH", (50e9, "MAD", "")),
]


@pytest.mark.parametrize(("text", "read"), NUMBERS)
def test_a_number_is_read_with_its_thousands_and_its_words(
    text: str, read: tuple[int, str]
) -> None:
    assert count(text) == read


@pytest.mark.parametrize(("text", "read"), SUMS)
def test_a_sum_is_read_with_its_unit(text: str, read: tuple[float, str, str]) -> None:
    assert amount(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "deux cents", "mille deux cents", "two hundred", "3 centaines", "trois cent mille",
        "cent vingt", "200 à 300", "12,500 MDH", "2,5 Mn MDHS", "1.500 MDH", "MDH 12,5",
    ],
)  # fmt: skip
def test_a_number_that_says_more_than_is_understood_is_unclear(text: str) -> None:
    for read in (count, amount):
        with pytest.raises(Unclear):
            read(text)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Republic of Korea (South Korea), Viet Nam, Türkiye/Turkey", "KR VN TR"),
        ("Algeria, Canada, Morocco", "DZ CA MA"),
        ("Korea, Republic of; Congo, Democratic Republic of the", "KR CD"),
        ("Bosnia and Herzegovina, Cabo Verde, Saint Lucia", "BA CV LC"),
    ],
)
def test_a_cell_of_countries_is_split_at_its_own_commas(cell: str, codes: str) -> None:
    assert [country(name) for name in split_countries(cell)] == codes.split()
