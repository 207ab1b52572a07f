"""The day that a text prints, for a reader that must compare two of them."""

from __future__ import annotations

from datetime import date

from observatory.domain.clean import period
from observatory.domain.values import Unclear


def day(text: str, lang: str = "", order: str = "dmy") -> date | None:
    """Give the one day that ``text`` prints; None where it prints none, several, or no clear one.

    ``order`` is the source's own for dates in figures.
    """
    try:
        found = period(text, lang, None, order)
    except Unclear:
        return None
    return found.lo if found and found.lo == found.hi else None
