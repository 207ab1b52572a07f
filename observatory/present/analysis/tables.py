"""The table behind a figure: every number leads to the clusters and statements that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from observatory.domain.indicators import NOT_CREATED, NOT_STATED, Row
from observatory.domain.vocabulary.bodies import MARK
from observatory.domain.vocabulary.events import LABEL_STATES
from observatory.domain.vocabulary.properties import LEVERS
from observatory.present.analysis.series import Series
from observatory.present.analysis.words import key_name, unit, value
from observatory.present.lists import Column
from observatory.present.reader import Reader
from observatory.present.views import Link
from observatory.present.words import N_

NARROWED = ("sector", "region", "vocation", "governance", "financing")
"""Headings by which the directory can be narrowed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, where it leads, and clusters named in it. ``unknown`` is drawn as such."""

    text: str = ""
    href: str = ""
    lang: str = ""
    unknown: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; a row maps the key of a column to its cell."""

    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...] = field(default=())


def table(found: Series, reader: Reader) -> Table:
    """Give the table of a series: years by states, or a row for every number."""
    if [axis.key for axis in found.axes] == ["year", "label"]:
        return _years(found, reader)
    return _list(found, reader)


def ordered(found: Series) -> list[Row]:
    """Put the rows of one heading in order of number, who is not known last."""
    if found.axes[0].key == "lever":
        places = list(LEVERS), [*MARK, NOT_STATED]
        return sorted(
            found.rows, key=lambda row: [p.index(k) for p, k in zip(places, row.keys, strict=False)]
        )
    if found.axes[0].key in ("year", "cluster"):
        return list(found.rows)
    return sorted(found.rows, key=lambda row: (row.keys[0] == NOT_STATED, -row.value))


def state_order(keys: set[str]) -> list[str]:
    """Put states of labels in the order of the vocabulary, those not yet created last."""
    return [key for key in (*LABEL_STATES, NOT_CREATED) if key in keys]


def _years(found: Series, reader: Reader) -> Table:
    states = state_order({row.keys[1] for row in found.rows})
    by = {row.keys: row for row in found.rows}
    heads = [(key, key_name(found.axes[1], key, found, reader)) for key in states]
    rows = []
    for year in sorted({row.keys[0] for row in found.rows}, reverse=True):
        day = min(date(int(year), 12, 31), found.asked.day)
        cells = {"year": Cell(year)}
        for key in states:
            row = by[year, key]
            place = "unknown" if key == NOT_CREATED else key
            board = reader.link("labelling", valid_at=day.isoformat())
            cells[key] = Cell(value(row, reader), f"{board}#{place}" if row.value else "")
        rows.append(cells)
    columns = (
        Column("year", reader.gettext(N_("Year")), True),
        *(Column(key, name, numeric=True) for key, name in heads),
    )
    return Table(columns, tuple(rows))


def _list(found: Series, reader: Reader) -> Table:
    rows = []
    for row in ordered(found):
        cells = {
            axis.key: Cell(
                key_name(axis, key, found, reader),
                lang="und" if axis.key == "cluster" else "",
                unknown=key == NOT_STATED,
            )
            for axis, key in zip(found.axes, row.keys, strict=True)
        }
        cells["value"] = Cell(value(row, reader), _leads(found, row, reader))
        cells["clusters"] = Cell(links=_clusters(found, row, reader))
        rows.append(cells)
    counted = found.indicator.unit == "clusters"
    columns = [
        *(Column(axis.key, _head(axis.key, reader), n == 0) for n, axis in enumerate(found.axes)),
        Column("value", reader.gettext(N_("Number")) if counted else unit(found, reader),
               numeric=True),
        *([Column("clusters", reader.gettext(N_("Clusters")))] if counted else []),
    ]  # fmt: skip
    return Table(tuple(columns), tuple(rows))


def _head(axis: str, reader: Reader) -> str:
    heads = {
        "year": N_("Year"), "time": N_("Time"), "cluster": N_("Cluster"),
        "lever": N_("Lever of action"),
        "mark": N_("Mark"), "property": N_("What is counted"), "sector": N_("Sector"),
        "region": N_("Region"), "vocation": N_("Vocation"), "governance": N_("Governance"),
        "financing": N_("Financing"), "label": N_("Label"),
    }  # fmt: skip
    return reader.gettext(heads[axis])


def _leads(found: Series, row: Row, reader: Reader) -> str:
    """Give where a number leads: its statement, or the directory narrowed to what it counts."""
    axis, key = found.axes[0].key, row.keys[0]
    if axis == "cluster":
        return _evidence(found, row.clusters[0], row.statements, reader)
    if axis in NARROWED and key != NOT_STATED:
        return reader.link("clusters", **{axis: key})
    if axis == "lever" and row.keys[1] == "marked":
        return reader.link("clusters", lever=key)
    return ""


def _clusters(found: Series, row: Row, reader: Reader) -> tuple[Link, ...]:
    names = {subject.slug: subject.name for subject in found.record.subjects}
    said = found.record.said
    mine: dict[str, list[int]] = {}
    for id in row.statements:
        mine.setdefault(found.record.bodies[said[id].entity].slug, []).append(id)
    return tuple(
        Link(names[slug], _evidence(found, slug, tuple(mine.get(slug, ())), reader), lang="und")
        for slug in row.clusters
    )


def _evidence(found: Series, slug: str, statements: tuple[int, ...], reader: Reader) -> str:
    """Lead to the statement that says it, else to the cluster's page."""
    if not statements:
        return reader.link("clusters", slug)
    return f"{reader.link('clusters', slug, 'evidence')}#s{statements[0]}"
