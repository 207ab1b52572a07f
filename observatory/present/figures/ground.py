"""What all figures share: paper, ink and type; title above, source and date under; right to left.

The colours are the light roles of the style sheet: a figure brings its own paper, so that it can be
read on a dark page, in a letter and in print alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from observatory.present.languages import LANGUAGES

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
PAPER, INK, QUIET, HAIR = "#fbfaf6", "#17211e", "#4d5a5f", "#dcd8cb"
LABELLED, PROCESS, BRICK, SLATE, TINT = "#0b5d57", "#b7791f", "#a23b2a", "#5b6770", "#e6efec"
FONT = "Noto Sans, Noto Sans Arabic, sans-serif"
WIDTH = 520
"""Width of what is drawn, in pixels at their natural size: letters stay legible on a phone."""
LETTERS = {"title": 42, "text": 70, "foot": 84, "half": 27, "third": 17}
"""Letters of one line, by how large they are."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around a figure: title, finding, source and date, in one language."""

    lang: str
    title: str
    finding: str
    foot: tuple[str, ...]

    @property
    def mirrored(self) -> bool:
        """Say whether one reads from the right."""
        return LANGUAGES[self.lang].direction == "rtl"

    @property
    def start(self) -> str:
        """Give the side on which one begins to read."""
        return "right" if self.mirrored else "left"

    @property
    def anchor(self) -> str:
        """Give the same as the anchor of a heading."""
        return "end" if self.mirrored else "start"

    @property
    def origin(self) -> int:
        """Give where a line begins, in pixels from the left."""
        return WIDTH if self.mirrored else 0

    def text(self, words: str) -> str:
        """Set words apart from right to left where one reads so (UAX 9), for mixed scripts."""
        return f"\u2067{words}\u2069" if self.mirrored and words else words

    def lines(self, words: str, size: str = "text") -> list[str]:
        """Break words into lines."""
        return [self.text(line) for line in wrap(words, LETTERS[size])]


def framed(sheet: Sheet, parts: Iterable[Spec], inset: int = 0) -> Spec:
    """Put a title above the parts of a figure, and its source and date under them.

    ``inset`` is how far an axis stands before what is drawn, in pixels.
    """
    foot = [line for words in sheet.foot for line in sheet.lines(words, "foot")]
    spec: Spec = {
        "$schema": SCHEMA,
        "background": PAPER,
        "padding": 18,
        "vconcat": [*parts, *([lines(sheet, foot, inset)] if foot else [])],
        "spacing": 12,
        "config": CONFIG,
    }
    if sheet.title:
        spec["title"] = {
            "text": sheet.lines(sheet.title, "title"), "subtitle": sheet.lines(sheet.finding),
            "anchor": sheet.anchor, "align": sheet.start, "frame": "bounds", "offset": 18,
        }  # fmt: skip
    return spec


def lines(sheet: Sheet, texts: list[str], inset: int = 0) -> Spec:
    """Set lines of small text."""
    return {
        "width": WIDTH,
        "height": 16 * len(texts) + 4,
        "data": {"values": [{}]},
        "mark": {
            "type": "text", "text": texts, "align": sheet.start, "baseline": "top",
            "x": sheet.origin + inset * (1 if sheet.mirrored else -1), "y": 2,
            "fontSize": 12, "lineHeight": 16, "color": QUIET,
        },
    }  # fmt: skip


CONFIG: Spec = {
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "title": {
        "fontSize": 20, "fontWeight": 600, "color": INK, "lineHeight": 26,
        "subtitleFontSize": 14, "subtitleColor": QUIET, "subtitleLineHeight": 20,
        "subtitlePadding": 6,
    },
    "text": {"color": INK, "fontSize": 14},
    "axis": {
        "labelColor": QUIET, "labelFontSize": 13, "titleColor": QUIET, "titleFontSize": 13,
        "titleFontWeight": 400, "gridColor": HAIR, "domainColor": INK, "tickColor": INK,
        "labelFontWeight": 400,
    },
    "header": {
        "labelColor": INK, "labelFontSize": 14, "labelFontWeight": 600, "title": None,
    },
}  # fmt: skip
