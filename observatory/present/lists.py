"""View models of lists: columns, pages of results, filters."""

from __future__ import annotations

from dataclasses import dataclass

UNDATED = "undated"
"""The choice of a year for what no source dates."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``head`` marks the one that names its row; one is enough."""

    key: str
    label: str
    head: bool = False
    numeric: bool = False
    sort: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one stands in a list: shown ``first`` to ``last`` of ``total``."""

    first: int
    last: int
    total: int
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value one can filter by; ``count`` is how many things have it, None if not counted."""

    value: str
    label: str
    chosen: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a filter form; without options it is a line of text (``type`` as in HTML)."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    value: str = ""
    type: str = "search"


@dataclass(frozen=True, slots=True)
class Filters:
    """A filter form: where it leads, its fields, and what must travel along unseen."""

    action: str
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    clear: str = ""
