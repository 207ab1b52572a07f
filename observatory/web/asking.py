"""What a request asks for: dates, filters, places in a list; a wrong one is 400 and a sentence."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NoReturn

from flask import request
from werkzeug.exceptions import BadRequest

from observatory.domain.vocabulary.events import CHANGE_KINDS, LABEL_STATES
from observatory.store.queries.asof import AsOf
from observatory.store.queries.changes import Filter
from observatory.web.site import site

MOST = 500
"""Rows that one answer of the API gives at most."""

LABEL_WORDS = {"in_process": "stated_in_process", "not_labelled": "stated_not_labelled"}
"""Words of a survey that are a state of the label as stated."""

LONGEST = 500
"""Characters that one argument may have."""


def wrong(sentence: str) -> NoReturn:
    """Refuse the request with a sentence that says what was seen."""
    raise BadRequest(sentence)


def argument(name: str, default: str = "") -> str:
    """Give one argument, tidied of blanks; repeated, too long or with NUL is refused."""
    given = request.args.getlist(name)
    if len(given) > 1:
        wrong(f"{name} is given {len(given)} times; once is enough")
    text = (given[0] if given else default).strip()
    if len(text) > LONGEST or "\x00" in text:
        wrong(f"{name} is too long, or holds a character that no name has")
    return text


def chosen(name: str, among: Collection[str]) -> str:
    """Give an argument that must be one of some keys, or empty."""
    text = argument(name)
    if text and text not in among:
        wrong(f"{name}={text[:60]!r} is none of: {', '.join(sorted(among))}")
    return text


def label_state() -> str:
    """Give the label state to filter by; a survey's word may be given without ``stated_``."""
    text = argument("label")
    return (
        text
        if not text or text in LABEL_STATES
        else LABEL_WORDS.get(text, "") or chosen("label", LABEL_STATES)
    )


def whole(name: str, default: int, most: int) -> int:
    """Give a whole number from 1 to ``most``; a larger one is clamped."""
    text = argument(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or int(text) < 1:
        wrong(f"{name} is a whole number from 1, not {text[:60]!r}")
    return min(int(text), most)


def day(name: str) -> date | None:
    """Give an ISO day, or None."""
    text = argument(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong(f"{name} is a day such as 2023-12-31, not {text[:60]!r}")


def as_of() -> AsOf:
    """Give the three days that ``valid_at``, ``seen_at`` and ``known_at`` choose."""
    today = site().today
    seen, known = day("seen_at") or today, day("known_at") or today
    for name, given in (("seen_at", seen), ("known_at", known)):
        if given > today:
            wrong(f"{name}={given} is in the future: nothing was seen or known then")
    return AsOf(today, day("valid_at") or today, seen, known)


def change_filter(entities: Collection[int] | None = None) -> Filter:
    """Give the filter of changes that ``since until kind source after retrospective`` ask for."""
    return Filter(
        since=day("since"),
        until=day("until"),
        entities=entities,
        kinds=tuple(filter(None, [chosen("kind", CHANGE_KINDS)])),
        source=argument("source"),
        retrospective=chosen("retrospective", ("0", "1")) == "1",
        after=number("after"),
        known=as_of().known if argument("known_at") else None,
    )


def number(name: str) -> int | None:
    """Give a number of a change, from 0, or None."""
    text = argument(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 15:
        wrong(f"{name} is the number of a change, not {text[:60]!r}")
    return int(text)


def now() -> datetime:
    """Give the present moment of the site."""
    return site().clock()
