"""Weeks by ISO 8601."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from observatory.domain.weeks import Week


@given(some.dates(date(2005, 1, 1), date(2099, 12, 31)))
def test_each_day_lies_in_one_week_that_its_name_leads_back_to(day: date) -> None:
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert week.sunday - week.monday == timedelta(days=6)
    assert Week.parse(str(week)) == week
    assert week.later(1).monday - week.monday == timedelta(days=7)
    assert week.later(1).later(-1) == week
    assert week < week.later(1)


def test_new_year_lies_in_the_week_of_its_thursday() -> None:
    assert str(Week.of(date(2027, 1, 3))) == "2026-W53"
    assert str(Week.of(date(2029, 12, 31))) == "2030-W01"


@pytest.mark.parametrize(
    "text", ["2026-W54", "2025-W53", "2026-W00", "2026-47", "2026-w47", "", "2026-W٤٧"]
)
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"week|Week"):
        Week.parse(text)
