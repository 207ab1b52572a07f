"""Open data as files: a dataset is rows under named variables, written as CSV or JSON Lines.

Every variable says what it holds, so that one codebook describes all files.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a text that a spreadsheet would run (OWASP, "CSV injection")."""

MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl"}
"""Formats of a file, with their media types."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One column: its name, what it holds, its type, and the vocabulary of its values if any.

    ``type`` is ``text``, ``key``, ``date`` (ISO day, month, year or interval), ``number`` or
    ``boolean``. An empty cell means that nobody states it.
    """

    name: str
    meaning: str
    type: str = "text"
    vocabulary: str = ""


def as_csv(variables: Iterable[Variable], rows: Iterable[Row]) -> Iterator[str]:
    """Write rows as CSV (RFC 4180, UTF-8), line by line; a text that is a formula is quoted."""
    names = [variable.name for variable in variables]
    line = StringIO()
    writer = csv.writer(line)
    writer.writerow(names)
    yield line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([_safe(row[name]) for name in names])
        yield line.getvalue()


def as_jsonl(variables: Iterable[Variable], rows: Iterable[Row]) -> Iterator[str]:
    """Write rows as JSON Lines: one object a line, every variable present, null for empty."""
    names = [variable.name for variable in variables]
    for row in rows:
        yield json.dumps({name: row[name] for name in names}, ensure_ascii=False) + "\n"


WRITERS = {"csv": as_csv, "jsonl": as_jsonl}


def _safe(cell: Cell) -> Cell:
    """Neutralise a text that a spreadsheet would take for a formula; true and false as JSON."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
