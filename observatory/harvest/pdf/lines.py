"""Lines of a PDF with their places, and the paragraphs that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from observatory.harvest.pdf.damage import unbroken
from observatory.harvest.text import fold

_EDGE = 0.12
"""Part of a page's height, at its head and at its foot, where lines that repeat are no text."""
_BULLET = re.compile(
    r"(?:[•▪●◦‣■□➢✓–—*-]|\uf0b7|\(?(?:\d{1,2}|[a-z])[.)°])\s+(?=\S)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line as printed: page and number on it from 1, box in points from the top left corner."""

    page: int
    number: int
    text: str
    box: tuple[float, float, float, float]
    size: float

    @property
    def place(self) -> str:
        """Say where it stands: ``page 2, line 14 (72 540 410 552 pt)``."""
        box = " ".join(f"{side:.0f}" for side in self.box)
        return f"page {self.page}, line {self.number} ({box} pt)"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, on one line; ``item`` if it began with a bullet or a number.

    ``lines`` hold where each part of it stands, ``heading`` says that its letters are larger than
    those of most lines.
    """

    text: str
    lines: tuple[PdfLine, ...]
    item: bool = False
    heading: bool = False

    @property
    def place(self) -> str:
        """Say where its first line stands."""
        return self.lines[0].place

    def place_of(self, part: str) -> str:
        """Say where the line stands that ``part`` of the text begins on."""
        words = fold(part).split()
        for count in range(min(len(words), 4), 0, -1):
            start = " ".join(words[:count])
            for line in self.lines:
                if start in fold(line.text):
                    return line.place
        return self.place


def paragraphs(lines: tuple[PdfLine, ...]) -> tuple[Paragraph, ...]:
    """Put lines together into paragraphs, and words that a line's end broke."""
    sizes = sorted(line.size for line in lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    words = frozenset(word for line in lines for word in fold(line.text).split())
    return tuple(_paragraph(held, usual, words) for held in _grouped(lines))


def without_running(lines: list[PdfLine], heights: list[float]) -> Iterator[PdfLine]:
    """Leave out heads and feet: lines near an edge that stand so on most pages, numbers aside."""

    def key(line: PdfLine) -> tuple[str, int]:
        return _DIGITS.sub("0", fold(line.text)), round(line.box[1])

    def near(line: PdfLine) -> bool:
        height = heights[line.page - 1]
        return line.box[3] < _EDGE * height or line.box[1] > (1 - _EDGE) * height

    pages: dict[tuple[str, int], set[int]] = {}
    for line in filter(near, lines):
        pages.setdefault(key(line), set()).add(line.page)
    for line in lines:
        if not (near(line) and len(pages[key(line)]) * 2 > max(len(heights), 2)):
            yield line


def _grouped(lines: tuple[PdfLine, ...]) -> Iterator[list[PdfLine]]:
    """Group lines into paragraphs: a bullet, a gap, other letters or a new page begin one.

    A sentence that a page's end breaks goes on: it ends without a stop, and the next line begins
    without a capital.
    """
    held: list[PdfLine] = []
    for line in lines:
        if held and _begins(held[-1], line):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _begins(before: PdfLine, line: PdfLine) -> bool:
    if _BULLET.match(line.text) or abs(line.size - before.size) > 0.5:
        return True
    if line.page != before.page:
        return before.text.endswith((".", ":", ";", "!", "?")) or not line.text[:1].islower()
    return line.box[1] - before.box[3] > 0.7 * line.size


def _paragraph(lines: list[PdfLine], usual: float, words: frozenset[str]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = unbroken(text, line.text, words)
    bare = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    return Paragraph(bare, tuple(lines), bare != text, lines[0].size > usual + 0.5)
