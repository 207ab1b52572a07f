"""A date, a month, a year or a window is one interval of days, and keeps the precision it had."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.periods import Period, add_years

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "lo", "hi", "precision"),
    [
        ("2013-04-16", date(2013, 4, 16), date(2013, 4, 16), "day"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "month"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2023-06/2023-12", date(2023, 6, 1), date(2023, 12, 31), "window"),
        ("2024-10-25/2025-01-13", date(2024, 10, 25), date(2025, 1, 13), "window"),
        ("2011/2013", date(2011, 1, 1), date(2013, 12, 31), "window"),
    ],
)
def test_a_text_is_read_with_its_precision(text: str, lo: date, hi: date, precision: str) -> None:
    period = Period.parse(text)
    assert (period.lo, period.hi, period.precision) == (lo, hi, precision)


@pytest.mark.parametrize("text", ["2013-04-16", "2016-02", "2023", "2023-06/2023-12"])
def test_the_text_comes_out_as_it_came_in(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31/02/2026", "2026-02-31", "2026-13", "20206", "2026-1-1", "2025/2024", "/2024"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Period.parse(text)


@given(DAYS, DAYS)
def test_every_interval_survives_its_text(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert Period.parse(str(period)) == period


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_periods_overlap_where_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    shared = max(one.lo, other.lo) <= min(one.hi, other.hi)
    assert one.overlaps(other) is other.overlaps(one) is shared


def test_a_leap_day_has_its_anniversaries_on_the_28th() -> None:
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
