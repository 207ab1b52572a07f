"""The sources with their health, and the visits to each."""

from __future__ import annotations

from flask import Response, abort

from observatory.present import budgets, plain
from observatory.present import hosts as answering
from observatory.present.plain import Plain
from observatory.store.queries import hosts, sources
from observatory.web import asking
from observatory.web.api import V1, blueprint
from observatory.web.listing import answer_list, cursor_number, limit
from observatory.web.site import site


@blueprint.get(f"{V1}/sources")
def all_sources() -> Response:
    """List every source with its health, on the day by which one looks."""
    chosen = asking.as_of()
    with site().database.read() as db:
        rows = sources.states(db, until=chosen.looked)
        known = {} if chosen.past else hosts.verdicts(db)
    rows.sort(key=lambda state: state.name)
    now = min(chosen.looked, site().clock())

    def told(state: sources.SourceState) -> Plain:
        return budgets.source(state, now) | answering.plain(state, known)

    return answer_list(rows, lambda state: state.name, told, chosen)


@blueprint.get(f"{V1}/sources/<name>/runs")
def source_runs(name: str) -> Response:
    """Give the runs of a source, the latest first."""
    chosen = asking.as_of()
    with site().database.read() as db:
        if not sources.states(db, (name,)):
            abort(404, f"no source is called {name!r}")
        rows = sources.runs(db, name, limit() + 1, cursor_number(), chosen.looked)
    return answer_list(rows, lambda run: str(run.id), plain.run, chosen, cut=True)
