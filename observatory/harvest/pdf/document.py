"""A document as it was read: its lines and paragraphs, and its tables by their headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from observatory.harvest.cells import Cell, Column, Row, which
from observatory.harvest.misread import UnknownHeader
from observatory.harvest.pdf.lines import Paragraph, PdfLine, paragraphs
from observatory.harvest.text import squeeze


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A ruled table: page and number on it from 1, and its rows of cells, blank ones empty.

    ``mixed`` says that text runs over the edge of its cell, where letters of two cells mix.
    """

    page: int
    number: int
    rows: tuple[tuple[str, ...], ...]
    mixed: bool = False

    def place(self, row: int, header: str) -> str:
        """Say where a cell stands: ``page 3, table 1, row 4, column "Terme"``."""
        return f'page {self.page}, table {self.number}, row {row}, column "{header}"'


@dataclass(frozen=True)
class Pdf:
    """A document: ``made`` is the day in its own properties (ISO, or empty).

    ``doubts`` say in words how its text came out damaged.
    """

    pages: int
    lines: tuple[PdfLine, ...]
    tables: tuple[PdfTable, ...]
    made: str = ""
    doubts: tuple[str, ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text in paragraphs, words that a line's end broke put together again."""
        return paragraphs(self.lines)

    def place_of(self, printed: str) -> str:
        """Say where the line stands that ``printed`` begins on; empty if no paragraph has it."""
        found = (part for part in self.paragraphs if printed in squeeze(part.text))
        return next((part.place_of(printed) for part in found), "")

    def table(self, columns: tuple[Column, ...]) -> list[Row]:
        """Give the rows of the tables that have at least two of ``columns``.

        A table without headers that goes on at the head of the next page belongs to the one before.
        Raises ``UnknownHeader`` where such a table has a header that no column covers, or where the
        letters of its cells mix.
        """
        rows: list[Row] = []
        headers: list[tuple[str, Column | None]] = []
        last = 0
        for table in self.tables:
            first = [(text, which(columns, text)) for text in table.rows[0]]
            known = sum(column is not None and bool(column.property) for _, column in first)
            if known >= min(2, len(columns)):
                unknown = [text for text, column in first if text and not column]
                if unknown:
                    raise UnknownHeader(f"unknown headers: {', '.join(unknown)}")
                headers, body = first, 1
            elif headers and table.page == last + 1 and len(first) == len(headers):
                body = 0
            else:
                headers = []
                continue
            if table.mixed:
                where = f"page {table.page}, table {table.number}"
                raise UnknownHeader(f"{where}: text runs over the edge of its cell")
            last = table.page
            rows += _rows(table, headers, body)
        return rows


def _rows(table: PdfTable, headers: list[tuple[str, Column | None]], body: int) -> Iterator[Row]:
    for number, row in enumerate(table.rows[body:], 1):
        cells = {
            column.property: Cell(text, header, table.place(number, header))
            for text, (header, column) in zip(row, headers, strict=True)
            if text and column and column.property
        }
        if cells:
            yield Row(cells, f"page {table.page}, table {table.number}, row {number}")
