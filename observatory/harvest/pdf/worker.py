"""The reading of one PDF in a process of its own: bytes in, JSON out, within limits.

Started by :mod:`observatory.harvest.pdf.reading` as a file, alone (``python -I``): whatever a
hostile file does to pdfminer, it does it here, without our settings, and no longer or larger than
permitted.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from io import BytesIO
from itertools import islice
from typing import Any

EDGES = 3_000
"""Drawn edges of a page in which a table is still looked for: the work grows with the square."""

SLACK = 1.0
"""Points by which a letter may stand over an edge."""


class Refused(Exception):
    """The document is not read; its argument is a key of ``reading.REFUSALS``."""


def read_strictly(body: bytes, pages: int, objects: int, characters: int) -> dict[str, Any]:
    """Read as :func:`read` does; ``mended`` if it took pdfminer's leniency.

    That passes over a stream that cannot be unpacked without a word.
    """
    from pdfminer import settings

    settings.STRICT = True
    try:
        return read(body, pages, objects, characters)
    except Refused:
        raise
    except Exception:
        settings.STRICT = False
        return read(body, pages, objects, characters) | {"mended": True}


def read(body: bytes, pages: int, objects: int, characters: int) -> dict[str, Any]:
    """Give lines and tables with their boxes in points from the top left of each page.

    A line is ``[page, number on the page, text, box, size of its letters]``, a table is
    ``[page, number on the page, rows of cells, whether text runs over an edge]`` and has its words
    for itself. Raises ``Refused`` and whatever pdfminer raises.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFXRefFallback

    with pdfplumber.open(BytesIO(body), raise_unicode_errors=False) as document:
        _count(document, pages, objects)
        found: dict[str, Any] = {
            "pages": len(document.pages),
            "mended": any(isinstance(xref, PDFXRefFallback) for xref in document.doc.xrefs),
            "made": str(document.metadata.get("CreationDate") or ""),
            "pictures": 0, "heights": [], "lines": [], "tables": [], "crowded": [],
        }  # fmt: skip
        left, drawn = characters, objects
        for page in document.pages:
            drawn -= sum(map(len, page.objects.values()))
            left -= len(page.chars)
            if left < 0 or drawn < 0:
                raise Refused("crowded")
            _add(found, page)
            page.close()
    return found


def _count(document: Any, pages: int, objects: int) -> None:
    from pdfminer.pdfpage import PDFPage

    ids = (one for xref in document.doc.xrefs for one in xref.get_objids())
    if len(list(islice(ids, objects + 1))) > objects:
        raise Refused("objects")
    if len(list(islice(PDFPage.create_pages(document.doc), pages + 1))) > pages:
        raise Refused("pages")


def _add(found: dict[str, Any], page: Any) -> None:
    number = page.page_number
    found["heights"].append(float(page.height))
    found["pictures"] += len(page.images)
    if len(page.edges) > EDGES:
        found["crowded"].append(number)
        tables = []
    else:
        tables = [
            table for table in page.find_tables() if _is_table(table, found["tables"], number)
        ]
    for place, table in enumerate(tables, 1):
        found["tables"].append([number, place, table.extract(), _runs_over(table, page.chars)])
    for place, line in enumerate(page.extract_text_lines(), 1):
        box = [float(line[side]) for side in ("x0", "top", "x1", "bottom")]
        if not any(_inside(box, table.bbox) for table in tables):
            size = max(float(char["size"]) for char in line["chars"])
            found["lines"].append([number, place, line["text"], box, size])


def _is_table(table: Any, before: list[Any], page: int) -> bool:
    """Say whether it has rows and columns: a frame around a paragraph is none.

    One row alone is the end of the table that the page before broke off, if that is as wide.
    """
    wide = max(len(row.cells) for row in table.rows)
    goes_on = bool(before) and before[-1][0] == page - 1 and len(before[-1][2][0]) == wide
    return wide > 1 and (len(table.rows) > 1 or goes_on)


def _runs_over(table: Any, chars: list[dict[str, Any]]) -> bool:
    """Say whether a letter stands across the right edge of its cell: two cells' letters mix."""
    cells = [cell for row in table.rows for cell in row.cells if cell]
    return any(
        char["text"].strip()
        and char["x0"] < cell[2] - SLACK
        and char["x1"] > cell[2] + SLACK
        and cell[1] <= (char["top"] + char["bottom"]) / 2 <= cell[3]
        for cell in cells
        for char in chars
    )


def _inside(box: list[float], of: tuple[float, float, float, float]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return of[0] <= x <= of[2] and of[1] <= y <= of[3]


def _why(error: Exception) -> str:
    """Name what stopped pdfminer: pdfplumber wraps it in an error of its own."""
    said = f"{error!r} {error.__cause__!r} {error.__context__!r}"
    if "MemoryError" in said or "Unable to allocate" in said:
        return "memory"
    return "encrypted" if re.search("Password|Encryption", said) else "broken"


def main(seconds: int, memory: int, pages: int, objects: int, characters: int) -> None:
    """Read standard input; answer on standard output what was read, or why it was not.

    ``seconds`` are of the processor, ``memory`` is in megabytes.
    """
    body = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    try:
        answer = read_strictly(body, pages, objects, characters)
    except Refused as error:
        answer = {"refused": str(error)}
    except ImportError:
        answer = {"refused": "library"}
    except Exception as error:
        answer = {"refused": _why(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
