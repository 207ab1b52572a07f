"""Feeds of changes: Atom and JSON Feed, with the filters of ``/changes``, in three languages."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, request

from observatory.present import feeds as writing
from observatory.present import plain
from observatory.present.addresses import address, link_in
from observatory.present.changes import home, number
from observatory.present.languages import LANGUAGES
from observatory.present.reader import Reader
from observatory.store.queries import changes as changing
from observatory.store.queries import entities, sources
from observatory.store.upgrade import tag_authority
from observatory.web import asking, narrowing
from observatory.web.site import site

blueprint = Blueprint("feeds", __name__)
FORMATS = "<any(atom,json):form>"
LENGTH = 100


@blueprint.get(f"/feeds/changes.{FORMATS}")
def changes(form: str) -> Response:
    """Give the latest changes, narrowed as ``/changes`` is."""
    return _feed(form, None)


@blueprint.get(f"/clusters/<slug>/changes.{FORMATS}")
@blueprint.get(f"/partnerships/<slug>/changes.{FORMATS}")
def of_one(slug: str, form: str) -> Response:
    """Give the latest changes of one body."""
    with site().database.read() as db:
        found = entities.by_slug(db, slug)
    if isinstance(found, entities.Moved):
        if found.slug is None:
            abort(410, "this address was retired")
        return redirect(request.path.replace(f"/{slug}/", f"/{found.slug}/", 1), 301)  # type: ignore[return-value]
    if found is None:
        abort(404, f"nothing is filed under {slug!r}")
    return _feed(form, found)


def _feed(form: str, about: entities.Body | None) -> Response:
    here = site()
    lang = asking.chosen("lang", LANGUAGES) or "fr"
    reader = Reader(lang, link_in(lang))
    with here.database.read() as db:
        wanted = narrowing.changes_wanted(db, [about.id] if about else None)
        newest_first = wanted.after is None
        rows = changing.changes(
            db, wanted, asking.whole("limit", LENGTH, asking.MOST), oldest_first=not newest_first
        )
        states = sources.states(db)
        authority = tag_authority(db)
    title = reader.gettext("Morocco Cluster Observatory")
    query = [(key, value) for key, value in request.args.items()]
    frame = writing.FeedFrame(
        title=f"{title}: {about.title}" if about else title,
        subtitle=writing.subtitle(states, reader),
        lang=lang,
        home=here.absolute(
            home(about.kind, about.slug, reader) if about else reader.link("changes")
        ),
        here=here.absolute(address(*request.path.strip("/").split("/"), query=query)),
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
    if form == "atom":
        return Response(writing.atom(frame, items), mimetype="application/atom+xml")
    answer = jsonify(writing.json_feed(frame, items, writing.looked(states)))
    answer.content_type = "application/feed+json"
    return answer
