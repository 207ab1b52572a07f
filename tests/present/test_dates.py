"""Dates come out with the precision they have, in Morocco's words and time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from observatory.domain.periods import Period
from observatory.present import dates


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("2016-04", "fr", "avril 2016"),
        ("2023-06/2023-12", "fr", "juin\u2009–\u2009décembre 2023"),
        ("2023-12-22", "fr", "22 décembre 2023"),
        ("2023-12-01", "fr", "1er décembre 2023"),
        ("2011", "fr", "2011"),
        ("2022/2028", "fr", "2022–2028"),
        ("2024-10-25/2025-01-13", "fr", "25 octobre 2024 – 13 janvier 2025"),
        ("2026-11-03", "ar", "3 نونبر 2026"),
        ("2016-07", "ar", "يوليوز 2016"),
        ("2025-09-10", "en", "10 September 2025"),
    ],
)
def test_a_period_keeps_its_precision(text: str, lang: str, shown: str) -> None:
    assert dates.period(Period.parse(text), lang) == shown


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("2023-06/2023-12", "en", "Dec 2023"),
        ("2025-05-10", "en", "10 May 2025"),
        ("2023-12", "fr", "déc. 2023"),
        ("2025", "ar", "2025"),
        ("2022/2028", "en", "2028"),
    ],
)
def test_a_source_tag_shows_the_end_of_a_period(text: str, lang: str, shown: str) -> None:
    assert dates.short(Period.parse(text), lang) == shown


def test_a_moment_without_offset_is_utc_and_shown_in_casablanca() -> None:
    naive, aware = datetime(2024, 7, 1, 23, 30), datetime(2024, 7, 1, 23, 30, tzinfo=UTC)
    assert dates.moment(naive, "en") == dates.moment(aware, "en") == "2 July 2024, 00:30"


def test_a_moment_gives_its_day_in_morocco() -> None:
    assert dates.day(datetime(2024, 7, 1, 23, 30, tzinfo=UTC), "en") == "2 July 2024"
    assert dates.day(date(2024, 7, 1), "fr") == "1er juillet 2024"


def test_numbers_follow_the_language() -> None:
    assert dates.number(1234.5, "fr") == "1\u202f234,5"
    assert dates.number(3.0, "en") == "3"
    assert dates.percent(0.647, "fr") == "64,7\u202f%"


def test_what_is_not_yet_two_years_ago_is_counted_in_months() -> None:
    today = date(2026, 11, 22)
    assert dates.ago(date(2025, 2, 28), today, "fr") == "il y a 20 mois"
    assert dates.ago(date(2025, 1, 13), today, "ar") == "قبل 22 شهرًا"
    assert dates.ago(date(2024, 11, 23), today, "fr") == "il y a 23 mois"
    assert dates.ago(date(2022, 1, 1), today, "en") == "4 years ago"
    assert dates.ago(date(2026, 11, 2), today, "en") == "3 weeks ago"
    assert dates.ago(date(2024, 11, 1), today, "fr") == "il y a 2 ans"
    assert dates.ago(today, today, "fr") == ""


def test_june_and_july_are_told_apart_in_short() -> None:
    shown = [dates.short(Period.parse(month), "fr") for month in ("2020-06", "2020-07")]
    assert shown == ["juin 2020", "juil. 2020"]
