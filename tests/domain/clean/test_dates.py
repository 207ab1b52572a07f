"""Dates: every form that the sources were seen to print, and the ones that nobody may guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.clean import Blank, moment, period
from observatory.domain.periods import Period
from observatory.domain.values import Unclear
from tests.domain.clean.growth import grows_with_the_text

THURSDAY = date(2024, 9, 12)

SEEN = {
    "22.02.2021": "2021-02-22",
    "on 05 April 2019": "2019-04-05",
    "Thursday, 1 May, 2014": "2014-05-01",
    "Monday, 14 October 2019": "2019-10-14",
    "DEADLINE: 20 October 2026": "2026-10-20",
    "17 September 2026, 14:00 (CEST)": "2026-09-17",
    "June 7th 2023": "2023-06-07",
    "03/07/2023 15 pm CET": "2023-07-03",
    "14 juin 2023 à 15h00": "2023-06-14",
    "Le 13/01/2025": "2025-01-13",
    "09/07/2015 à 01h40": "2015-07-09",
    "23 Décembre 2013 À 16:54": "2013-12-23",
    "Samedi 1 Mai 2010": "2010-05-01",
    "mercredi, 10 février, 2021 à 17:10": "2021-02-10",
    "15/02/2015 - El Jadida": "2015-02-15",
    "01 Jan '14": "2014-01-01",
    "May 20 2022": "2022-05-20",
    "الأربعاء 11 فبراير 2026": "2026-02-11",
    "(ومع: 11 فبراير 2025) 11 فبراير 2025": "2025-02-11",
    "3 ماي 2021": "2021-05-03",
    "١٥ مارس ٢٠٢٦": "2026-03-15",
    "3 avril 2026": "2026-04-03",
    "03/04/2026": "2026-04-03",
    "2026-04-04T08:00Z": "2026-04-04",
    "May 31 to June 2, 2022": "2022-05-31/2022-06-02",
}
"""Section 5, point 10 of the reference on sources, and its neighbours."""

OTHERS = {
    "2016": "2016",
    "2016-04": "2016-04",
    "avril 2016": "2016-04",
    "04/2016": "2016-04",
    "1er mars 2021": "2021-03-01",
    "20th of May 2022": "2022-05-20",
    "2 sept. 2021": "2021-09-02",
    "du 24 au 26 mars 2022": "2022-03-24/2022-03-26",
    "March 24-26, 2022": "2022-03-24/2022-03-26",
    "juin-décembre 2023": "2023-06/2023-12",
    "June to December 2023": "2023-06/2023-12",
    "20 novembre 2022 - 3 janvier 2023": "2022-11-20/2023-01-03",
    "20 décembre au 3 janvier 2023": "2022-12-20/2023-01-03",
    "2015-2020": "2015-01/2020-12",
    "2023-06/2023-12": "2023-06/2023-12",
    "2024-10-25/2025-01-13": "2024-10-25/2025-01-13",
    "fin 2013": "2013-09/2013-12",
    "mi-juillet 2023": "2023-07-11/2023-07-20",
    "fin décembre 2021": "2021-12-21/2021-12-31",
    "premier semestre 2023": "2023-01/2023-06",
    "Q2 2023": "2023-04/2023-06",
    "2013 (reported as recently created)": "2013",
    "2021-03 (constitutive assembly, a Thursday, Rabat)": "2021-03",
    "13/01/2025 | 13 janvier 2025": "2025-01-13",
}


@pytest.mark.parametrize(("text", "iso"), (SEEN | OTHERS).items())
def test_a_printed_date_is_read_with_its_precision(text: str, iso: str) -> None:
    assert str(period(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026", "29/02/2023", "29 février 2023", "2026-02-31", "9999-99-99", "99/99/9999",
        "3 avril 20206", "avril 20206", "1500", "2500-01-01",
        "12/15/2025", "12/03/24", "25 octobre à 15H", "22 April (as stated)",
        "mi-juillet dernier", "le 18 février dernier", "jeudi", "hier", "aujourd’hui", "أمس",
        "vendredi 14 juin 2023", "by 2013-12", "depuis 2014", "two weeks after 11 September 2013",
        "Monday 7 (month not in excerpt)", "3 mai 2023 | 118 vues", "3 mai 2023, 5 juin 2023",
        "26-24 mars 2022", "Q5 2023", "x" * 400,
    ],
)  # fmt: skip
def test_what_the_rules_do_not_decide_is_unclear_and_never_guessed(text: str) -> None:
    with pytest.raises(Unclear) as raised:
        period(text)
    assert not isinstance(raised.value, Blank)


@pytest.mark.parametrize("text", ["", "  ", "-", "n/a", "inconnu", "غير معروف"])
def test_a_blank_is_blank(text: str) -> None:
    with pytest.raises(Blank):
        period(text)


@pytest.mark.parametrize("text", ["Rabat", "constitutive assembly", "تجمع"])
def test_no_date_is_none(text: str) -> None:
    assert period(text) is None


def test_figures_are_read_in_the_declared_order_and_never_swapped() -> None:
    assert str(period("12/15/2025", order="mdy")) == "2025-12-15"
    assert str(period("03/04/2026", order="mdy")) == "2026-03-04"
    assert str(period("03/04/2026", order="dmy")) == "2026-04-03"
    with pytest.raises(Unclear):
        period("15/12/2025", order="mdy")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("25 octobre à 15H", "2024-10-25"),
        ("mi-juillet dernier", "2024-07-11/2024-07-20"),
        ("le 18 février dernier", "2024-02-18"),
        ("18 octobre dernier", "2023-10-18"),
        ("jeudi", "2024-09-12"),
        ("jeudi dernier", "2024-09-05"),
        ("lundi prochain", "2024-09-16"),
        ("next Monday", "2024-09-16"),
        ("hier", "2024-09-11"),
        ("aujourd’hui", "2024-09-12"),
        ("أمس", "2024-09-11"),
        ("29 février", "2024-02-29"),
    ],
)
def test_a_relative_date_counts_from_its_anchor(text: str, iso: str) -> None:
    assert str(period(text, anchor=THURSDAY)) == iso


def test_mar_is_tuesday_in_french_and_march_in_english() -> None:
    assert str(period("mar. 12 mars 2024", "fr")) == "2024-03-12"
    assert str(period("Mar 12 2024", "en")) == "2024-03-12"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14 juin 2023 à 15h00", "2023-06-14T15:00"),
        (
            "Date limite de dépôt des dossiers de candidatures:  14 juin 2023 à 15h00.",
            "2023-06-14T15:00",
        ),
        ("17 September 2026, 14:00 (CEST)", "2026-09-17T14:00"),
        ("03/07/2023 15 pm CET", "2023-07-03T15:00"),
        ("05/04/2023 at 3:30 pm", "2023-04-05T15:30"),
        ("09/07/2015 à 01h40", "2015-07-09T01:40"),
        ("2023-06-14 15:00", "2023-06-14T15:00"),
        ("2026-04-04T08:00Z", "2026-04-04T08:00"),
        ("au plus tard le 25 octobre 2024 à 15h", "2024-10-25T15:00"),
        ("24 July 2025", "2025-07-24"),
        ("14 يونيو 2023 على الساعة 15:00", "2023-06-14T15:00"),
    ],
)
def test_a_deadline_keeps_its_hour(text: str, iso: str) -> None:
    assert moment(text) == iso


def test_a_deadline_without_a_year_needs_an_anchor() -> None:
    assert moment("25 octobre à 15H", anchor=THURSDAY) == "2024-10-25T15:00"
    for text in ("25 octobre à 15H", "à 15H", "14 juin 2023 à 25h00", "juin 2023 à 15h00"):
        with pytest.raises(Unclear):
            moment(text)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
ENGLISH = "January February March April May June July August September October November December"
ARABIC = "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"


@given(DAYS)
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    forms = [f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", day.isoformat()]
    names = (months.split()[day.month - 1] for months in (FRENCH, ENGLISH, ARABIC))
    forms += [f"{day.day} {name} {day.year}" for name in names]
    assert {period(form) for form in forms} == {Period.day(day)}


@given(DAYS, DAYS)
def test_a_period_is_read_back_from_its_own_text(one: date, other: date) -> None:
    window = Period(min(one, other), max(one, other))
    assert period(str(window)) == window


@given(st.text(alphabet=st.sampled_from("0123456789/-.: hàjuinmaredi ,'ماي"), max_size=40))
def test_nothing_but_unclear_is_ever_raised(text: str) -> None:
    for read in (period, moment):
        try:
            read(text, "", THURSDAY)
        except Unclear:
            continue


@pytest.mark.parametrize("piece", ["1", "1/", "12 mai ", "mai ", "fin de la ", "15h", "lundi "])
def test_the_work_grows_with_the_text(piece: str) -> None:
    assert grows_with_the_text(period, piece)
    assert grows_with_the_text(lambda text: period(text[:290]), piece)
