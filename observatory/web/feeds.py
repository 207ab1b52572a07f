"""Feeds of changes and of weeks (Atom, JSON Feed), and the calendar of ends, in three languages."""

from __future__ import annotations

from datetime import UTC, date

from flask import Blueprint, Response, jsonify, request

from observatory.domain.weeks import Week
from observatory.present import endings, plain
from observatory.present import feeds as writing
from observatory.present import week as telling
from observatory.present.addresses import address
from observatory.present.calendar import calendar
from observatory.present.changes import number
from observatory.present.homes import href
from observatory.store.queries import changes as changing
from observatory.store.queries import entities, events, profiles, sources, statements, weeks
from observatory.store.upgrade import tag_authority
from observatory.web import asking, narrowing
from observatory.web.finding import body_at
from observatory.web.site import fresh, site

blueprint = Blueprint("feeds", __name__)
FORMATS = "<any(atom,json):form>"
LENGTH = 100
WEEKS = 53
"""Weeks that the feed of weeks has at most."""


@blueprint.get(f"/feeds/changes.{FORMATS}")
def changes(form: str) -> Response:
    """Give the latest changes, narrowed as ``/changes`` is."""
    return _feed(form, None)


@blueprint.get(f"/clusters/<slug>/changes.{FORMATS}")
@blueprint.get(f"/partnerships/<slug>/changes.{FORMATS}")
def of_one(slug: str, form: str) -> Response:
    """Give the latest changes of one body."""
    with site().database.read() as db:
        body = body_at(db, slug)
    return _feed(form, body)


@blueprint.get(f"/feeds/weeks.{FORMATS}")
def of_weeks(form: str) -> Response:
    """Give one entry per week that is over, the latest first; each told in counts that stand."""
    here, reader = site(), asking.reader()
    with here.database.read() as db:
        over = [week for week in _over(here.today) if not weeks.is_open(db, week)]
        tallies = weeks.tallies(db, over) if over else {}
        reach = [over[-1].later(-back) for back in range(1, telling.REACH)] if over else []
        visits = weeks.visits(db, [*over, *reach]) if over else {}
        states = sources.states(db)
        authority = tag_authority(db)
    title = reader.gettext("Morocco Cluster Observatory")
    frame = writing.FeedFrame(
        title=f"{title} – {reader.gettext('The week')}",
        subtitle=writing.subtitle(states, reader, here.clock()),
        lang=reader.lang,
        home=here.absolute(reader.link("week")),
        here=_address(),
        authority=authority,
        key="weeks",
        updated=here.clock(),
    )
    items = [
        writing.of_week(
            week, tallies[week], *telling.counted(week, visits), reader, authority,
            here.absolute(reader.link("week", str(week))),
        )
        for week in over
    ]  # fmt: skip
    return _answer(form, frame, items, states)


@blueprint.get("/feeds/calls.ics")
def calls() -> Response:
    """Give the deadlines of calls and the ends of labels and contracts as a calendar."""
    here, reader, chosen = site(), asking.reader(), asking.as_of()
    with here.database.read() as db:
        bodies = entities.bodies_of(db, (*profiles.BODIES, "call"), known=chosen.known)
        told = events.told_of(db, chosen, kinds=events.LABEL_KINDS)
        said = statements.said_of(db, chosen, properties=("deadline",))
        authority = tag_authority(db)
    found = [
        *endings.calls(bodies, statements.shown(said, chosen.valid), reader),
        *endings.terms(
            bodies, events.ledgers(told), {row.id: row for row in told}, reader, chosen.valid
        ),
    ]
    title = reader.gettext("Morocco Cluster Observatory")
    name = f"{title} – {reader.gettext(endings.TITLE)}"
    written = calendar(
        name, reader.lang, authority.partition(",")[0],
        endings.entries(found, reader, here.absolute),
    )  # fmt: skip
    return Response(written, mimetype="text/calendar")


def _over(today: date) -> list[Week]:
    """Give the weeks since our first look that are over, the latest first."""
    looked = fresh().first_run_at
    if looked is None:
        return []
    first, week = Week.of(looked.astimezone(UTC).date()), Week.of(today).later(-1)
    out: list[Week] = []
    while week >= first and len(out) < WEEKS:
        out.append(week)
        week = week.later(-1)
    return out


def _address() -> str:
    """Give the public address of the present request."""
    query = [(key, value) for key, value in request.args.items()]
    return site().absolute(address(*request.path.strip("/").split("/"), query=query))


def _feed(form: str, about: entities.Body | None) -> Response:
    here, reader = site(), asking.reader()
    with here.database.read() as db:
        wanted = narrowing.changes_wanted(db, [about.id] if about else None)
        newest_first = wanted.after is None
        rows = changing.changes(
            db, wanted, asking.whole("limit", LENGTH, asking.MOST), oldest_first=not newest_first
        )
        states = sources.states(db)
        authority = tag_authority(db)
    title = reader.gettext("Morocco Cluster Observatory")
    frame = writing.FeedFrame(
        title=f"{title}: {about.title}" if about else title,
        subtitle=writing.subtitle(states, reader, here.clock()),
        lang=reader.lang,
        home=here.absolute(
            href(about.kind, about.slug, reader) if about else reader.link("changes")
        ),
        here=_address(),
        authority=authority,
        key=f"changes:{about.id}" if about else "changes",
        updated=max((row.at for row in rows), default=here.clock()),
    )
    items = [
        writing.item(
            row, plain.change(row, here.absolute(number(row.seq, reader))), reader, authority
        )
        for row in rows
    ]
    return _answer(form, frame, items, states)


def _answer(
    form: str,
    frame: writing.FeedFrame,
    items: list[writing.FeedItem],
    states: list[sources.SourceState],
) -> Response:
    if form == "atom":
        return Response(writing.atom(frame, items), mimetype="application/atom+xml")
    answer = jsonify(writing.json_feed(frame, items, writing.looked(states, site().clock())))
    answer.content_type = "application/feed+json"
    return answer
