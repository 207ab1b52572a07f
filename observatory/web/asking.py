"""What a request asks for: dates, filters, places in a list; a wrong one is 400 and a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NoReturn

from flask import g, request
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

from observatory.domain.clean.dates import YEARS
from observatory.domain.vocabulary.events import CHANGE_KINDS
from observatory.present.addresses import link_in
from observatory.present.catalogues import translations
from observatory.present.languages import DEFAULT, LANGUAGES
from observatory.present.lists import UNDATED
from observatory.present.reader import Reader
from observatory.present.words import N_
from observatory.store.queries.asof import AsOf
from observatory.store.queries.changes import Filter
from observatory.web.site import site

MOST = 500
"""Rows that one answer of the API gives at most."""

NO_DAY = N_("%(name)s is a day such as 2023-12-31, not %(given)s")
OUT_OF_TIME = N_("%(name)s=%(given)s lies outside the years %(first)s to %(last)s")
NO_DAY_NOR_NUMBER = N_(
    "%(name)s is a day such as 2023-12-31, or the number of a change, not %(given)s"
)

LONGEST = 500
"""Characters that one argument may have."""


class Refused(HTTPException):
    """A request that is not answered: a sentence with its parts, for any language."""

    def __init__(self, sentence: str, parts: Mapping[str, object]) -> None:
        """Say it in English, as the API does."""
        super().__init__(sentence % parts if parts else sentence)
        self._sentence, self._parts = sentence, parts

    def said_in(self, lang: str) -> str:
        """Give the sentence in a language of the site."""
        said = translations(lang).gettext(self._sentence)
        return said % self._parts if self._parts else said


class Wrong(Refused, BadRequest):
    """A request that asks for something that cannot be."""


class Absent(Refused, NotFound):
    """A request for a page that there is not, or not yet."""


def wrong(sentence: str, **parts: object) -> NoReturn:
    """Refuse the request with a sentence that says what was seen; ``parts`` fill it in."""
    raise Wrong(sentence, parts)


def absent(sentence: str, **parts: object) -> NoReturn:
    """Say that there is no such page, and why."""
    raise Absent(sentence, parts)


def asked() -> set[str]:
    """Give the names of the arguments that the present view has looked at."""
    if "asked" not in g:
        g.asked = set()
    found: set[str] = g.asked
    return found


def nothing_else() -> None:
    """Refuse an argument that the view has not looked at: data would come out unfiltered."""
    for name in request.args:
        if name not in asked():
            wrong(
                N_("%(name)s is no argument here; there are: %(known)s"),
                name=repr(name[:60]),
                known=", ".join(sorted(asked())),
            )


def argument(name: str, default: str = "") -> str:
    """Give one argument, tidied of blanks; repeated, too long or with NUL is refused."""
    asked().add(name)
    given = request.args.getlist(name)
    if len(given) > 1:
        wrong(N_("%(name)s is given %(times)s times; once is enough"), name=name, times=len(given))
    text = (given[0] if given else default).strip()
    if len(text) > LONGEST or "\x00" in text:
        wrong(N_("%(name)s is too long, or holds a character that no name has"), name=name)
    return text


def chosen(name: str, among: Collection[str]) -> str:
    """Give an argument that must be one of some keys, or empty."""
    text = argument(name)
    if text and text not in among:
        wrong(
            N_("%(name)s=%(given)s is none of: %(known)s"),
            name=name,
            given=repr(text[:60]),
            known=", ".join(sorted(among)),
        )
    return text


def several(name: str, among: Collection[str]) -> tuple[str, ...]:
    """Give an argument that may be given several times, each one of some keys, in their order."""
    asked().add(name)
    given = {text.strip() for text in request.args.getlist(name)} - {""}
    for text in sorted(given - {*among}):
        wrong(
            N_("%(name)s=%(given)s is none of: %(known)s"),
            name=name,
            given=repr(text[:60]),
            known=", ".join(among),
        )
    return tuple(key for key in among if key in given)


def whole(name: str, default: int, most: int) -> int:
    """Give a whole number from 1 to ``most``; a larger one is clamped."""
    text = argument(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or int(text) < 1:
        wrong(
            N_("%(name)s is a whole number from 1, not %(given)s"), name=name, given=repr(text[:60])
        )
    return min(int(text), most)


def day(name: str, refusal: str = NO_DAY) -> date | None:
    """Give an ISO day of ``YEARS``, or None; beyond them a calendar has no day before or after."""
    text = argument(name)
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        wrong(refusal, name=name, given=repr(text[:60]))
    if found.year not in YEARS:
        wrong(OUT_OF_TIME, name=name, given=found, first=YEARS[0], last=YEARS[-1])
    return found


def as_of() -> AsOf:
    """Give the three days that ``valid_at``, ``seen_at`` and ``known_at`` choose."""
    today = site().today
    seen, known = day("seen_at") or today, day("known_at") or today
    not_future("seen_at", seen)
    not_future("known_at", known)
    return AsOf(today, day("valid_at") or today, seen, known)


def not_future(name: str, given: date) -> None:
    """Refuse a day of looking or knowing that is still to come."""
    if given > site().today:
        wrong(
            N_("%(name)s=%(given)s is in the future: nothing was seen or known then"),
            name=name,
            given=given,
        )


def change_filter(*, numbered: bool = False) -> Filter:
    """Give the filter of changes that ``since until kind after retrospective`` and the days ask.

    For programs (``numbered``), ``since`` may also be the number of a change that the entries
    exceed, and what was history when first read is left out only where ``retrospective`` is 0.
    """
    days = as_of()
    since, after = day_or_number("since") if numbered else (day("since"), None)
    asked = number("after")
    return Filter(
        since=since,
        until=day("until"),
        kinds=tuple(filter(None, [chosen("kind", CHANGE_KINDS)])),
        retrospective=(chosen("retrospective", ("0", "1")) or ("1" if numbered else "0")) == "1",
        after=max((n for n in (after, asked) if n is not None), default=None),
        known=days.known if days.known < days.today else None,
        seen=days.seen if days.seen < days.today else None,
    )


def day_or_number(name: str) -> tuple[date | None, int | None]:
    """Give an argument that is an ISO day or the number of a change."""
    text = argument(name)
    if is_number(text):
        return None, int(text)
    return day(name, NO_DAY_NOR_NUMBER), None


def number(name: str) -> int | None:
    """Give a number of a change, from 0, or None."""
    text = argument(name)
    if not text:
        return None
    if not is_number(text):
        wrong(
            N_("%(name)s is the number of a change, not %(given)s"),
            name=name,
            given=repr(text[:60]),
        )
    return int(text)


def is_number(text: str) -> bool:
    """Say whether a text is a number of a row that any database can hold."""
    return text.isascii() and text.isdigit() and len(text) <= 15


def year(name: str) -> int | None:
    """Give a year of ``YEARS``, or None."""
    text = argument(name)
    if not text:
        return None
    if not (is_number(text) and len(text) == 4 and int(text) in YEARS):
        wrong(
            N_("%(name)s is a year such as 2023, not %(given)s"), name=name, given=repr(text[:60])
        )
    return int(text)


def year_or_undated() -> str:
    """Give the year that a list is narrowed to, in four digits, ``undated``, or nothing."""
    if argument("year") == UNDATED:
        return UNDATED
    found = year("year")
    return str(found) if found else ""


def reader() -> Reader:
    """Give the reader that ``lang`` asks for, where the address names no language."""
    lang = chosen("lang", LANGUAGES) or DEFAULT
    return Reader(lang, link_in(lang))


def now() -> datetime:
    """Give the present moment of the site."""
    return site().clock()
