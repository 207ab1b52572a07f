"""Text as people compare it: white space squeezed, case and accents folded, lines of a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

_BLOCKS = """
    address article aside blockquote br button caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre
    section summary table tbody td tfoot th thead title tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "legend"])
_HIDDEN = frozenset(["visually-hidden", "element-invisible", "sr-only", "screen-reader-text"])
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""What no text may hold: pages also write them as ``&#1;``, and PostgreSQL stores no NUL."""
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_SORTING = re.compile(
    r"(?:(?<!\s)\s+)?(?:sort (?:as|des)cending|tri(?:er)?(?: par ordre)? (?:dé)?croissant)\s*$",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """One line of a page as a reader's eye meets it."""

    text: str
    heading: bool


def squeeze(text: str) -> str:
    """Turn every run of white space and control characters into one blank."""
    return " ".join((CONTROL.sub(" ", text) if CONTROL.search(text) else text).split())


def fold(text: str) -> str:
    """Give ``text`` without case, accents or doubled white space, for comparison only."""
    if text.isascii():
        return squeeze(text).casefold()
    return squeeze(_MARKS.sub("", unicodedata.normalize("NFKD", text))).casefold()


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """Fold a label or a header: no colon, no hidden "Sort descending", no case, no accents."""
    return fold(_SORTING.sub("", squeeze(text))).strip(" :*\u200b\ufeff")


def header_text(element: HtmlElement) -> str:
    """Give the text of a header without what only screen readers hear and without images."""
    return _SORTING.sub("", squeeze(" ".join(_visible(element))))


def _visible(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _HIDDEN.isdisjoint((child.get("class") or "").split()):
            yield from _visible(child)
        yield child.tail or ""


def lines(root: HtmlElement) -> Iterator[Line]:
    """Walk the visible lines below ``root``; block elements and ``<br>`` break lines."""
    held: list[str] = []
    inside_heading = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        breaks = tag in BLOCKS and element is not root
        if breaks and held:
            text = squeeze("".join(held))
            held.clear()
            if text:
                yield Line(text, inside_heading > 0)
        if event == "start":
            inside_heading += tag in HEADINGS
            if element.text:
                held.append(element.text)
        else:
            inside_heading -= tag in HEADINGS
            if element.tail and element is not root:
                held.append(element.tail)
    text = squeeze("".join(held))
    if text:
        yield Line(text, inside_heading > 0)


def element_text(root: HtmlElement) -> str:
    """Give all text below ``root`` on one line."""
    return " ".join(line.text for line in lines(root))


def split_list(text: str) -> list[str]:
    """Split at commas and semicolons that stand outside parentheses."""
    guarded = text.count("(") == text.count(")")
    parts, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if guarded and char == "(":
            depth += 1
        elif guarded and char == ")":
            depth -= 1
        elif char in ",;،؛" and depth <= 0:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [part for part in map(squeeze, parts) if part]
