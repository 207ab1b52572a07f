"""Days with their precision: a date, a month, a year or a window is one closed interval of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed interval of days, ``lo`` to ``hi``; its text form keeps the precision it came with.

    >>> Period.parse("2016-04").hi
    datetime.date(2016, 4, 30)
    >>> str(Period.parse("2023-06/2023-12"))
    '2023-06/2023-12'
    """

    lo: date
    hi: date

    def __post_init__(self) -> None:
        if self.hi < self.lo:
            raise ValueError(f"a period ends before it starts: {self.lo}/{self.hi}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or two of them with a slash.

        Raises ``ValueError`` for anything else.
        """
        first, _, second = text.strip().partition("/")
        lo, hi = _bounds(first)
        if second:
            hi = _bounds(second)[1]
        return cls(lo, hi)

    @classmethod
    def read(cls, text: str) -> Period | None:
        """Read a period as :meth:`parse` does; None if ``text`` is empty."""
        return cls.parse(text) if text else None

    @classmethod
    def day(cls, day: date) -> Period:
        """Give the period of one day."""
        return cls(day, day)

    @property
    def precision(self) -> str:
        """Say ``day``, ``month``, ``year`` or ``window``."""
        if self.lo == self.hi:
            return "day"
        if self.lo.day == 1 and self.hi == _month_end(self.hi):
            if (self.lo.year, self.lo.month) == (self.hi.year, self.hi.month):
                return "month"
            if self.lo.month == 1 and self.hi.month == 12 and self.lo.year == self.hi.year:
                return "year"
        return "window"

    def __str__(self) -> str:
        match self.precision:
            case "day":
                return self.lo.isoformat()
            case "month":
                return f"{self.lo:%Y-%m}"
            case "year":
                return f"{self.lo:%Y}"
        whole_months = self.lo.day == 1 and self.hi == _month_end(self.hi)
        form = "%Y-%m" if whole_months else "%Y-%m-%d"
        return f"{self.lo.strftime(form)}/{self.hi.strftime(form)}"

    def overlaps(self, other: Period) -> bool:
        """Say whether the two share a day."""
        return self.lo <= other.hi and other.lo <= self.hi


def begun(on: Period | None, day: date) -> bool:
    """Say whether something can have begun by a day; what nobody dates can."""
    return on is None or on.lo <= day


def add_years(day: date, years: int) -> date:
    """Give the same day ``years`` later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _bounds(text: str) -> tuple[date, date]:
    match = _ISO.fullmatch(text.strip())
    if not match:
        raise ValueError(f"not an ISO date, month or year: {text!r}")
    year, month, day = match.groups()
    if day:
        exact = date(int(year), int(month), int(day))
        return exact, exact
    if month:
        first = date(int(year), int(month), 1)
        return first, _month_end(first)
    return date(int(year), 1, 1), date(int(year), 12, 31)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
