"""Values that stand beside their labels: Drupal fields, definition lists, rows, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from observatory.harvest.cells import Cell, Column, which
from observatory.harvest.misread import UnknownHeader
from observatory.harvest.page import Page
from observatory.harvest.text import element_text, header_text, squeeze

_FIELD_NAME = re.compile(r"(?:^|\s)field-(?:-)?name-+(\w[\w-]*)(?:\s|$)")
_FIELDS = etree.XPath(
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' field ')]"
    "[.//*[contains(@class, 'field__item') or contains(@class, 'field-item')]]"
)
_FIELD_CLASS = frozenset(["field"])
_LABEL_CLASSES = frozenset(["field__label", "field-label"])
_VALUE_CLASSES = (
    frozenset(["field__items", "field-items"]),
    frozenset(["field__item", "field-item"]),
)

_Found = tuple[str, str, HtmlElement]
"""A label, a machine name and the element that holds the value."""


def labelled(page: Page, *columns: Column) -> dict[str, Cell]:
    """Find the value of each column beside one of its labels; what is blank stays out.

    Understands both dialects of Drupal fields, ``<dt>``/``<dd>``, rows of two cells, and text:
    ``Label: value``, a label with the value on the next line, and several of them run together
    on one line. Labels that no column names are passed over.

    Raises ``UnknownHeader`` if a label that is not ``many`` stands beside two different values.
    """
    found: dict[str, Cell] = {}
    met: set[str] = set()
    for reader in (_fields, _definitions, _pairs):
        for label, name, element in reader(page.tree):
            column = which(columns, label, name)
            if not column or not column.property:
                continue
            met.add(column.property)
            if text := element_text(element):
                header = label or name
                _keep(found, column, Cell(text, header, f"label {header!r}", page.url, element))
    for column, cell in _text(page, columns):
        if column.property not in met:
            found.setdefault(column.property, cell)
    return found


def _keep(found: dict[str, Cell], column: Column, cell: Cell) -> None:
    before = found.setdefault(column.property, cell)
    if before.text != cell.text and not column.many:
        raise UnknownHeader(f"{cell.locator} stands beside two different values")


def _fields(tree: HtmlElement) -> Iterator[_Found]:
    found = _FIELDS(tree)
    for field in found if isinstance(found, list) else []:
        if not isinstance(field, HtmlElement):
            continue
        own = [e for e in field.iter() if e is field or _field_of(e) is field]
        label = next((e for e in own if _has(e, _LABEL_CLASSES)), None)
        if label is not None:
            own = [e for e in own if e not in (field, label)]
        value = next((e for c in _VALUE_CLASSES for e in own if _has(e, c)), None)
        if value is not None:
            match = _FIELD_NAME.search(field.get("class") or "")
            said = "" if label is None else header_text(label).strip(" :\u200b")
            yield said, match.group(1) if match else "", value


def _definitions(tree: HtmlElement) -> Iterator[_Found]:
    for term in tree.iter("dt"):
        value = term.getnext()
        if value is not None and value.tag == "dd":
            yield header_text(term).strip(" :"), "", value


def _pairs(tree: HtmlElement) -> Iterator[_Found]:
    for row in tree.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("th", "td")]
        if len(cells) == 2 and cells[1].tag == "td":
            yield header_text(cells[0]).strip(" :"), "", cells[1]


def _text(page: Page, columns: tuple[Column, ...]) -> Iterator[tuple[Column, Cell]]:
    """Find labels with a colon in the lines of the page, each with what follows it."""
    names = {label: column for column in columns for label in column.labels}
    if not names:
        return
    longest_first = sorted(names, key=len, reverse=True)
    any_label = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    pattern = re.compile(rf"(?<!\w)({any_label})\s*:", re.IGNORECASE)
    by_text = {squeeze(name).casefold(): column for name, column in names.items()}
    seen: dict[str, str] = {}
    for number, line in enumerate(page.lines):
        hits = list(pattern.finditer(line.text))
        colon = line.text.find(":")
        for hit, after in zip(hits, [*hits[1:], None], strict=False):
            if 0 < hit.start() <= colon:
                continue  # the end of a longer label: "Sectoral Industries:" is not "Industries:"
            label = squeeze(hit.group(1))
            column = by_text[label.casefold()]
            text = line.text[hit.end() : after.start() if after else None].strip()
            if not text and not after:
                text = _next_line(page, number, pattern)
            if not text or not column.property:
                continue
            if seen.setdefault(column.property, text) != text and not column.many:
                raise UnknownHeader(f"label {label!r} stands beside two different values")
            yield column, Cell(text, label, f"label {label!r}", page.url)


def _next_line(page: Page, number: int, pattern: re.Pattern[str]) -> str:
    """Give the line after a bare label, unless it is a heading or another label."""
    if number + 1 >= len(page.lines):
        return ""
    line = page.lines[number + 1]
    if line.heading or line.text.endswith(":") or pattern.match(line.text):
        return ""
    return line.text


def _field_of(element: HtmlElement) -> HtmlElement | None:
    return next((e for e in element.iterancestors() if _has(e, _FIELD_CLASS)), None)


def _has(element: HtmlElement, classes: frozenset[str]) -> bool:
    return not classes.isdisjoint((element.get("class") or "").split())
