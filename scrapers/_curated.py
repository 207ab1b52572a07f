"""Reviewed data files: rows with their place, publications with their publisher, facts and events.

A curated source is one page whose files are tables. Every row must be right; the first that is
not stops the reading, with its file and line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from observatory.harvest import Citation, Event, Fact, NothingFound, Page, Ref

_EVENTS = """
    applied named_as_target selected not_selected contract_signed labelled conditional
    renewal_recommended renewed extended withdrawn reinstated stated_labelled stated_in_process
    stated_not_labelled supported_stated listed no_longer_listed news mention lead election renaming
    creation activity project agreement funding study milestone call_launched call_deadline
    call_result count_stated reported
"""
_SEVERAL = """
    name acronym former_name website_former languages sector_text vocation mission activities
    specialisation governance_rule vice_president supervision financing_source grant major_players
    partner network_membership support_facilities targeted_country technology_field
    sectoral_industry condition document_url envelope target clusters_labelled_stated
    clusters_selected_stated clusters_operational_stated calls_launched_stated support_years site
    site_planned
"""
_INFERRED = "published as_of value identity call authority day year"

EVENTS = frozenset(_EVENTS.split())
"""What a row may tell as an event; anything else that it tells is a property."""
SEVERAL = frozenset(_SEVERAL.split())
"""Properties of which one publication may give several values at once."""
INFERRED = frozenset(_INFERRED.split())
"""What may have been worked out in a row, and is not printed."""

_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_ON = re.compile(rf"(?:{_DAY}(?:/{_DAY})?)?")
_DETAIL = re.compile(r"\A([a-z_]+)=(.+)", re.DOTALL)


class BadRow(NothingFound, ValueError):
    """A reviewed file that is not as it should be; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: its cells by column, and ``place``, such as ``bodies/ce3m.csv:7``."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """Split a cell that holds several values, joined by ``|``."""
        return tuple(part for part in map(str.strip, self[column].split("|")) if part)

    def bad(self, said: str) -> BadRow:
        """Give the error that says what is wrong with this row."""
        return BadRow(f"{self.place}: {said}")


def lines(page: Page, path: str, header: str) -> Iterator[Line]:
    """Give the rows of a file; ``header`` names exactly its columns, with blanks between.

    Raises ``BadRow`` for a missing file, other columns, or a row of another length.
    """
    if path not in page.files:
        raise BadRow(f"{path}: the file is not there")
    reader = csv.reader(io.StringIO(page.files[path], newline=""), strict=True)
    columns = header.split()
    begins = 1
    try:
        for number, cells in enumerate(reader):
            line = Line(f"{path}:{begins}", {})
            begins = reader.line_num + 1
            if not number:
                if cells != columns:
                    raise line.bad(f"the columns are not {','.join(columns)}")
            elif len(cells) != len(columns):
                raise line.bad(f"{len(cells)} cells under {len(columns)} columns")
            elif any(char < " " for cell in cells for char in cell if char not in "\n\r\t"):
                raise line.bad("a cell holds a control character")
            else:
                stripped = (cell.strip() for cell in cells)
                yield Line(line.place, dict(zip(columns, stripped, strict=True)))
    except csv.Error as error:
        raise BadRow(f"{path}:{begins}: {error}") from error


def citations(page: Page) -> dict[str, Citation]:
    """Give the publications that rows may cite, by key; ``origin`` is the name of the first voice.

    Raises ``BadRow`` for a key that stands twice, an unknown publisher, or a wrong date.
    """
    publishers: dict[str, Line] = {}
    for line in lines(page, "publishers.csv", "key name kind lang url"):
        if not line["key"] or not line["name"] or line["key"] in publishers:
            raise line.bad("a publisher needs a key of its own and a name")
        publishers[line["key"]] = line
    columns = "key url publisher title published lang origin note"
    found: dict[str, Citation] = {}
    for line in lines(page, "publications.csv", columns):
        if not line["key"] or line["key"] in found:
            raise line.bad("a publication needs a key of its own")
        if line["publisher"] not in publishers:
            raise line.bad(f"unknown publisher {line['publisher']!r}")
        if not _ON.fullmatch(line["published"]):
            raise line.bad(f"not an ISO date, month or year: {line['published']!r}")
        publisher = publishers[line["publisher"]]
        first = publishers.get(line["origin"])
        voice = first["name"] if first else line["origin"]
        found[line["key"]] = Citation(
            line["key"], line["url"], publisher["name"], line["title"], line["published"],
            line["lang"], publisher["kind"], voice,
        )  # fmt: skip
    return found


def told(line: Line, slug: str, citation: Citation, record: str) -> Fact | Event:
    """Give what a row of a body's file tells: a fact, or an event if its kind is one.

    Raises ``BadRow``.
    """
    what, on = line["what"], line["on"]
    if not what or not line["value"]:
        raise line.bad("a row needs what it tells and a value")
    if not _ON.fullmatch(on):
        raise line.bad(f"not an ISO date, month, year or window: {on!r}")
    inferred = line.items("inferred")
    if unknown := set(inferred) - INFERRED:
        raise line.bad(f"unknown in inferred: {', '.join(sorted(unknown))}")
    about, details = Ref("body", slug=slug), _details(line)
    if what in EVENTS:
        return Event(
            record, about, what, on, line["value"], line["lang"], details,
            line.place, citation=citation, inferred=inferred, note=line["note"],
        )  # fmt: skip
    said = [f"{name}: {value}" for name, value in details.items()]
    note = "; ".join(filter(None, (*said, line["note"])))
    return Fact(
        record, about, what, line["value"], line["lang"], stated=on,
        locator=line.place, citation=citation, inferred=inferred, note=note,
    )  # fmt: skip


def _details(line: Line) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, line["details"].split(";"))):
        match = _DETAIL.fullmatch(part)
        if not match or match[1] in found:
            raise line.bad(f"not a detail of its own, key=value: {part!r}")
        found[match[1]] = match[2].strip()
    return found
