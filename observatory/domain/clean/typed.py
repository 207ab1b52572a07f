"""From a raw text to a value, by the datatype of its property."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from observatory.domain.clean.amounts import amount
from observatory.domain.clean.blanks import Blank, is_blank
from observatory.domain.clean.contacts import strip_contacts
from observatory.domain.clean.dates import moment, period
from observatory.domain.clean.names import bare_name, person_key
from observatory.domain.clean.numbers import area, count, share
from observatory.domain.clean.terms import country, place, split_countries, term
from observatory.domain.clean.text import fold
from observatory.domain.values import Unclear, Value
from observatory.domain.vocabulary.properties import Property
from observatory.domain.web import fault

_TWO_NAMES = re.compile(r"[;/&\n]|\s(?:et|and|و)\s", re.IGNORECASE)
_NO_PERSON = """association federation confederation groupe group cluster universite university
    ministere ministry societe company ecole institut institute centre center holding cgem amith
    gimas masen conseil council chambre الجمعيه جمعيه شركه وزاره جامعه فدراليه"""
_BODIES = frozenset(_NO_PERSON.split())
_URL = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:[:/?#]\S{0,2000})?", re.I)
_SPLIT = re.compile(r"(?:(?<!\s)\s+)?[,;|/&\n،؛]\s*|(?<!\s)\s+(?:et|and|و)\s+")


class _Printed(NamedTuple):
    """How a text was printed: its language, the day it counts from, the order of its dates."""

    lang: str
    anchor: date | None
    order: str


def value(
    prop: Property, raw: str, lang: str = "", anchor: date | None = None, order: str = "dmy"
) -> Value:
    """Type ``raw`` as a value of ``prop``.

    ``anchor`` is the day from which relative dates count, ``order`` that of the source for dates in
    figures. Contacts are dropped from every text.
    Raises ``Blank`` where nothing is stated, which is unknown and never a value, and ``Unclear``
    with a sentence where the rules cannot type what is.
    """
    text, found = strip_contacts(raw)
    if is_blank(text):
        raise Blank("nothing is stated but a contact" if found else f"nothing is stated: {text!r}")
    return _TYPES[prop.datatype](prop, text, _Printed(lang, anchor, order))


def values(prop: Property, raw: str, lang: str = "", anchor: date | None = None) -> list[Value]:
    """Type a cell that may hold several values: countries, terms or persons; else one.

    Each value appears once, in the order printed. Raises as :func:`value` does if one part is not
    clear: a list is read whole or not at all.
    """
    if not prop.many:
        return [value(prop, raw, lang, anchor)]
    parts = [raw]
    if prop.datatype == "country":
        parts = split_countries(raw)
    elif prop.datatype == "person":
        parts = [part for part in re.split(r"[;|\n؛]", raw) if part.strip()]
    elif prop.datatype == "term":
        try:
            return [value(prop, raw, lang, anchor)]
        except Blank:
            raise
        except Unclear:
            parts = [part for part in _SPLIT.split(raw) if part]
            parts = parts if len(parts) > 1 else raw.split()
    typed = (value(prop, part, lang, anchor) for part in parts or [raw])
    return list({one.key: one for one in typed}.values())


def _text(_prop: Property, text: str, _how: _Printed) -> Value:
    return Value(text, fold(text) or text)


def _person(_prop: Property, text: str, _how: _Printed) -> Value:
    name = bare_name(text)
    if not name:
        raise Blank(f"no name is stated: {text[:80]!r}")
    words = fold(name).split()
    if _TWO_NAMES.search(name):
        raise Unclear(f"two names: {text[:80]!r}")
    if len(words) > 7 or any(w in _BODIES or not w.isalpha() for w in words):
        raise Unclear(f"not a person's name: {text[:80]!r}")
    return Value(name, person_key(name) or fold(name))


def _date(_prop: Property, text: str, how: _Printed) -> Value:
    found = period(text, *how)
    if found is None:
        raise Unclear(f"no date is stated: {text[:80]!r}")
    return Value(str(found), str(found))


def _moment(_prop: Property, text: str, how: _Printed) -> Value:
    when = moment(text, *how)
    return Value(when, when)


def _count(_prop: Property, text: str, _how: _Printed) -> Value:
    return _number(*count(text))


def _share(_prop: Property, text: str, _how: _Printed) -> Value:
    return _number(*share(text), "%")


def _amount(_prop: Property, text: str, _how: _Printed) -> Value:
    number, currency, qualifier = amount(text)
    return _number(number, qualifier, currency)


def _area(_prop: Property, text: str, _how: _Printed) -> Value:
    number, unit, qualifier = area(text)
    return _number(number, qualifier, unit)


def _number(number: float, qualifier: str, unit: str = "") -> Value:
    text = str(int(number)) if number == int(number) else str(float(number))
    return Value(text, f"{qualifier}{text}{unit}", float(number), qualifier, unit)


def _url(_prop: Property, text: str, _how: _Printed) -> Value:
    """Read one web address; equal are two that differ in scheme, ``www.`` or a last slash."""
    found = [word.strip("()<>,;\"'") for word in text.split()]
    found = [word.rstrip(".") for word in found if _URL.fullmatch(word.rstrip("."))]
    if len(set(found)) != 1:
        how = "no web address" if not found else "several web addresses"
        raise Unclear(f"{how}: {text[:80]!r}")
    url = found[0] if "://" in found[0] else f"http://{found[0]}"
    if fault(url):
        raise Unclear(f"not a plain web address: {text[:80]!r}")
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    key = f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
    return Value(url, key)


def _term(prop: Property, text: str, _how: _Printed) -> Value:
    key = term(prop.vocabulary, text)
    return Value(key, key)


def _place(_prop: Property, text: str, _how: _Printed) -> Value:
    key = place(text)
    return Value(key, key)


def _country(_prop: Property, text: str, _how: _Printed) -> Value:
    code = country(text)
    return Value(code, code)


_Typer = Callable[[Property, str, _Printed], Value]
_TYPES: dict[str, _Typer] = {
    "text": _text,
    "name": _text,
    "person": _person,
    "date": _date,
    "moment": _moment,
    "count": _count,
    "share": _share,
    "amount": _amount,
    "area": _area,
    "url": _url,
    "term": _term,
    "place": _place,
    "country": _country,
}
