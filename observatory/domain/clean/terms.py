"""From printed words to the key of a vocabulary: terms, sectors, regions, cities, countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from observatory.domain.clean.numbers import BRACKETED
from observatory.domain.clean.text import fold, plain, tidy
from observatory.domain.values import Unclear
from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.bodies import ALIASES
from observatory.domain.vocabulary.countries import ALIASES as COUNTRY_ALIASES
from observatory.domain.vocabulary.countries import countries
from observatory.domain.vocabulary.places import CITIES, FORMER_REGIONS, REGIONS
from observatory.domain.vocabulary.sectors import SECTORS
from observatory.domain.vocabulary.term import Term

_NOT_YET = re.compile(r"\((?:planned|expected|proposed|prevue?|projete|en projet|مبرمج)\)")
_REGION_OF = re.compile(
    r"^(?:la |the )?region (?:de l |de la |du |de |of )?|^(?:the )?(.+) region$|^جهه "
)
_SEPARATED = re.compile(r"(?:(?<!\s)\s+)?[,;|/\n]\s*")


def term(vocabulary: str, text: str) -> str:
    """Give the key that ``text`` means: a key, a label in any language, or a known other form.

    What stands in brackets is left aside, unless it says "planned". Raises ``Unclear`` if no term
    or several fit, and ``KeyError`` for a vocabulary that does not exist.
    """
    if vocabulary == "sector":
        return sector(text)
    if vocabulary == "region":
        return region(text)
    if tidy(text) in VOCABULARIES[vocabulary]:
        return tidy(text)
    if _NOT_YET.search(plain(text)):
        raise Unclear(f"planned, not so yet: {text[:80]!r}")
    return _one(_index(vocabulary), text, vocabulary.replace("_", " "))


def sector(text: str) -> str:
    """Give the sector whose longest phrase stands in ``text``, as whole words.

    Raises ``Unclear`` if none does, or if the longest phrases of two are equally long.
    """
    if tidy(text) in SECTORS:
        return tidy(text)
    folded = f" {fold(text)} "
    best: dict[str, int] = {}
    for phrase, key in _phrases():
        if f" {phrase} " in folded:
            best[key] = max(best.get(key, 0), len(phrase))
    longest = max(best.values(), default=0)
    keys = [key for key, length in best.items() if length == longest]
    if len(keys) != 1:
        what = f"{' or '.join(keys)}" if keys else "no sector that is known"
        raise Unclear(f"{what}: {text[:80]!r}")
    return keys[0]


def region(text: str) -> str:
    """Give the key of a region of today, ISO 3166-2:MA.

    Raises ``Unclear`` for a name of before 2015: its borders were others.
    """
    if tidy(text) in REGIONS:
        return tidy(text)
    folded = fold(BRACKETED.sub(" ", plain(text)))
    short = _REGION_OF.sub(lambda match: match[1] or "", folded)
    for name in (folded, short):
        if name in _index("region"):
            return _index("region")[name]
    former = _index("former_region").get(short)
    if former:
        now = ", ".join(REGIONS[key].fr for key in FORMER_REGIONS[former].regions)
        raise Unclear(f"a region of before 2015, whose territory is now in {now}: {text[:80]!r}")
    raise Unclear(f"no region that is known: {text[:80]!r}")


def place(text: str) -> str:
    """Give the key of the one city that ``text`` names, alone or among what is no city."""
    if tidy(text) in CITIES:
        return tidy(text)
    parts = [tidy(text), *_SEPARATED.split(BRACKETED.sub(" ", plain(text)))]
    found = {_index("city")[fold(part)] for part in parts if fold(part) in _index("city")}
    if len(found) != 1:
        how = "no city that is known" if not found else "several cities"
        raise Unclear(f"{how}: {text[:80]!r}")
    return found.pop()


def country(text: str) -> str:
    """Give the ISO 3166-1 alpha-2 code of a country named in English, French or Arabic.

    Raises ``Unclear`` for an unknown name, and for "Korea" or "Congo", which are two.
    """
    if tidy(text).upper() in countries() and len(tidy(text)) == 2:
        return tidy(text).upper()
    names = [fold(text), fold(BRACKETED.sub(" ", plain(text)))]
    names += [name.removeprefix("the ") for name in names]
    codes = {_countries()[name] for name in names if name in _countries()}
    if not codes:
        codes = {_countries().get(fold(part), "") for part in text.split("/")}
    if len(codes) != 1 or "" in codes:
        raise Unclear(f"no one country: {text[:80]!r}")
    return codes.pop()


def split_countries(text: str) -> list[str]:
    """Split a cell that lists countries; a comma inside a name ("Korea, Republic of") stays."""
    parts = [part for part in re.split(r"[,;|\n،؛]", text) if part.strip()]
    out: list[str] = []
    while parts:
        first = parts.pop(0)
        if parts and fold(f"{first} {parts[0]}") in _countries():
            first = f"{first}, {parts.pop(0)}"
        out.append(tidy(first))
    return out


def _one(index: Mapping[str, str], text: str, what: str) -> str:
    for form in (text, BRACKETED.sub(" ", plain(text))):
        key = index.get(fold(form) or plain(form))
        if key:
            return key
    raise Unclear(f"no {what} that is known: {text[:80]!r}")


@cache
def _index(vocabulary: str) -> dict[str, str]:
    """Index a vocabulary by every folded form of its terms; labels win over other forms."""
    terms = VOCABULARIES[vocabulary].values()
    index = {fold(alias) or plain(alias): key for alias, key in ALIASES.get(vocabulary, {}).items()}
    for one in terms:
        index.update(dict.fromkeys(_forms(getattr(one, "aliases", ())), one.key))
    for one in terms:
        index.update(dict.fromkeys(_forms((one.key, one.en, one.fr, one.ar)), one.key))
    return index


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (phrase, one.key)
        for one in SECTORS.values()
        for phrase in _forms((*one.words, one.en, one.fr, one.ar))
    )


@cache
def _countries() -> dict[str, str]:
    index = {form: one.key for one in countries().values() for form in _forms(_spelled(one))}
    return index | {fold(alias): code for alias, code in COUNTRY_ALIASES.items()}


def _spelled(one: Term) -> tuple[str, ...]:
    """Give the names of a country, the English one also without its abbreviations."""
    whole = one.en.replace(" & ", " and ").replace("St. ", "Saint ")
    return one.en, whole, one.fr, one.ar


def _forms(texts: Iterable[str]) -> list[str]:
    return [form for form in map(fold, texts) if form]
