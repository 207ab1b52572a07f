"""Clusters and other bodies: the list, one of them, its changes and its statements."""

from __future__ import annotations

from flask import Response, jsonify

from observatory.present import plain
from observatory.present.suggestions import Suggestion, suggestions
from observatory.store.queries import changes as changing
from observatory.store.queries import profiles, search, statements
from observatory.web import asking, directory
from observatory.web.api import V1, blueprint
from observatory.web.api.bodies import cards_answered, one_of, page_of
from observatory.web.api.changes import as_change
from observatory.web.finding import body_at
from observatory.web.listing import answer_list, cursor_number, limit
from observatory.web.site import site

PLACED = ("sector", "region", "host_city")
"""Properties whose terms are suggested."""


@blueprint.get(f"{V1}/clusters")
def clusters() -> Response:
    """List who answers, as the page and the file do; each says its kind and whether it counts.

    In order of slug; asked for by words or with ``sort``, in the order of the page.
    """
    chosen, wanted = asking.as_of(), directory.asked()
    with site().database.read() as db:
        found = directory.answer(db, wanted, chosen)
    if not (wanted.words or wanted.sort):
        return cards_answered(found.bodies, chosen)
    place = {card.body.id: f"{n:06d}" for n, card in enumerate(found.bodies)}
    return answer_list(
        found.bodies,
        lambda card: place[card.body.id],
        lambda card: plain.card(card, page_of(card.body)),
        chosen,
    )


@blueprint.get(f"{V1}/suggest")
def suggest() -> Response:
    """Give what the beginning of a name, a sector, a city or a region may mean, at most eight."""
    chosen, words = asking.as_of(), asking.argument("q")
    here = asking.reader()
    found = []
    if words:
        with site().database.read() as db:
            cards = profiles.directory(db, chosen, profiles.BODIES, PLACED)
            hits = search.hits(db, words, profiles.BODIES, chosen.known)
        found = suggestions(words, hits, cards, here)
    return jsonify({"items": [_suggestion(one) for one in found]})


def _suggestion(one: Suggestion) -> plain.Plain:
    return {
        "text": one.text, "kind": one.kind, "key": one.key, "url": site().absolute(one.href),
        "met": one.met or None, "close": one.close,
    }  # fmt: skip


@blueprint.get(f"{V1}/clusters/<slug>")
def cluster(slug: str) -> Response:
    """Give everything of one body: each value with its statements and the other values said."""
    return one_of(slug, *profiles.BODIES)


@blueprint.get(f"{V1}/clusters/<slug>/history")
def history(slug: str) -> Response:
    """Give every change of one body, the retrospective ones too."""
    chosen = asking.as_of()
    with site().database.read() as db:
        body = body_at(db, slug)
        wanted = changing.Filter(
            entities=[body.id], retrospective=True, after=cursor_number(),
            known=chosen.known, seen=chosen.seen,
        )  # fmt: skip
        rows = changing.changes(db, wanted, limit() + 1, oldest_first=True)
    return answer_list(rows, lambda row: str(row.seq), as_change, chosen, cut=True)


@blueprint.get(f"{V1}/clusters/<slug>/statements")
def cluster_statements(slug: str) -> Response:
    """Give every statement about one body, also those that no longer stand."""
    chosen = asking.as_of()
    with site().database.read() as db:
        body = body_at(db, slug)
        rows = statements.said_of(db, chosen, [body.id])
    rows.sort(key=lambda said: said.id)
    return answer_list(rows, lambda said: f"{said.id:016d}", plain.statement, chosen)
