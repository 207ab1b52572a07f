"""Dates as pages print them, in three languages, with the precision they came with.

Nothing is guessed: an impossible date, a weekday that contradicts its date, a number that no rule
explains, or a date without a year where no anchor is given raise ``Unclear``; a date in figures is
read in the order that its source declares and is never swapped.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from observatory.domain.clean.blanks import must_state
from observatory.domain.clean.dateforms import Found, find
from observatory.domain.clean.months import PARTS, WEEKDAYS
from observatory.domain.clean.numbers import BRACKETED
from observatory.domain.clean.relative import Anchorless, direction, last_word, relative
from observatory.domain.clean.text import plain, tidy
from observatory.domain.periods import Period
from observatory.domain.values import Unclear

YEARS = range(1900, 2101)
"""Years that a page of this field can mean."""
LONGEST = 300
"""Characters: a longer text is no date."""

_TIME = re.compile(
    r"(?<![\d/.,-])(?P<hour>\d{1,2})"
    r"(?:(?:\s?h\s?|:)(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?![\d:])"
    r"|\s?(?:h|heures?|hrs?)(?!\w)|(?=\s?[ap]\.?m(?!\w)))"
    r"(?:\s?(?P<half>[ap])\.?m(?!\w)\.?)?(?:\s?(?:z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)(?!\w))?"
)
_T = re.compile(r"(?<=\d)t(?=\d{2}:)")
_TUESDAY = re.compile(r"(?<!\w)mar\.?(?=,?\s\d{1,2}\s)")
_UNTIL = re.compile(
    r"(?<!\w)(?:by|before|until|no later than|avant|jusqu['’ ]?(?:au|en|a)|au plus tard|قبل)(?!\w)"
)
_SINCE = re.compile(
    r"(?<!\w)(?:after|since|from|apres|depuis|a partir d[eu]|بعد|منذ|ابتداء من)(?!\w)"
)
_BETWEEN = re.compile(
    r"\s?[-–—/]\s?|\s(?:au|a|to|until|jusqu['’]au|et|and|&|الي|و)\s(?:le\s|the\s)?"
)


def period(
    text: str, lang: str = "", anchor: date | None = None, order: str = "dmy"
) -> Period | None:
    """Give the period that ``text`` states; None if it states no date at all.

    ``anchor`` is the day on which the text was published, or else seen: relative dates and dates
    without a year need it (the nearest such day, unless "dernier" or "prochain" says which).
    ``order`` is the source's own for dates in figures, ``dmy`` or ``mdy``. "Début", "mi", "fin"
    are thirds of a month or of a year. Raises ``Blank`` for a blank and ``Unclear`` for whatever
    the rules do not decide, a bound ("by 2013-12") included.
    """
    flat = _flat(text, lang)
    try:
        iso = Period.parse(tidy(text))
    except ValueError:
        return _read(_TIME.sub(" ", flat), text, anchor, order, deadline=False)
    return _sane(iso, text)


def worked_out(text: str, lang: str = "", order: str = "dmy") -> str:
    """Say what of a date comes from the day it counts from: its ``year``, the ``day``, or nothing.

    Takes the arguments of :func:`period` and raises nothing: an unclear text works nothing out.
    """
    try:
        period(text, lang, None, order)
    except Anchorless as error:
        return error.part
    except Unclear:
        return ""
    return ""


def moment(text: str, lang: str = "", anchor: date | None = None, order: str = "dmy") -> str:
    """Give an ISO local date with its time if one is printed: ``2023-06-14T15:00``.

    The time is the one printed, where it is printed for; its zone (CEST) stays in the raw text.
    "Before" and "au plus tard" are what a deadline is, and are no obstacle. Raises as
    :func:`period` does, and ``Unclear`` without a date.
    """
    flat = _flat(text, lang)
    found = _read(_TIME.sub(" ", flat), text, anchor, order, deadline=True)
    if found is None:
        raise Unclear(f"no date is stated: {text[:80]!r}")
    at = _TIME.search(flat)
    if at is None:
        return str(found)
    hour, minute = int(at["hour"]), int(at["minute"] or 0)
    if at["half"] and hour <= 12:
        hour = hour % 12 + (12 if at["half"] == "p" else 0)
    if hour > 23 or found.precision != "day":
        raise Unclear(f"an hour that is none, or of no one day: {text[:80]!r}")
    return f"{found}T{hour:02}:{minute:02}"


def _flat(text: str, lang: str) -> str:
    must_state(text)
    if len(text) > LONGEST:
        raise Unclear(f"too long for a date: {text[:80]!r}")
    flat = _T.sub(" ", BRACKETED.sub(" ", plain(text))).strip()
    return _TUESDAY.sub("mardi", flat) if lang == "fr" else flat


def _read(
    flat: str, text: str, anchor: date | None, order: str, *, deadline: bool
) -> Period | None:
    found = find(flat, order)
    rest = flat
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    if re.search(r"\d", rest):
        raise Unclear(f"a number that is no part of a date: {text[:80]!r}")
    if not found:
        return relative(flat, text, anchor)
    before = flat[: found[0].start] if len(found) == 1 else ""
    if _SINCE.search(before) or (not deadline and _UNTIL.search(before)):
        raise Unclear(f"a bound, not a date: {text[:80]!r}")
    if len(found) == 2 and _BETWEEN.fullmatch(flat[found[0].end : found[1].start]):
        found = [_completed(found[0], found[1]), found[1]]
        first, last = (_resolve(one, flat, text, anchor) for one in found)
        return _sane(_span(first.lo, last.hi, text), text)
    periods = {_resolve(one, flat, text, anchor) for one in found}
    if len(periods) > 1:
        raise Unclear(f"several dates: {text[:80]!r}")
    return _sane(periods.pop(), text)


def _completed(first: Found, last: Found) -> Found:
    """Give the first end of "31 mai au 2 juin 2023" the year that only the second prints."""
    if first.year is not None or last.year is None or first.month is None:
        return first
    earlier = last.month is not None and first.month > last.month
    return replace(first, year=last.year - earlier)


def _resolve(one: Found, flat: str, text: str, anchor: date | None) -> Period:
    part = _part_before(flat[: one.start])
    if one.year is not None:
        exact = _bounds(one, one.year, part, text)
        _check_weekday(exact, flat[: one.start], text)
        return exact
    if anchor is None:
        said = f"a date without a year, and no day to count from: {text[:80]!r}"
        raise Anchorless(said, "year")
    near = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            near.append(_bounds(one, year, part, text))
        except Unclear:
            continue
    way = direction(flat, one.start, one.end)
    if way < 0:
        near = [p for p in near if p.lo <= anchor][-1:]
    elif way > 0:
        near = [p for p in near if p.lo > anchor][:1]
    if not near:
        raise Unclear(f"no such day: {text[:80]!r}")
    chosen = min(near, key=lambda p: max((p.lo - anchor).days, (anchor - p.hi).days, 0))
    _check_weekday(chosen, flat[: one.start], text)
    return chosen


def _bounds(one: Found, year: int, part: int | None, text: str) -> Period:
    try:
        if one.month is None:
            months = (1, 12) if part is None else (part * 4 + 1, part * 4 + 4)
            return Period(date(year, months[0], 1), _month_end(year, months[1]))
        if one.day is not None:
            return _span(
                date(year, one.month, one.day), date(year, one.month, one.last or one.day), text
            )
        end = _month_end(year, one.month + one.months - 1)
        if part is None:
            return Period(date(year, one.month, 1), end)
        hi = end if part == 2 else date(year, one.month, part * 10 + 10)
        return Period(date(year, one.month, part * 10 + 1), hi)
    except ValueError as error:
        raise Unclear(f"no such day: {text[:80]!r}") from error


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _span(lo: date, hi: date, text: str) -> Period:
    if hi < lo:
        raise Unclear(f"it ends before it starts: {text[:80]!r}")
    return Period(lo, hi)


def _sane(found: Period, text: str) -> Period:
    if found.lo.year not in YEARS or found.hi.year not in YEARS:
        raise Unclear(f"a year outside {YEARS[0]}-{YEARS[-1]}: {text[:80]!r}")
    return found


def _part_before(before: str) -> int | None:
    return PARTS.get(last_word(before))


def _check_weekday(day: Period, before: str, text: str) -> None:
    named = WEEKDAYS.get(last_word(before))
    if named is not None and day.lo == day.hi and day.lo.weekday() != named:
        raise Unclear(f"the weekday is not that of the date: {text[:80]!r}")
