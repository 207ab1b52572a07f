"""Weeks by ISO 8601: Monday to Sunday; the first of a year has its 4 January. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_NAME = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One week; ``year`` is the ISO year, which differs from the calendar's around New Year.

    >>> str(Week.of(date(2027, 1, 3)))
    '2026-W53'
    """

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Give the week in which a day lies."""
        return cls(*day.isocalendar()[:2])

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read ``2026-W47``; raises ``ValueError`` for anything else, and for a 53rd of 52."""
        match = _NAME.fullmatch(text)
        if not match:
            raise ValueError(f"not an ISO week: {text!r}")
        year, number = int(match[1]), int(match[2])
        date.fromisocalendar(year, number, 7)
        return cls(year, number)

    @property
    def monday(self) -> date:
        """Give its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Give its last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def later(self, weeks: int) -> Week:
        """Give the week so many weeks later, or earlier where negative."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"
