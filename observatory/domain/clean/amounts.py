"""Sums of money as the Moroccan press writes them: DH, MDH, MMDH, KDHS, MMAD, and others."""

from __future__ import annotations

import re

from observatory.domain.clean.blanks import must_state
from observatory.domain.clean.numbers import (
    BRACKETED,
    MULTIPLIER,
    NUMBER,
    decimal,
    multiplier,
    qualifier_before,
    two_at_most,
)
from observatory.domain.clean.text import plain
from observatory.domain.values import Unclear

_CODES = {
    "MAD": "mad dh dhs dirham dirhams درهم دراهم",
    "EUR": "eur euro euros € اورو يورو",
    "USD": "usd us$ $us dollar dollars $ دولار",
    "GBP": "gbp £",
    "CHF": "chf",
    "CAD": "cad",
    "JPY": "jpy yen yens ¥",
    "CNY": "cny yuan yuans rmb",
    "XOF": "xof fcfa",
    "AED": "aed",
    "SAR": "sar",
}
_CURRENCY = {plain(word): code for code, words in _CODES.items() for word in words.split()}
_CENTIMES = frozenset(map(plain, ("centime", "centimes", "سنتيم")))
"""A hundredth of a dirham: the press in Arabic counts in milliards of centimes."""

_SCALE = {"k": 10**3, "m": 10**6, "mn": 10**6, "mm": 10**9, "md": 10**9, "mrd": 10**9, "mds": 10**9}
"""Letters glued to the currency: MDH is a million, MMDH a thousand million (a *milliard*)."""
_DIRHAM = re.compile("dhs?|dirhams?")

_NAMES = "|".join(sorted(map(re.escape, {*_CURRENCY, *_CENTIMES}), key=len, reverse=True))
_GLUE = "|".join(sorted(_SCALE, key=len, reverse=True))
_OF = r"(?:\s(?:de|d'|of|من))?"
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})\s?(?:(?P<times>{MULTIPLIER})(?!\w){_OF}\s?)?"
    rf"(?:(?P<scale>{_GLUE})\s?)?(?P<currency>{_NAMES})(?!\w)(?!\s?(?:canad|austral|hong))"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?P<currency>usd|eur|mad|dhs?|gbp|us\$|[$€£])\s?(?P<number>{NUMBER})"
    rf"(?:\s?(?P<times>{MULTIPLIER})(?!\w))?(?!\s?(?:{_NAMES}))"
)
_RATE = re.compile(
    r"\s?(?:/\s?(?:an|annee|year|mois|month)|par (?:an|mois)|a year|a month|"
    r"per (?:year|month|annum)|each year|annuels?|annuellement|yearly|chaque annee|"
    r"سنويا|في السنه|كل سنه)(?!\w)"
)


def amount(text: str) -> tuple[float, str, str]:
    """Give a sum, its ISO 4217 currency and its qualifier: ``62 MDH`` is ``(62e6, "MAD", "")``.

    Other numbers in the text (years, durations) are left aside, brackets too. Raises ``Blank`` for
    a blank; ``Unclear`` without a currency, with two sums, with a sum per year (a rate is no sum),
    and where ``12,500 MDH`` could be either thousands or a fraction.
    """
    must_state(text)
    flat = BRACKETED.sub(" ", plain(text)).strip()
    found = two_at_most(_AFTER, flat) or two_at_most(_BEFORE, flat)
    if len(found) != 1:
        how = "no sum with a currency is" if not found else "two sums are"
        raise Unclear(f"{how} stated: {text[:80]!r}")
    match = found[0]
    if _RATE.match(flat, match.end()):
        raise Unclear(f"a sum per year or month, not a sum: {text[:80]!r}")
    times = _times(match, text)
    number = decimal(match["number"], lone="thousands" if times == 1 else "") * times
    code = _CURRENCY.get(match["currency"], "MAD")
    if match["currency"] in _CENTIMES:
        number /= 100
    return float(number), code, qualifier_before(flat, match.start())


def _times(match: re.Match[str], text: str) -> int:
    """Give what the number is multiplied by, in words ("million") or letters ("MDH")."""
    scale = match.groupdict().get("scale")
    if not scale:
        return multiplier(match["times"])
    if match["times"]:
        raise Unclear(f"two multipliers: {text[:80]!r}")
    if scale == "mm" and not _DIRHAM.fullmatch(match["currency"]):
        raise Unclear(f"MM is a million or a milliard: {text[:80]!r}")
    return _SCALE[scale]
