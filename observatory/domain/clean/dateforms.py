"""The forms in which texts print a date: what each match says of year, month and day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from observatory.domain.clean.months import ENGLISH, MONTHS, QUARTERS
from observatory.domain.values import Unclear


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a text: the parts that are printed, and where (``start``, ``end``).

    ``last`` is the second day of "24-26 mars"; ``months`` is how many months it spans from
    ``month`` (1, or 3 for a quarter, 6 for a half-year).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: int | None = None
    months: int = 1


def any_of(words: Iterable[str]) -> str:
    """Give a pattern that matches one of ``words``, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_MONTH = any_of(MONTHS)
_DAY = r"(?:\d{1,2}(?:er|st|nd|rd|th|eme|e)?|premier|فاتح)"
_YEAR = r"(?:\d{4}|['’‘]\d{2})(?!\w)"
_TO = r"(?:\s?[-–—/]\s?|\s(?:au|a|to|until|et|and|&|الي|و)\s?(?:le\s|the\s)?)"
_OF = r"[ .,/-]{0,3}(?:(?:de|of)\s|d['’])?"

_FORMS = tuple(
    re.compile(rf"(?<![\w.]){form}")
    for form in (
        r"(?P<year>\d{4})(?P<by>[-/.])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\w)",
        r"(?P<one>\d{1,2})\s?(?P<by>[-/.])\s?(?P<two>\d{1,2})\s?(?P=by)\s?(?P<year>\d{4})(?!\w)",
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})(?!\w)",
        r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})(?!\w)",
        (
            rf"(?:(?P<first>{_DAY}){_TO})?(?P<day>{_DAY}){_OF}(?P<name>{_MONTH})(?!\w)"
            rf"(?:{_OF}(?P<year>{_YEAR}))?"
        ),
        (
            rf"(?P<name>{_MONTH})\.?\s(?P<day>{_DAY})(?!\w)(?:{_TO}(?P<last>{_DAY})(?!\w))?"
            rf"(?:,?\s(?P<year>{_YEAR}))"
        ),
        (
            rf"(?P<name>{any_of(ENGLISH)})\.?\s(?P<day>{_DAY})(?!\w)"
            rf"(?:{_TO}(?P<last>{_DAY})(?!\w))?"
        ),
        rf"(?P<name>{_MONTH})(?!\w)(?:{_OF}(?P<year>{_YEAR}))?",
        (
            rf"(?P<part>[tqsh][1-4]|{any_of(QUARTERS)}\s(?:trimestre|quarter|semestre|half))"
            rf"{_OF}(?P<year>{_YEAR})"
        ),
        r"(?P<year>\d{4})(?!\w)",
    )
)
_ANY = re.compile(
    r"(?<![\w.])(?:\d{1,4}|premier|فاتح|" + _MONTH + r"|[tqsh][1-4]|" + any_of(QUARTERS) + ")"
)
"""Where a form can begin: the scan tries the forms there only."""


def find(flat: str, order: str) -> list[Found]:
    """Give the dates printed in a plain text, from left to right.

    ``order`` is ``dmy``, ``mdy`` or ``ymd``, else ``ValueError``. Raises ``Unclear`` where it
    allows no such month, or no such form.
    """
    if order not in ("dmy", "mdy", "ymd"):
        raise ValueError(f"an order of dates is dmy, mdy or ymd, not {order!r}")
    out: list[Found] = []
    at = 0
    while start := _ANY.search(flat, at):
        matches = (form.match(flat, start.start()) for form in _FORMS)
        match = next((m for m in matches if m), None)
        if match:
            out.append(_found(match, order))
        at = match.end() if match else start.start() + 1
    return out


def _found(match: re.Match[str], order: str) -> Found:
    groups = match.groupdict()
    year = _year(groups["year"]) if groups.get("year") else None
    if groups.get("part"):
        begins, length = _part(groups["part"])
        return Found(match.start(), match.end(), year, begins, months=length)
    if groups.get("one"):
        if order == "ymd":
            raise Unclear(f"the year stands last where it is said to stand first: {match[0]!r}")
        day, month = _number(groups["one"]), _number(groups["two"])
        if order == "mdy":
            day, month = month, day
    else:
        month = MONTHS[groups["name"]] if groups.get("name") else _number(groups.get("month"))
        day = _number(groups.get("day"))
    if month is not None and not 1 <= month <= 12:
        raise Unclear(f"no month {month} when read as {order}: {match.group()!r}")
    first, last = _number(groups.get("first")), _number(groups.get("last"))
    if first is not None:
        day, last = first, day
    return Found(match.start(), match.end(), year, month, day, last)


def _number(text: str | None) -> int | None:
    if text in ("premier", "فاتح"):
        return 1
    return int(re.sub(r"\D", "", text)) if text else None


def _year(text: str) -> int:
    """Read four digits, or two after an apostrophe: '14 is 2014, '99 is 1999."""
    if len(text) == 4:
        return int(text)
    short = int(text[1:])
    return short + (2000 if short < 69 else 1900)


def _part(text: str) -> tuple[int, int]:
    """Give the first month and the length in months of a quarter or a half-year."""
    half = "semestre" in text or "half" in text or (text[0] in "sh" and text[1:].isdigit())
    if text[1:].isdigit():
        number = int(text[1:])
    else:
        number = next((QUARTERS[w] for w in text.split() if w in QUARTERS), 0)
    length = 6 if half else 3
    if not 1 <= number <= 12 // length:
        raise Unclear(f"no such part of a year: {text!r}")
    return (number - 1) * length + 1, length
