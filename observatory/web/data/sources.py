"""The sources as data: what each is, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from observatory.domain.health import STATES
from observatory.present import budgets
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
    Variable("released_at", "moment at which a person let all through that it held, UTC", "date"),
    Variable("state", f"how it stands against its budgets: {', '.join(STATES)}", "key"),
    Variable("state_since", "moment since which it stands so, UTC", "date"),
    Variable("failures", "failed looks in a row; one tried again soon is the same", "number"),
    Variable("failures_tolerated", "failed looks in a row after which it is broken", "number"),
    Variable("silent_days", "whole days since it last told something new", "number"),
    Variable("silent_days_usual", "days after which that is odd; empty: never", "number"),
    Variable("paused_since", "moment since which the operator has paused it, UTC", "date"),
    Variable("paused_why", "the operator's reason"),
)


@dataset("sources", "Every source that is read, with its health.", SOURCES)
def all_sources() -> Iterable[Row]:
    """Give the rows of ``/sources``."""
    with site().database.read() as db:
        looked = asking.as_of().looked
        states = sources.states(db, until=looked)
    return [_row(state, min(looked, site().clock())) for state in states]


def _row(state: sources.SourceState, now: datetime) -> Row:
    told = budgets.source(state, now)
    told["start"], told["reasons"] = " ".join(state.start), "; ".join(told["reasons"]) or None
    return {variable.name: told[variable.name] for variable in SOURCES}
