"""The numbered changes as data, narrowed as ``/changes`` is."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present import plain
from observatory.present.datasets import Cell, Row, Variable
from observatory.store.queries import changes as changing
from observatory.web import narrowing
from observatory.web.data import dataset
from observatory.web.site import site

CHANGES = (
    Variable("seq", "number of the change, without gaps, never altered", "number"),
    Variable("at", "moment at which it was recorded, UTC", "date"),
    Variable("entity_slug", "slug of whom it is about", "key"),
    Variable("entity_kind", "kind of whom it is about", "key", "entity_kind"),
    Variable("entity_name", "name of whom it is about, as shown first"),
    Variable("kind", "kind of change", "key", "change_kind"),
    Variable("property", "property, or kind of event, that changed", "key"),
    Variable("before", "value before: number, ISO date, vocabulary key or text"),
    Variable("after", "value after, likewise"),
    Variable("not_before", "our last good look that did not have it", "date"),
    Variable("not_after", "our first good look that had it", "date"),
    Variable("source", "name of the source in which it was read", "key"),
    Variable("publisher", "who publishes that source"),
    Variable("source_url", "address that was read"),
    Variable("shown", "true if the value shown first moved", "boolean"),
    Variable("retrospective", "true for what was history when first read", "boolean"),
    Variable("corrects", "number of the change that it corrects", "number"),
    Variable("sha_before", "SHA-256 of the page kept from the look before"),
    Variable("sha_after", "SHA-256 of the page kept from the look that had it"),
)
EVERY = 10**9
"""A limit beyond any number of changes: a file is whole."""


@dataset(
    "changes", "Every numbered change, oldest first; retrospective=0 leaves history out.", CHANGES
)
def changes() -> Iterable[Row]:
    """Give the changes that ``/changes`` lists, and by default what was history too."""
    with site().database.read() as db:
        wanted = narrowing.changes_wanted(db, numbered=True)
        rows = changing.changes(db, wanted, EVERY, oldest_first=True)
    return [_row(row) for row in rows]


def _row(row: changing.ChangeRow) -> Row:
    told = plain.change(row, "")
    cells: dict[str, Cell] = {
        variable.name: told[variable.name] for variable in CHANGES if variable.name in told
    }
    return {**cells, "sha_before": row.sha_before, "sha_after": row.sha_after}
