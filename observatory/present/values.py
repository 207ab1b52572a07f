"""A canonical value as people read it: dates, numbers with their qualifier, terms, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from observatory.domain.periods import Period
from observatory.domain.values import Value
from observatory.domain.vocabulary import VOCABULARIES, Term
from observatory.domain.vocabulary.countries import countries
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.properties import PROPERTIES, Property
from observatory.present import dates
from observatory.present.reader import Reader
from observatory.present.words import N_

QUALIFIED = {
    ">": N_("more than %(number)s"),
    "<": N_("less than %(number)s"),
    "~": N_("about %(number)s"),
}
FILTERS = ("sector", "region", "vocation", "governance", "financing")
"""Properties whose terms lead to the list of clusters that share them."""


@dataclass(frozen=True, slots=True)
class Written:
    """A value in words; ``lang`` is set where it is a name or a text as printed."""

    text: str
    lang: str = ""
    href: str = ""
    url: str = ""


def written(rule: Property, value: Value, lang: str, reader: Reader) -> Written:
    """Write a value of a property; ``lang`` is the language in which it was printed."""
    match rule.datatype:
        case "text" | "name" | "person":
            return Written(value.text, lang or "und")
        case "date" | "moment":
            return Written(moment(value.text, reader))
        case "count" | "share" | "amount" | "area":
            return Written(number(value, reader) if value.number is not None else value.text)
        case "url":
            bare = value.text.partition("://")[2].removesuffix("/") or value.text
            return Written(bare, "und", url=value.text)
        case "term" | "place" | "country":
            found = terms(rule).get(value.text)
            if found is None:
                return Written(value.text, lang or "und")
            asked = {rule.key: found.key} if rule.key in FILTERS else {}
            return Written(
                found.label(reader.lang), href=reader.link("clusters", **asked) if asked else ""
            )


def terms(rule: Property) -> Mapping[str, Term]:
    """Give the terms that values of a property come from; empty if it has none."""
    match rule.datatype:
        case "place":
            return VOCABULARIES["city"]
        case "country":
            return countries()
        case "term":
            return VOCABULARIES[rule.vocabulary]
    return {}


def number(value: Value, reader: Reader) -> str:
    """Write a number with its unit and, in words, what qualifies it."""
    assert value.number is not None
    if value.unit == "%":
        text = dates.percent(value.number / 100, reader.lang)
    else:
        text = dates.number(value.number, reader.lang)
        unit = {"km2": "km²"}.get(value.unit, value.unit)
        text = f"{text}\u00a0{unit}" if unit else text
    form = QUALIFIED.get(value.qualifier)
    return reader.gettext(form, number=text) if form else text


def moment(text: str, reader: Reader) -> str:
    """Write an ISO day, month, year, period or local date and time (of Morocco)."""
    day, _, hour = text.partition("T")
    try:
        when = Period.parse(day)
    except ValueError:
        return text
    said = dates.period(when, reader.lang)
    return reader.joined([said, hour[:5]]) if hour else said


def scalar(name: str, value: Any, reader: Reader, unit: str = "") -> str:
    """Write a canonical scalar of a change: a number with its unit, an ISO date, a key, a text."""
    rule = PROPERTIES.get(name)
    if isinstance(value, int | float):
        return number(Value(str(value), str(value), float(value), "", unit), reader)
    text = str(value)
    if rule is None:
        return moment(text, reader) if name in EVENT_KINDS else text
    if rule.datatype in ("date", "moment"):
        return moment(text, reader)
    if rule.datatype in ("count", "share", "amount", "area") and text[:1] in QUALIFIED:
        with suppress(ValueError):
            return number(Value(text, text, float(text[1:]), text[0], unit), reader)
    found = terms(rule).get(text)
    return found.label(reader.lang) if found else text
