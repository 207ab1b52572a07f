"""Dates, times and numbers as people read them, by CLDR, each with the precision it has."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from babel import Locale
from babel.dates import (
    format_date,
    format_datetime,
    format_interval,
    format_skeleton,
    format_timedelta,
)
from babel.numbers import format_decimal, format_percent

from observatory.domain.periods import Period
from observatory.domain.weeks import Week
from observatory.present.languages import LANGUAGES
from observatory.zone import MOROCCO


def period(when: Period, lang: str) -> str:
    """Write a period in full: ``22 décembre 2023``, ``juin–décembre 2023``, ``2011``."""
    locale = LANGUAGES[lang].locale
    match when.precision:
        case "day":
            return day(when.lo, lang)
        case "month":
            return format_skeleton("yMMMM", when.lo, locale=locale)
        case "year":
            return f"{when.lo:%Y}"
    if _whole_months(when):
        years = (when.lo.month, when.hi.month) == (1, 12)
        return format_interval(when.lo, when.hi, "y" if years else "yMMMM", locale=locale)
    return f"{day(when.lo, lang)} – {day(when.hi, lang)}"


def short(when: Period, lang: str) -> str:
    """Write the end of a period in short, for a source tag: ``10 Sept 2025``, ``Dec 2023``."""
    locale = LANGUAGES[lang].locale
    if when.precision == "year" or (
        _whole_months(when) and (when.lo.month, when.hi.month) == (1, 12)
    ):
        return f"{when.hi:%Y}"
    if _whole_months(when):
        return format_skeleton("yMMM", when.hi, locale=locale)
    return _first(format_skeleton("yMMMd", when.hi, locale=locale), when.hi, lang)


def day(when: date | datetime, lang: str) -> str:
    """Write a day in full; a moment gives its day in Morocco."""
    local = _local(when).date() if isinstance(when, datetime) else when
    return _first(format_date(local, "long", locale=LANGUAGES[lang].locale), local, lang)


def span(first: date, last: date, lang: str) -> str:
    """Write days from one to another of some weeks: ``16–22 November 2026``."""
    locale = Locale.parse(LANGUAGES[lang].locale)
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    # CLDR has this interval with short months only; a page has room for whole ones.
    parts = [part.replace("MMM", "MMMM") for part in locale.interval_formats["yMMMd"][field]]
    written = (
        _first(format_date(day, part, locale=locale), day, lang)
        for day, part in zip((first, last), parts, strict=True)
    )
    return "".join(written)


def week(which: Week, lang: str) -> str:
    """Name a week as CLDR does: ``week 47 of 2026``.

    The numbers are ISO's; CLDR would count the weeks of Morocco from another first day.
    """
    pattern = Locale.parse(LANGUAGES[lang].locale).datetime_skeletons["yw"].pattern
    numbers = {"w": str(which.number), "Y": str(which.year)}
    return re.sub("'([^']*)'|[wY]", lambda m: m[1] or numbers[m[0]], pattern)


def moment(when: datetime, lang: str) -> str:
    """Write a moment with its time in Morocco; one without an offset is UTC."""
    local = _local(when)
    time = format_datetime(local, "HH:mm", locale=LANGUAGES[lang].locale)
    comma = "،" if lang == "ar" else ","
    return f"{day(when, lang)}{comma} {time}"


def ago(when: date, today: date, lang: str) -> str:
    """Say how long before ``today`` a day was (``il y a 3 ans``); empty where it is not past.

    Whole months up to two years, then whole years: 21 months are not yet two years.
    """
    if when >= today:
        return ""
    months = (today.year - when.year) * 12 + today.month - when.month - (when.day > today.day)
    past = today - when
    if months >= 2:  # CLDR's rounding takes months of 30 days and years of 365
        past = timedelta(days=months // 12 * 365 if months >= 24 else months * 30)
    locale = LANGUAGES[lang].locale
    return format_timedelta(-past, threshold=2, add_direction=True, locale=locale)


def number(value: float, lang: str) -> str:
    """Write a number with the separators of the language, without needless decimals."""
    return format_decimal(value, locale=LANGUAGES[lang].locale)


def percent(share: float, lang: str) -> str:
    """Write a share of 0 to 1 as a percentage, to one decimal at most."""
    return format_percent(
        share,
        format="#,##0.#\u202f%" if lang == "fr" else "#,##0.#%",
        locale=LANGUAGES[lang].locale,
    )


def _local(when: datetime) -> datetime:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(MOROCCO)


def _first(text: str, when: date, lang: str) -> str:
    """French writes the first of a month ``1er``; CLDR does not know it."""
    return re.sub(r"^1\b", "1er", text) if lang == "fr" and when.day == 1 else text


def _whole_months(when: Period) -> bool:
    last = monthrange(when.hi.year, when.hi.month)[1]
    return when.lo.day == 1 and when.hi.day == last
