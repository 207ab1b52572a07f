"""Weeks in words, as CLDR names them and with the numbers of ISO 8601."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.domain.weeks import Week
from observatory.present import dates


@pytest.mark.parametrize(
    ("lang", "name", "days"),
    [
        ("en", "week 47 of 2026", "16–22 November 2026"),
        ("fr", "semaine 47 de 2026", "16–22 novembre 2026"),
        ("ar", "الأسبوع 47 من سنة 2026", "16–22 نونبر 2026"),
    ],
)
def test_a_week_has_a_name_and_days_in_each_language(lang: str, name: str, days: str) -> None:
    week = Week(2026, 47)
    assert dates.week(week, lang) == name
    assert dates.span(week.monday, week.sunday, lang) == days


def test_days_over_a_month_or_a_year_say_so_once() -> None:
    def span(first: date, last: date, lang: str) -> str:
        return dates.span(first, last, lang).replace("\u2009", " ")

    assert span(date(2026, 6, 29), date(2026, 7, 5), "en") == "29 June – 5 July 2026"
    assert span(date(2026, 6, 1), date(2026, 6, 7), "fr") == "1er–7 juin 2026"
    over = date(2026, 12, 28), date(2027, 1, 3)
    assert span(*over, "fr") == "28 décembre 2026 – 3 janvier 2027"


def test_the_number_is_that_of_iso_and_not_of_the_country() -> None:
    """In CLDR's Morocco 1 January is always of week 1."""
    assert dates.week(Week.of(date(2027, 1, 1)), "fr") == "semaine 53 de 2026"
