"""One week on one page: what moved, what ends, what waits for a person, who was looked at."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from flask import Response, redirect

from observatory.domain.clean.dates import YEARS
from observatory.domain.weeks import Week
from observatory.present import changes as changing
from observatory.present import dates, endings
from observatory.present import week as present
from observatory.present.addresses import address, root
from observatory.present.reader import Reader
from observatory.present.views import Link, Page
from observatory.present.words import N_
from observatory.store.queries import changes, events, profiles, sources, statements, weeks
from observatory.store.queries import leads as hints
from observatory.store.queries.asof import AsOf
from observatory.web import asking
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import fresh, site

CHANGES, LEADS = 40, 12
"""Changes and leads that the page shows; the rest is behind a link."""


@page("/week", alone=False)
def this_week() -> Response:
    """Lead to the week that is under way."""
    return redirect(reader().link("week", str(Week.of(site().today))), 302)  # type: ignore[return-value]


@page("/week/<name>", alone=False)
def week(name: str) -> Response:
    """Show a week as it stood at its end, or as it stands now; one before our first look says so.

    The days are the week's own: ``valid_at``, ``seen_at`` and ``known_at`` are all its Sunday.
    """
    found, today = _week(name), site().today
    day = min(found.sunday, today)
    chosen = AsOf(today, day, day, day)
    here, bare = reader(chosen), reader()
    looked = fresh().first_run_at
    first = Week.of(looked.astimezone(UTC).date()) if looked else None
    frame: dict[str, Any] = {
        "name": str(found),
        "days": dates.span(found.monday, found.sunday, here.lang),
        "under_way": found.sunday >= today,
        "day": day,
        "permanent": site().absolute(address("week", str(found), lang=here.lang)),
        "looked": looked,
        "beside": _beside(found, first, Week.of(today), bare),
        "weekly": root("feeds", "weeks.atom", lang=here.lang),
        "calendar": root("feeds", "calls.ics", lang=here.lang),
    }
    about = Page(
        title=present.name(found, here),
        section="week",
        description=here.gettext(
            "What moved, what ends and what waits, %(days)s", days=frame["days"]
        ),
        feed=root("feeds", "changes.atom", lang=here.lang),
    )
    if first is None or found < first:
        return render("week.html", about, **frame, sheet=None)
    return render("week.html", about, **frame, sheet=_sheet(found, chosen, here))


def _sheet(found: Week, chosen: AsOf, here: Reader) -> dict[str, Any]:
    """Ask for everything that stands on the sheet, as of the chosen day."""
    with site().database.read() as db:
        tally = weeks.tallies(db, [found])[found]
        span = changes.Filter(since=found.monday, until=chosen.known)
        rows = changes.changes(db, span, CHANGES)
        states = sources.states(db, until=chosen.looked)
        signs = weeks.bodies_with_signs(db, chosen, (*profiles.BODIES, "call"))
        told = events.told_of(db, chosen, kinds=events.LABEL_KINDS)
        said = statements.said_of(db, chosen, properties=("deadline",))
        leads = hints.leads(db, chosen, LEADS)
    bodies = [body for body, _ in signs]
    terms = endings.terms(
        bodies, events.ledgers(told), {row.id: row for row in told}, here, chosen.valid
    )
    calls = endings.calls(bodies, statements.shown(said, chosen.valid), here)
    week_of: dict[str, str | int] = {
        "since": found.monday.isoformat(), "until": found.sunday.isoformat()
    }  # fmt: skip
    return {
        "tally": tally,
        "changes": [changing.change(row, here) for row in rows],
        "all_changes": here.link("changes", **week_of),
        "record": here.link("changes", retrospective=1, **week_of),
        "terms": present.ahead(terms, found, chosen.valid),
        "calls": present.ahead(calls, found, chosen.valid)[0],
        "leads": present.leads(leads, here),
        "waiting": leads[0].waiting if leads else 0,
        "looks": present.looks(states, found, here),
        "quiet": present.quiet(signs, here, chosen.valid),
        "clusters": sum(body.counted for body in bodies),
    }


def _week(name: str) -> Week:
    try:
        found = Week.parse(name)
    except ValueError:
        asking.absent(N_("A week is written as 2026-W47, not %(given)s."), given=repr(name[:20]))
    if found.year not in YEARS:
        asking.absent(
            asking.OUT_OF_TIME,
            name="week", given=found, first=YEARS[0], last=YEARS[-1],
        )  # fmt: skip
    if found.monday > site().today:
        asking.absent(N_("Week %(name)s has not begun."), name=str(found))
    return found


def _beside(
    found: Week, first: Week | None, last: Week, here: Reader
) -> dict[str, Link | tuple[Link, ...] | None]:
    """Give the weeks before and after, those of the same year, and other years."""

    def to(other: Week) -> Link:
        return Link(present.name(other, here), here.link("week", str(other)))

    if first is None:
        return {"previous": None, "next": None, "weeks": (), "years": ()}
    return {
        "previous": to(found.later(-1)) if found > first else None,
        "next": to(max(first, found.later(1))) if found < last else None,
        "weeks": present.of_year(found, first, last, here),
        "years": present.years(first, last, found, here),
    }
