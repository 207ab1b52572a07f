"""The sources as data: what each is, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present import plain
from observatory.present.datasets import Row, Variable
from observatory.store.queries import sources
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site

SOURCES = (
    Variable("name", "name of the source", "key"),
    Variable("title", "title, in the language of the source"),
    Variable("publisher", "who publishes it"),
    Variable("kind", "kind of publisher", "key", "source_kind"),
    Variable("start", "addresses at which a visit begins, with a blank between"),
    Variable("every_seconds", "time between two visits, in seconds", "number"),
    Variable(
        "curated", "true for a file kept by hand, false for a page that is visited", "boolean"
    ),
    Variable("paused", "true while the operator has paused it", "boolean"),
    Variable("health", "outcome of its last run, or never", "key", "outcome"),
    Variable("reasons", "why, with a semicolon between"),
    Variable("last_run", "moment of its last run, UTC", "date"),
    Variable("last_good", "moment of the last run that read a page well, UTC", "date"),
    Variable("failing_since", "moment since which no run has been good, UTC", "date"),
)


@dataset("sources", "Every source that is read, with its health.", SOURCES)
def all_sources() -> Iterable[Row]:
    """Give the rows of ``/sources``."""
    with site().database.read() as db:
        states = sources.states(db, until=asking.as_of().looked)
    return [_row(state) for state in states]


def _row(state: sources.SourceState) -> Row:
    told = plain.source(state)
    told["start"], told["reasons"] = " ".join(state.start), "; ".join(told["reasons"]) or None
    return {variable.name: told[variable.name] for variable in SOURCES}
