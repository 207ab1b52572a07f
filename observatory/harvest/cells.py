"""What a table or a list of labelled values gives a reader: columns asked for, rows, cells."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from observatory.harvest.address import each_once
from observatory.harvest.misread import UnknownHeader
from observatory.harvest.text import element_text, label_key, lines, split_list


@dataclass(frozen=True, slots=True)
class Column:
    """A value asked for by its labels, in any language and edition; never by its position.

    ``fields`` are machine names (``field-escp-sme``) as in ``views-field-…`` or ``field--name-…``
    classes, which outlive a new wording. An empty ``property`` marks a column that is known and
    left out on purpose. ``many`` permits a label to stand more than once; the first counts.
    """

    property: str
    labels: tuple[str, ...] = ()
    many: bool = False
    required: bool = False
    fields: tuple[str, ...] = ()

    def covers(self, label: str, field_name: str = "") -> bool:
        """Say whether this column is meant by a printed label or a machine name."""
        if field_name and field_name.replace("_", "-") in {
            name.replace("_", "-") for name in self.fields
        }:
            return True
        return label_key(label) in {label_key(own) for own in self.labels}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as printed, with the label it stands under and where on the page that is.

    ``url`` is the address of the page, from which its links lead on.
    """

    text: str
    header: str = ""
    locator: str = ""
    url: str = field(default="", repr=False)
    element: HtmlElement | None = field(default=None, repr=False, compare=False)

    def items(self) -> list[str]:
        """Split the value into its parts.

        List items come first, then lines, then links (which some pages print without any
        separator), then commas and semicolons outside parentheses.
        """
        if self.element is None:
            return split_list(self.text)
        listed = [element_text(item) for item in self.element.iter("li")]
        if not listed:
            listed = [line.text for line in lines(self.element)]
        if len(listed) > 1:
            return [text for text in listed if text]
        linked = [element_text(link) for link in self.element.iter("a")]
        if linked and not self._unlinked().strip(" ,;|/·•-،"):
            return [text for text in linked if text]
        return split_list(self.text)

    def _unlinked(self) -> str:
        rest = copy.deepcopy(self.element)
        if rest is None:
            return self.text
        etree.strip_elements(rest, "a", with_tail=False)
        return element_text(rest)

    @property
    def links(self) -> list[str]:
        """The addresses that the value links to, absolute."""
        if self.element is None:
            return []
        return each_once(self.url, (a.get("href") or "" for a in self.element.iter("a")))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: cells by property, blank ones left out.

    ``group`` is the caption or spanning line that the row stands under, ``locator`` its place.
    """

    cells: Mapping[str, Cell]
    locator: str = ""
    group: str = ""

    def __getitem__(self, name: str) -> Cell:
        return self.cells[name]

    def __contains__(self, name: str) -> bool:
        return name in self.cells

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def get(self, name: str) -> Cell | None:
        """Give the cell of a property, or ``None`` where it is blank or its column is missing."""
        return self.cells.get(name)

    def text(self, name: str) -> str:
        """Give the text of a property, empty where it is blank or its column is missing."""
        cell = self.cells.get(name)
        return cell.text if cell else ""


def which(columns: tuple[Column, ...], label: str, field_name: str = "") -> Column | None:
    """Give the column that a label or a machine name means.

    Raises ``UnknownHeader`` if two columns claim it.
    """
    found = [column for column in columns if column.covers(label, field_name)]
    if len(found) > 1:
        raise UnknownHeader(f"the header {label!r} means two things")
    return found[0] if found else None
