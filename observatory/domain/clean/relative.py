"""Days that a text counts from its own: hier, jeudi, le mois dernier, next Monday, أمس."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Literal

from observatory.domain.clean.dateforms import any_of
from observatory.domain.clean.months import DIRECTION, RELATIVE, UNITS, WEEKDAYS
from observatory.domain.periods import Period
from observatory.domain.values import Unclear

_FILLERS = frozenset(
    ["de", "du", "d", "of", "the", "mois", "month", "l", "la", "le", "annee", "year",
     "شهر", "سنه", "عام"]
)  # fmt: skip
_WEEKDAY = re.compile(rf"(?<!\w)({any_of(WEEKDAYS)})(?!\w)")
_RELATED = re.compile(rf"(?<!\w)({any_of(RELATIVE)})(?!\w)")
_UNIT = re.compile(rf"(?<!\w)({any_of(UNITS)})(?!\w)")
_AGO = re.compile(r"(?<!\w)(?:il y a|ago)(?!\w)")
_TOKEN = re.compile(r"[^\W\d_]+")


class Anchorless(Unclear):
    """A date that needs a day to count from, and none is given; ``part`` is what it lacks."""

    def __init__(self, said: str, part: Literal["year", "day"]) -> None:
        super().__init__(said)
        self.part = part


def relative(flat: str, text: str, anchor: date | None) -> Period | None:
    """Read a plain text without a date of its own; None if it states no day at all.

    A bare weekday is the last one on or before the anchor: what is told is past. Weeks, months and
    years are those of the calendar, and need "dernier" or "prochain". Raises ``Anchorless``, and
    ``Unclear`` where a weekday is not that of the day, and for a count of units ("il y a deux
    jours").
    """
    day, weekday, unit = _RELATED.search(flat), _WEEKDAY.search(flat), _UNIT.search(flat)
    way = direction(flat, unit.start(), unit.end()) if unit else 0
    if _AGO.search(flat):
        raise Unclear(f"a count of days or months: {text[:80]!r}")
    if not day and not weekday and not way:
        return None
    if anchor is None:
        raise Anchorless(f"a day relative to none that is known: {text[:80]!r}", "day")
    if day:
        found = anchor + timedelta(days=RELATIVE[day[1]])
        if weekday and WEEKDAYS[weekday[1]] != found.weekday():
            raise Unclear(f"the weekday is not that of the day: {text[:80]!r}")
        return Period.day(found)
    if weekday:
        return Period.day(_weekday(flat, weekday, anchor))
    assert unit is not None
    return _unit(UNITS[unit[1]], way, anchor)


def direction(flat: str, start: int, end: int) -> int:
    """Say whether the words after or before a place mean past (-1), future (1) or neither (0)."""
    after = _TOKEN.match(flat[end:].lstrip())
    return DIRECTION.get(after.group() if after else "", 0) or DIRECTION.get(
        last_word(flat[:start]), 0
    )


def last_word(before: str) -> str:
    """Give the last word that says something before a date."""
    words = [word for word in _TOKEN.findall(before[-40:]) if word not in _FILLERS]
    return words[-1] if words else ""


def _weekday(flat: str, found: re.Match[str], anchor: date) -> date:
    back = (anchor.weekday() - WEEKDAYS[found[1]]) % 7
    way = direction(flat, found.start(), found.end())
    if way > 0:
        return anchor + timedelta(days=7 - back)
    return anchor - timedelta(days=back or (7 if way < 0 else 0))


def _unit(unit: str, way: int, anchor: date) -> Period:
    """Give the week, month or year before or after that of ``anchor``."""
    if unit == "week":
        monday = anchor + timedelta(days=7 * way - anchor.weekday())
        return Period(monday, monday + timedelta(days=6))
    if unit == "year":
        return Period(date(anchor.year + way, 1, 1), date(anchor.year + way, 12, 31))
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + way, 12)
    return Period(
        date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    )
