"""The numbered changes: what moved, between which two looks, and when nobody could look."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, request
from sqlalchemy import Connection

from observatory.present import changes as changing
from observatory.present import sources as listing
from observatory.present import watch
from observatory.present.addresses import address, root
from observatory.present.health import health
from observatory.present.views import Link, Page
from observatory.store.queries import changes as asked
from observatory.store.queries import sources
from observatory.store.queries.changes import ChangeRow, Filter, Tally
from observatory.store.queries.profiles import BODIES
from observatory.web import asking, narrowing
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

LENGTH = 40
"""Changes on one page."""

WHO = (*BODIES, "partnership", "programme", "call", "place", "ecosystem")
NARROWS = ("since", "until", "cluster", "sector", "region", "kind", "source")


@page("/changes")
def changes() -> Response:
    """List changes by number, narrowed as the feeds are; ``before`` and ``after`` turn pages."""
    chosen = asking.as_of()
    to, now = reader(chosen), min(chosen.looked, site().clock())
    with site().database.read() as db:
        wanted = replace(narrowing.changes_wanted(db), before=asking.number("before"))
        rows, newer, older = _rows(db, wanted)
        states = sources.states(db, until=chosen.looked)
        tallies, placed = _tallies(db, wanted), narrowing.placed(db)
    given = {name: asking.argument(name) for name in (*NARROWS, "retrospective")}
    feed = [
        (name, value) for name, value in request.args.items()
        if value and name not in ("before", "after")
    ]  # fmt: skip
    return render(
        "changes.html",
        Page(
            title=to.gettext("Changes"),
            section="changes",
            description=to.gettext("Every change that was read, with both looks around it."),
            feed=root("feeds", "changes.atom", **dict(feed), lang=to.lang),
            downloads=tuple(
                Link(file, root("data", file, **{"retrospective": "0", **dict(feed)}))
                for file in ("changes.csv", "changes.jsonl")
            ),
        ),
        as_of=chosen,
        still=() if given["sector"] or given["region"] else ("valid",),
        rows=[changing.change(row, to) for row in rows],
        newer=_turned("after", newer),
        older=_turned("before", older),
        latest=_turned("", 0) if wanted.before or wanted.after is not None else "",
        fields=watch.fields(given, tallies, placed, states, to),
        narrowed=any(given.values()),
        more=any(given[name] for name in ("sector", "region", "source")),
        retrospective=wanted.retrospective,
        json_feed=root("feeds", "changes.json", **dict(feed), lang=to.lang),
        health=health(states, to),
        looks=[listing.source(s, to, now) for s in states if s.declared and not s.curated],
    )  # fmt: skip


def _tallies(db: Connection, wanted: Filter) -> list[Tally]:
    """Count the changes of the chosen days, facets and place in the list left aside."""
    days = replace(wanted, entities=None, kinds=(), source="", after=None, before=None)
    return asked.tally(db, days, WHO)


def _rows(db: Connection, wanted: Filter) -> tuple[list[ChangeRow], int, int]:
    """Give a page of changes, the latest first, and the numbers to turn to newer and older ones."""
    forward = wanted.after is not None
    found = asked.changes(db, wanted, LENGTH + 1, oldest_first=forward)
    more, rows = len(found) > LENGTH, found[:LENGTH]
    if not rows:
        return [], 0, 0
    if not forward:
        return rows, rows[0].seq if wanted.before else 0, rows[-1].seq if more else 0
    rows.reverse()
    earlier = replace(wanted, after=None, before=rows[-1].seq)
    return (
        rows,
        rows[0].seq if more else 0,
        rows[-1].seq if asked.changes(db, earlier, 1) else 0,
    )


def _turned(name: str, seq: int) -> str:
    """Give the address of the next page of the list in one direction; empty if there is none."""
    if name and not seq:
        return ""
    kept = [(key, value) for key, value in request.args.items() if key not in ("before", "after")]
    turn = [(name, str(seq))] if name else []
    return address(*request.path.strip("/").split("/"), query=[*kept, *turn])
