"""HTML tables read by their headers: aliases known, order free, an unknown header refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from observatory.harvest.cells import Cell, Column, Row, which
from observatory.harvest.misread import NothingFound, UnknownHeader
from observatory.harvest.page import Page
from observatory.harvest.text import HEADINGS, element_text, fold, header_text

_FIELD_CLASS = re.compile(r"(?:^|\s)views-field-([\w-]+)")
_MAX_SPAN = 50


@dataclass(frozen=True, slots=True)
class _Header:
    label: str
    column: Column | None
    field: str
    id: str


@dataclass(frozen=True, slots=True)
class _Table:
    title: str
    headers: tuple[_Header, ...]
    body: tuple[HtmlElement, ...]

    @property
    def known(self) -> frozenset[str]:
        return frozenset(h.label for h in self.headers if h.column)


def table(page: Page, *columns: Column, caption_hint: str = "") -> list[Row]:
    """Read the table whose headers are these columns, wherever it stands and in any order.

    Several tables with the same headers (a grouped list) are read as one. ``caption_hint`` is a
    text of the caption or of the heading before the table, and chooses among several. A list that
    says itself that it is empty gives no rows.

    Raises ``NothingFound`` if no table fits, ``UnknownHeader`` if one fits but for a header that
    no column names or for a required column, or if that is blank in every row.
    """
    found = [t for t in (_recognise(e, columns) for e in page.tree.iter("table")) if t]
    if caption_hint:
        hinted = [t for t in found if fold(caption_hint) in fold(t.title)]
        found = hinted or found
    if not found:
        names = ", ".join(column.labels[0] for column in columns if column.labels)
        raise NothingFound(f"no table with the headers {names}")
    best = max(found, key=lambda t: (len(t.known), len(t.body)))
    rows: list[Row] = []
    for one in found:
        if one.known == best.known:
            _check(one, columns)
            rows.extend(_rows(page, one))
    for column in columns:
        if rows and column.required and not any(column.property in row for row in rows):
            raise UnknownHeader(f"nothing stands under {column.labels[0]!r} in any row")
    return rows


def _recognise(element: HtmlElement, columns: tuple[Column, ...]) -> _Table | None:
    own = [row for row in element.iter("tr") if _table_of(row) is element]
    best: tuple[int, list[_Header]] = (0, [])
    place = 0
    for number, row in enumerate(own[:3]):
        headers = [_header(cell, columns) for cell in _cells(row)]
        known = sum(h.column is not None for h in headers)
        if known > best[0]:
            best, place = (known, headers), number
    known, headers = best
    named = sum(bool(h.label) for h in headers)
    if known < min(2, len(columns)) or known * 2 < named:
        return None
    return _Table(_title(element), tuple(headers), tuple(own[place + 1 :]))


def _check(found: _Table, columns: tuple[Column, ...]) -> None:
    unknown = [h.label for h in found.headers if h.label and not h.column]
    if unknown:
        raise UnknownHeader(f"unknown headers: {', '.join(unknown)}")
    present = [h.column for h in found.headers if h.column]
    missing = [c.labels[0] for c in columns if c.required and c not in present]
    if missing:
        raise UnknownHeader(f"headers are missing: {', '.join(missing)}")
    twice = {c.property for c in present if present.count(c) > 1 and c.property and not c.many}
    if twice:
        raise UnknownHeader(f"two headers mean {', '.join(sorted(twice))}")


def _rows(page: Page, found: _Table) -> Iterator[Row]:
    group = ""
    name = f"table {found.title!r}" if found.title else "table"
    pending: dict[int, tuple[HtmlElement, int]] = {}
    labels = [h.label for h in found.headers]
    for number, element in enumerate(found.body, start=1):
        cells = _cells(element)
        spread = _spread(cells, pending)
        texts = [element_text(cell) for cell in cells]
        if not any(texts) or _in_foot(element):
            continue
        if texts[0].startswith(labels[0]) and [header_text(c) for c in cells] == labels:
            continue  # the headers once more
        if len(set(spread)) == 1 and len(found.headers) > 1:
            if "views-empty" not in (cells[0].get("class") or ""):
                group = texts[0]
            continue
        locator = f"{name}, row {number}"
        values: dict[str, Cell] = {}
        for header, cell in _under(found.headers, cells, spread, locator):
            text = element_text(cell)
            if text and header.column and header.column.property:
                where = f"{locator}, {header.label}"
                values.setdefault(
                    header.column.property, Cell(text, header.label, where, page.url, cell)
                )
            elif text and not header.column:
                raise UnknownHeader(f"{locator}: {text[:40]!r} stands under no header")
        yield Row(values, locator, group)


def _under(
    headers: Sequence[_Header],
    cells: Sequence[HtmlElement],
    spread: Sequence[HtmlElement],
    locator: str,
) -> Iterator[tuple[_Header, HtmlElement]]:
    """Pair cells with headers: by ``headers``, by field class, else by the grid if it is whole."""
    by_id = {h.id: h for h in headers if h.id}
    by_field = {h.field: h for h in headers if h.field}
    named = []
    for cell in cells:
        ids = (cell.get("headers") or "").split()
        header = next((by_id[i] for i in ids if i in by_id), by_field.get(_field(cell)))
        named.append((header, cell))
    if all(header for header, _ in named):
        yield from ((header, cell) for header, cell in named if header)
    elif len(spread) == len(headers):
        yield from zip(headers, spread, strict=True)
    else:
        raise UnknownHeader(f"{locator}: {len(spread)} cells under {len(headers)} headers")


def _spread(
    cells: Sequence[HtmlElement], pending: dict[int, tuple[HtmlElement, int]]
) -> list[HtmlElement]:
    """Lay a row on the grid, with cells that span columns or reach down from rows above."""
    grid: list[HtmlElement] = []
    queue = list(cells)
    while queue or len(grid) in pending:
        if len(grid) in pending:
            cell, left = pending.pop(len(grid))
            if left > 1:
                pending[len(grid)] = (cell, left - 1)
            grid.append(cell)
            continue
        cell = queue.pop(0)
        down = _span(cell, "rowspan")
        for _ in range(_span(cell, "colspan")):
            if down > 1:
                pending[len(grid)] = (cell, down - 1)
            grid.append(cell)
    return grid


def _span(cell: HtmlElement, attribute: str) -> int:
    said = (cell.get(attribute) or "1").strip()
    return min(max(int(said), 1), _MAX_SPAN) if said.isascii() and said.isdigit() else 1


def _header(cell: HtmlElement, columns: tuple[Column, ...]) -> _Header:
    label, name = header_text(cell), _field(cell)
    return _Header(label, which(columns, label, name), name, cell.get("id") or "")


def _field(cell: HtmlElement) -> str:
    match = _FIELD_CLASS.search(cell.get("class") or "")
    return match.group(1) if match else ""


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _in_foot(row: HtmlElement) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "tfoot"


def _table_of(row: HtmlElement) -> HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _title(element: HtmlElement) -> str:
    """Give the caption of a table, or the nearest heading before it."""
    caption = element.find("caption")
    if caption is not None:
        return element_text(caption)
    here: HtmlElement | None = element
    while here is not None:
        for before in here.itersiblings(preceding=True):
            if before.tag in HEADINGS:
                return element_text(before)
            inner = list(before.iter(*HEADINGS))
            if inner:
                return element_text(inner[-1])
        here = here.getparent()
    return ""
