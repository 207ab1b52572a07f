"""Counts, shares and areas as people write them; sums of money are in ``amounts``.

A qualifier is ``>`` (more than, at least, +90), ``<`` (less than, at most), ``~`` (about, une
centaine) or empty. A text with two numbers is two claims or a range, and is never halved.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from typing import Literal

from observatory.domain.clean.blanks import must_state
from observatory.domain.clean.text import plain
from observatory.domain.clean.words import MULTIPLIERS, NUMBER_WORDS, QUALIFIERS
from observatory.domain.values import Unclear

NUMBER = r"(?:\d{1,3}(?:[ .,'’]\d{3}){1,5}+(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,9})?)(?![\d])"
"""A number in digits: groups of three, or a run, with at most one decimal part."""

MULTIPLIER = "(?:" + "|".join(sorted(map(re.escape, MULTIPLIERS), key=len, reverse=True)) + ")"
BRACKETED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")

_WORDS = "|".join(sorted(map(re.escape, NUMBER_WORDS), key=len, reverse=True))
_IN_DIGITS = re.compile(rf"(?<![\w.,])({NUMBER})(?:\s?({MULTIPLIER}))?(?!\w)")
_IN_WORDS = re.compile(rf"(?<!\w)({_WORDS})(?!\w)(?:\s({MULTIPLIER})(?!\w))?")
_COMPOUND = re.compile(
    r"(?<!\w)(?:cents|hundreds?|(?:di|dou|quin|ving|tren|cinquan|soixan|cen)[tz]aines|milliers|"
    + "|".join(re.escape(word) for word in MULTIPLIERS if len(word) > 2)
    + r")(?!\w)"
)
"""What makes a number larger than the words beside it say: "deux cents" is not 2."""
_NOT_A_COUNT = re.compile(
    r"%|pour ?cent|per ?cent|€|\$|(?<!\w)(?:m{0,3}|k)(?:dhs?|mad|eur|usd)(?!\w)"
)
_SHARE = re.compile(rf"(?<![\w.,])({NUMBER})\s?(?:%|pour ?cent|per ?cent|pct|في المائه|بالمائه)")
_AREA = re.compile(
    rf"(?<![\w.,])({NUMBER})(?:\s?({MULTIPLIER})(?!\w))?\s?"
    r"(?:(?P<km2>km ?2|sq\.? ?km|square kilomet(?:er|re)s?|kilometres? carres?|كم2|كم مربع)"
    r"|(?P<ha>hectares?|ha|هكتار)"
    r"|(?P<m2>m ?2|sq\.? ?m|square met(?:er|re)s?|metres? carres?|متر مربع))(?!\w)"
)
_QUALIFIER = re.compile(
    r"(?<!\w)("
    + "|".join(sorted(map(re.escape, QUALIFIERS), key=len, reverse=True))
    + r")\s?(?:(?:an?|une?)\s)?$"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([ .,'’])\d{3})(?:\1\d{3})*")


def count(text: str) -> tuple[int, str]:
    """Give a whole number and its qualifier: ``plus de 200`` is ``(200, ">")``.

    A dot or a comma before exactly three digits groups thousands (``3.100`` is 3100). What stands
    in brackets is left aside. Raises ``Blank`` for a blank, ``Unclear`` for two numbers, money, a
    share, a fraction or a negative number.
    """
    flat = _outside_brackets(text)
    if _NOT_A_COUNT.search(flat):
        raise Unclear(f"a share or a sum, not a count: {text[:80]!r}")
    match = _only_one(_IN_DIGITS, _IN_WORDS, flat, text)
    if _COMPOUND.search(flat[: match.start()]) or _COMPOUND.search(flat[match.end() :]):
        raise Unclear(f"a number of several words: {text[:80]!r}")
    word = match[1] if match[1] in NUMBER_WORDS else ""
    digits = Decimal(abs(NUMBER_WORDS[word])) if word else decimal(match[1])
    number = digits * multiplier(match[2])
    if number != int(number):
        raise Unclear(f"not a whole number: {text[:80]!r}")
    return int(number), _qualifier(flat, match, word)


def share(text: str) -> tuple[float, str]:
    """Give a share in percent and its qualifier: ``>90%`` is ``(90.0, ">")``.

    Raises ``Unclear`` without a percent sign or word, and above 100.
    """
    flat = _outside_brackets(text)
    match = _only_one(_SHARE, None, flat, text)
    percent = float(decimal(match[1], lone="fraction"))
    if percent > 100:
        raise Unclear(f"a share above 100 %: {text[:80]!r}")
    return percent, _qualifier(flat, match)


def area(text: str) -> tuple[float, str, str]:
    """Give an area, its unit (``km2``, ``ha``, ``m2``) and its qualifier."""
    flat = _outside_brackets(text)
    match = _only_one(_AREA, None, flat, text)
    number = decimal(match[1]) * multiplier(match[2])
    return float(number), str(match.lastgroup), _qualifier(flat, match)


def decimal(digits: str, *, lone: Literal["thousands", "fraction", ""] = "thousands") -> Decimal:
    """Read a number in digits; with two kinds of separator the last is the decimal one.

    ``lone`` says what a single dot or comma before exactly three digits is: it groups thousands
    in a count (``3.100``), starts a fraction in a share (``64.705 %``), and where nothing tells
    (empty) it raises ``Unclear``.
    """
    grouped = _GROUPED.fullmatch(digits)
    is_lone = grouped is not None and grouped[1] in ".," and digits.count(grouped[1]) == 1
    if is_lone and not lone:
        raise Unclear(f"thousands or a fraction: {digits!r}")
    if grouped and not (is_lone and lone == "fraction"):
        return Decimal(re.sub(r"\D", "", digits))
    at = max(digits.rfind("."), digits.rfind(","))
    whole, part = (digits[:at], digits[at + 1 :]) if at > 0 else (digits, "0")
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{part}")


def multiplier(word: str | None) -> int:
    """Give what a word multiplies by: ``milliard`` is 1,000,000,000; none is 1."""
    return MULTIPLIERS[word] if word else 1


def qualifier_before(flat: str, start: int) -> str:
    """Give the qualifier that ends right before ``start`` in a plain text."""
    found = _QUALIFIER.search(flat[max(0, start - 40) : start])
    return QUALIFIERS[found[1]] if found else ""


def two_at_most(pattern: re.Pattern[str], flat: str) -> list[re.Match[str]]:
    """Give the first two matches: one is the answer, two are a reason to refuse."""
    return list(islice(pattern.finditer(flat), 2))


def _outside_brackets(text: str) -> str:
    must_state(text)
    return BRACKETED.sub(" ", plain(text)).strip()


def _only_one(
    first: re.Pattern[str], second: re.Pattern[str] | None, flat: str, text: str
) -> re.Match[str]:
    found = two_at_most(first, flat) or (two_at_most(second, flat) if second else [])
    if len(found) != 1:
        how = "no number is" if not found else "two numbers or a range are"
        raise Unclear(f"{how} stated: {text[:80]!r}")
    start = found[0].start()
    if flat[start - 1 : start] in ("-", "−") and not flat[: start - 1].rstrip().endswith(":"):
        raise Unclear(f"a negative number: {text[:80]!r}")
    return found[0]


def _qualifier(flat: str, match: re.Match[str], word: str = "") -> str:
    before = qualifier_before(flat, match.start())
    after = flat[match.end() : match.end() + 1]
    if word and NUMBER_WORDS[word] < 0:
        return before or "~"
    return before or (">" if after == "+" else "")
