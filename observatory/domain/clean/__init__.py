"""Cleaning: from text as printed to text that can be compared, and to values that have a type.

``fold`` is what equality of names means, ``value`` types a raw text by its property, ``period``
reads a date. Everything is pure; what the rules do not decide raises ``Unclear`` with a sentence,
what states nothing raises ``Blank``.
"""

from __future__ import annotations

from observatory.domain.clean.amounts import amount
from observatory.domain.clean.blanks import Blank, is_blank
from observatory.domain.clean.contacts import has_contact, strip_contacts
from observatory.domain.clean.dates import moment, period, worked_out
from observatory.domain.clean.names import bare_name, person_key, same_person
from observatory.domain.clean.numbers import area, count, share
from observatory.domain.clean.sounds import skeleton
from observatory.domain.clean.terms import country, place, region, sector, split_countries, term
from observatory.domain.clean.text import fold, mixed_script, plain, script, search_key, tidy
from observatory.domain.clean.typed import value, values

__all__ = [
    "Blank",
    "amount",
    "area",
    "bare_name",
    "count",
    "country",
    "fold",
    "has_contact",
    "is_blank",
    "mixed_script",
    "moment",
    "period",
    "person_key",
    "place",
    "plain",
    "region",
    "same_person",
    "script",
    "search_key",
    "sector",
    "share",
    "skeleton",
    "split_countries",
    "strip_contacts",
    "term",
    "tidy",
    "value",
    "values",
    "worked_out",
]
