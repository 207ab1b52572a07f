"""Bytes to a document, within limits; what cannot be trusted is refused with a reason.

The file itself is opened in another process (:mod:`observatory.harvest.pdf.worker`).
Arabic comes out of PDFs in the wrong order, so that it is never read as text: decision 0011.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from observatory.domain.extract import Reason
from observatory.harvest.misread import Misread
from observatory.harvest.pdf.damage import ARABIC, damage
from observatory.harvest.pdf.document import Pdf, PdfTable
from observatory.harvest.pdf.lines import PdfLine, without_running
from observatory.harvest.text import squeeze

WORKER = Path(__file__).with_name("worker.py")
MARK = b"%PDF-"
"""What a PDF begins with (ISO 32000-1, 7.5.2), within its first kilobyte."""
_END = b"%%EOF"
_NEAR = 1_024

ARABIC_AT_MOST = 0.1
"""Share of Arabic letters up to which they are a bilingual letterhead, which is left out."""
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")

REFUSALS: dict[str, tuple[str, str]] = {
    "library": (
        "pdf_unreadable",
        "no library to read PDF is installed: pip install 'morocco-cluster-observatory[pdf]'",
    ),
    "encrypted": ("pdf_unreadable", "the document is locked with a password"),
    "broken": ("pdf_unreadable", "the document is damaged: it has no pages that can be read"),
    "memory": ("too_large", "the document needs more memory than {memory} MB to be read"),
    "time": ("too_large", "the document takes longer than {seconds:g} seconds to be read"),
    "pages": ("too_large", "the document has more than {pages} pages"),
    "objects": ("too_large", "the document has more than {objects} objects"),
    "crowded": ("too_large", "the document has more than {characters} letters or {objects} lines"),
}
"""Why a document was not read: the code and the sentence, by what the worker or its end says."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one document may take; ``memory`` is in megabytes."""

    seconds: float = 20.0
    memory: int = 512
    pages: int = 200
    objects: int = 100_000
    characters: int = 2_000_000


LIMITS = Limits()


def is_pdf(body: bytes) -> bool:
    """Say whether bytes are a PDF, by what they begin with."""
    return MARK in body[:_NEAR] and not body[:_NEAR].lstrip().startswith(b"<")


def read_pdf(body: bytes, limits: Limits = LIMITS) -> Pdf:
    """Read a document within ``limits``.

    Raises ``Misread``: ``pdf_unreadable``, ``truncated``, ``too_large``, ``empty`` for pictures of
    pages without text, ``arabic_pdf``.
    """
    if _END not in body[-_NEAR:]:
        raise Misread(Reason("truncated", "the document stops before its end"))
    found = _worked(body, limits)
    if "refused" in found:
        raise _refusal(found["refused"], limits)
    lines = [PdfLine(page, at, squeeze(text), tuple(box), size)
             for page, at, text, box, size in found["lines"]]  # fmt: skip
    cells = [
        PdfTable(page, at, tuple(tuple(squeeze(c or "") for c in row) for row in rows), mixed)
        for page, at, rows, mixed in found["tables"]
    ]
    words = " ".join(
        [*(line.text for line in lines), *(c for t in cells for r in t.rows for c in r)]
    )
    if not any(char.isalpha() for char in words):
        pictures = "pictures of pages and " if found["pictures"] else ""
        raise Misread(Reason("empty", f"the document holds {pictures}no text"))
    arabic = len(ARABIC.findall(words))
    if arabic > ARABIC_AT_MOST * sum(char.isalpha() for char in words):
        said = "the document is in Arabic, which comes out of PDF in the wrong order"
        raise Misread(Reason("arabic_pdf", said))
    kept = [line for line in lines if not ARABIC.search(line.text)]
    return Pdf(
        found["pages"],
        tuple(without_running(kept, found["heights"])),
        tuple(_without_arabic(table) for table in cells),
        _day(found["made"]),
        tuple(_doubts(found, words)),
    )


def _worked(body: bytes, limits: Limits) -> dict[str, Any]:
    """Have the worker read it; a worker that ends otherwise than with an answer is a refusal."""
    given = (math.ceil(limits.seconds), limits.memory, limits.pages, limits.objects,
             limits.characters)  # fmt: skip
    command = [sys.executable, "-I", str(WORKER), *map(str, given)]
    try:
        done = subprocess.run(
            command, input=body, capture_output=True, env={}, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return {"refused": "time"}
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"refused": "time" if done.returncode < 0 else "memory"}
    return answer


def _refusal(why: str, limits: Limits) -> Misread:
    code, said = REFUSALS[why]
    given = {name: getattr(limits, name) for name in Limits.__slots__}
    return Misread(Reason(code, said.format(**given)))


def _without_arabic(table: PdfTable) -> PdfTable:
    rows = (tuple("" if ARABIC.search(cell) else cell for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _day(made: str) -> str:
    """Read ``D:20230327101500+01'00'`` as an ISO day; empty if it is none."""
    found = _MADE.match(made)
    return "-".join(found.groups()) if found else ""


def _doubts(found: dict[str, Any], words: str) -> Iterator[str]:
    yield from damage(words)
    if found["mended"]:
        yield "the document is damaged: parts of it may be missing"
    if found["crowded"]:
        pages = ", ".join(map(str, found["crowded"]))
        yield f"too many lines are drawn to look for tables on page {pages}"
