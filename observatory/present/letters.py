"""How wide words are when drawn, near enough to lay out a badge or a card without a browser."""

from __future__ import annotations

import unicodedata

NARROW, WIDE = frozenset("iljtfrI.,:;'’|!()[]·/ \u00a0\u202f-"), frozenset("mwMWÆŒ—…%@&")
RTL, POP = "\u202b", "\u202c"


def width(words: str, size: float) -> float:
    """Give the width of words set in Noto Sans at ``size``, in the same unit; within a tenth."""
    return size * sum(_share(letter) for letter in words)


def lines(words: str, size: float, room: float, most: int) -> list[str]:
    """Break words into ``most`` lines of at most ``room``; what is left out ends in an ellipsis."""
    out: list[str] = []
    for word in words.split():
        joined = f"{out[-1]} {word}" if out else word
        if out and width(joined, size) <= room:
            out[-1] = joined
        else:
            out.append(word)
    kept = out[:most]
    if kept and (len(out) > most or width(kept[-1], size) > room):
        last = kept[-1]
        while last and width(last + "…", size) > room:
            last = last[:-1].rstrip()
        kept[-1] = last.rstrip(" ,،") + "…"
    return kept


def embedded(words: str, lang: str) -> str:
    """Keep the order of an Arabic line that holds Latin words, in a drawing without a language."""
    return f"{RTL}{words}{POP}" if lang == "ar" else words


def _share(letter: str) -> float:
    if unicodedata.combining(letter) or letter in (RTL, POP):
        return 0.0
    if letter in NARROW:
        return 0.31
    if letter in WIDE:
        return 0.9
    if letter.isupper():
        return 0.66
    return 0.5 if "\u0600" <= letter <= "\u06ff" else 0.57
