"""Small PDFs, written by hand: lines of text at their places, ruled tables, whatever is wrong.

They are plain ASCII, so that a saved one can be read in a diff. Letters beyond ASCII go as octal
escapes of Windows-1252, as the French of Helvetica does in real files.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

WIDTH, HEIGHT = 595, 842
"""An A4 page in points."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text at a place, in points from the top left corner of the page to its base line."""

    text: str
    x: float = 72
    y: float = 100
    size: float = 11


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table with its lines drawn, each row 18 points high; ``widths`` are of its columns."""

    rows: Sequence[Sequence[str]]
    y: float
    x: float = 72
    widths: Sequence[float] = (150, 150, 150)


Drawn = Words | Ruled


def paragraphs(*texts: str, y: float = 100, size: float = 11) -> list[Words]:
    """Put texts under each other; the lines of one text stand close, texts apart."""
    found = []
    for text in texts:
        for line in text.split("\n"):
            found.append(Words(line, y=y, size=size))
            y += size * 1.25
        y += size
    return found


def pdf(
    *pages: Iterable[Drawn],
    made: str = "",
    trailer: str = "",
    unicode: str = "",
    packed: bool = False,
) -> bytes:
    """Write a document of these pages.

    ``made`` is its date as PDF writes it, ``trailer`` goes into its trailer, ``unicode`` holds the
    letters that the codes from A onwards stand for, as a subset font declares them.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
    objects.append(font + (" /ToUnicode 5 0 R >>" if unicode else " >>"))
    objects.append(f"<< /CreationDate ({made}) >>" if made else "<< >>")
    objects.append(_stream(_letters(unicode)))
    kids = []
    for page in pages:
        content = "\n".join(_drawn(one) for one in page)
        objects.append(_packed(content) if packed else _stream(content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return assembled(objects, f"/Info 4 0 R {trailer}")


def assembled(objects: Sequence[str], trailer: str = "") -> bytes:
    """Write objects with their table and trailer, the first one being the catalog."""
    out = "%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\n"
    return f"{out}startxref\n{start}\n%%EOF\n".encode("latin-1")


def _drawn(one: Drawn) -> str:
    if isinstance(one, Words):
        return f"BT /F {one.size} Tf {one.x} {HEIGHT - one.y} Td ({_escaped(one.text)}) Tj ET"
    down, top = len(one.rows), HEIGHT - one.y
    edges = list(accumulate(one.widths[: max(map(len, one.rows))], initial=one.x))
    left, right, bottom = edges[0], edges[-1], top - down * 18
    out = [f"{left} {top - row * 18} m {right} {top - row * 18} l S" for row in range(down + 1)]
    out += [f"{edge} {top} m {edge} {bottom} l S" for edge in edges]
    out += [
        _drawn(Words(text, edges[column] + 4, one.y + row * 18 + 13, 10))
        for row, cells in enumerate(one.rows)
        for column, text in enumerate(cells)
        if text
    ]
    return "\n".join(out)


def _escaped(text: str) -> str:
    """Write a string of PDF: what is not ASCII by its code in Windows-1252."""
    codes = text.encode("cp1252")
    return "".join(
        f"\\{code:03o}" if code > 126 or chr(code) in "()\\" else chr(code) for code in codes
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _packed(content: str) -> str:
    packed = zlib.compress(content.encode("latin-1"), 9)
    return (
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
        f"{packed.decode('latin-1')}\nendstream"
    )


def _letters(unicode: str) -> str:
    """Write the map from codes to letters of a subset font, from A onwards."""
    rows = "\n".join(f"<{65 + n:02x}> <{ord(char):04x}>" for n, char in enumerate(unicode))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(unicode)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    )
