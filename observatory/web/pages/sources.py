"""Every source, how it stands, and its public log."""

from __future__ import annotations

from flask import Response, abort

from observatory.present import budgets
from observatory.present import hosts as answering
from observatory.present import sources as listing
from observatory.present.addresses import root
from observatory.present.health import health
from observatory.present.holds import holds
from observatory.present.lists import Column
from observatory.present.unplaced import unplaced
from observatory.present.views import Link, Page
from observatory.present.words import N_
from observatory.store.queries import hosts, sources, unbelieved
from observatory.store.queries.holdings import holdings
from observatory.store.queries.holds import open_holds
from observatory.web import asking
from observatory.web.pages.frame import downloads, page, reader, render
from observatory.web.site import site

RUNS = 25
"""Lines of the log on one page."""

REFUSED = 20
"""Refused readings that are shown, the latest first."""

LOOKS = ("valid",)
"""The clock that does not alter what our own looks were."""

COLUMNS = (
    ("source", N_("Source"), True),
    ("kind", N_("Kind"), False),
    ("cadence", N_("Looked at"), False),
    ("good", N_("Last good look"), False),
    ("health", N_("How it stands"), False),
)
HOSTS = (
    ("host", N_("Host"), True),
    ("answers", N_("How it answers"), False),
    ("since", N_("Since"), False),
)
LOG = (
    ("at", N_("When"), True, False),
    ("outcome", N_("Outcome"), False, False),
    ("reasons", N_("Why"), False, False),
    ("pages", N_("Pages"), False, True),
    ("facts", N_("Facts"), False, True),
    ("changes", N_("Changes"), False, True),
)


@page("/sources")
def all_sources() -> Response:
    """List every source with its health in plain words."""
    chosen = asking.as_of()
    to = reader(chosen)
    with site().database.read() as db:
        states = sources.states(db, until=chosen.looked)
        known = {} if chosen.past else hosts.verdicts(db)
    now = min(chosen.looked, site().clock())
    rows = [listing.source(state, to, now) for state in states]
    return render(
        "sources.html",
        Page(
            title=to.gettext("Sources"),
            section="sources",
            description=to.gettext("Every source that is read here, and how each stands."),
            health=health(states, to),
            downloads=downloads("sources.csv", "sources.jsonl"),
        ),
        as_of=chosen,
        still=LOOKS,
        columns=[Column(key, to.gettext(label), head=head) for key, label, head in COLUMNS],
        live=[row for row, state in zip(rows, states, strict=True) if not state.curated],
        curated=[row for row, state in zip(rows, states, strict=True) if state.curated],
        host_columns=[Column(key, to.gettext(label), head) for key, label, head in HOSTS],
        hosts=[answering.host(one, to) for one in known.values()],
    )


@page("/sources/<name>", alone=False)
def one_source(name: str) -> Response:
    """Show one source: declaration, log, quarantine, unplaced names, what it states."""
    chosen = asking.as_of()
    to, until = reader(chosen), chosen.looked
    with site().database.read() as db:
        states = sources.states(db, (name,), until)
        if not states:
            abort(404)
        state = states[0]
        before = asking.number("before")
        log = sources.runs(db, name, RUNS + 1, before, until)
        refused = unbelieved.refused(db, name, REFUSED, until)
        names = unbelieved.unplaced(db, name, until)
        verifying = open_holds(db, until, name) if state.failing_since else []
        held = holdings(db, name, chosen)
        known = {} if chosen.past else hosts.verdicts(db)
    now = min(until, site().clock())
    shown = log[:RUNS]
    older = to.link("sources", name, before=shown[-1].id) if len(log) > RUNS else ""
    refused_for = hosts.refused(state, known)
    due = None if chosen.past else listing.due(state, site().clock(), refused_for)
    return render(
        "source.html",
        Page(
            title=state.title,
            section="sources",
            crumbs=(Link(to.gettext("Sources"), to.link("sources")),),
            feed=root("feeds", "changes.atom", source=name, lang=to.lang),
        ),
        as_of=chosen,
        still=LOOKS,
        source=listing.source(state, to, now),
        state=state,
        standing=state.standing(now),
        stands=to.gettext(budgets.STANDS[state.standing(now).state]),
        failures=budgets.failures(state, to, now),
        silence=budgets.silence(state, to, now),
        due=due,
        overdue=due is not None and due <= site().clock(),
        hosts=[answering.host(one, to) for one in hosts.hosts_of(state, known)],
        columns=[
            Column(key, to.gettext(label), head, numeric) for key, label, head, numeric in LOG
        ],
        log=listing.runs(shown, to),
        older=older,
        newest=to.link("sources", name) if before else "",
        refused=[listing.refused(row, to) for row in refused],
        unplaced=[unplaced(name, to) for name in names],
        holds=holds(verifying, to),
        held=held,
    )
