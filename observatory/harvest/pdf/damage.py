"""How text comes damaged out of a PDF: without accents, in pieces, as codes instead of letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from observatory.harvest.text import fold

ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
"""Arabic letters and the presentation forms that PDFs print them in."""

_CODE = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf0b6\uf0b8-\uf8ff]")
"""Letters that the document gives no meaning; U+F0B7 is the bullet of a symbol font."""
_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = {
    "le", "la", "les", "de", "des", "du", "et", "est", "une", "dans", "pour", "par", "sur", "au",
    "aux",
}  # fmt: skip
_ENOUGH = 200
"""Words of French in which some accent must stand: one in six has one."""
_STEM = 4


def damage(text: str) -> Iterator[str]:
    """Say in words how ``text`` is damaged."""
    codes = len(_CODE.findall(text))
    if codes:
        yield f"{codes} letters came out as codes"
    words = _WORD.findall(text)
    french = sum(word in _FRENCH for word in words)
    if len(words) >= _ENOUGH and french * 6 > len(words) and text.isascii():
        yield "the French text has lost its accents"
    single = sum(len(word) == 1 for word in words)
    if len(words) >= 20 and single * 2 > len(words):
        yield "the words came out letter by letter"
    broken = list(_broken(words))
    if broken:
        yield f"words came out in pieces: {', '.join(broken[:3])}"


def unbroken(before: str, after: str, words: frozenset[str]) -> str:
    """Join two lines of a paragraph; ``words`` are the folded words of the document.

    A hyphen at the end stays (``contrats-programmes``) unless the document prints the word without
    it elsewhere.
    """
    if not before.endswith(("-", "\u00ad", "\u2010")):
        return f"{before} {after}"
    stem = before[:-1]
    head, tail = stem.rpartition(" ")[2], after.partition(" ")[0]
    whole = fold(head + tail).strip(".,;:()")
    joined = before.endswith("\u00ad") or whole in words
    return (stem if joined else before) + after


def _broken(words: list[str]) -> Iterator[str]:
    """Give pairs such as "Maintenan ce" that the same document elsewhere prints as one word.

    "Contre partie" may be meant: the first piece stands nowhere but before the second.
    """
    folded = list(map(fold, words))
    counted, pairs = Counter(folded), Counter(pairwise(folded))
    for (start, end), times in pairs.items():
        if len(start) >= _STEM and counted[start + end] and counted[start] == times:
            yield f"{start} {end}"
