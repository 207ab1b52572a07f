"""Clusters and other bodies: the list, one of them, its changes and its statements."""

from __future__ import annotations

from flask import Response, jsonify

from observatory.domain.vocabulary import VOCABULARIES
from observatory.present import plain
from observatory.store.queries import changes as changing
from observatory.store.queries import profiles, search, statements
from observatory.web import asking
from observatory.web.api import V1, blueprint
from observatory.web.api.bodies import MANY, body_at, cards_answered, page_of
from observatory.web.api.changes import as_change
from observatory.web.listing import answer_list, cursor_number, limit
from observatory.web.site import site


@blueprint.get(f"{V1}/clusters")
def clusters() -> Response:
    """List bodies; clusters by default, ``kind`` for networks, federations …"""
    chosen = asking.as_of()
    kind = asking.chosen("kind", profiles.BODIES)
    label = asking.label_state()
    words = asking.argument("q")
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, (kind,) if kind else profiles.CLUSTERS)
        ranked = search.search(db, words, (kind,) if kind else profiles.CLUSTERS) if words else None
    if ranked is not None:
        place = {entity: n for n, entity in enumerate(ranked)}
        cards = [card for card in cards if card.body.id in place]
    if label:
        cards = [card for card in cards if card.label.state == label]
    for name in ("sector", "region", "vocation", "governance", "financing"):
        wanted = asking.chosen(name, VOCABULARIES[name])
        if wanted:
            cards = [card for card in cards if wanted in card.keys(name)]
    return cards_answered(cards, chosen)


@blueprint.get(f"{V1}/clusters/<slug>")
def cluster(slug: str) -> Response:
    """Give everything of one body: each value with its statements and the other values said."""
    chosen = asking.as_of()
    with site().database.read() as db:
        body = body_at(db, slug, profiles.BODIES)
        if isinstance(body, Response):
            return body
        found = profiles.profile(db, body, chosen)
    return jsonify(plain.profile(found, page_of(body), MANY))


@blueprint.get(f"{V1}/clusters/<slug>/history")
def history(slug: str) -> Response:
    """Give every change of one body, the retrospective ones too."""
    with site().database.read() as db:
        body = body_at(db, slug, None)
        if isinstance(body, Response):
            return body
        wanted = changing.Filter(entities=[body.id], retrospective=True, after=cursor_number())
        rows = changing.changes(db, wanted, limit() + 1, oldest_first=True)
    return answer_list(rows, lambda row: str(row.seq), as_change, None, cut=True)


@blueprint.get(f"{V1}/clusters/<slug>/statements")
def cluster_statements(slug: str) -> Response:
    """Give every statement about one body, also those that no longer stand."""
    chosen = asking.as_of()
    with site().database.read() as db:
        body = body_at(db, slug, None)
        if isinstance(body, Response):
            return body
        rows = statements.said_of(db, chosen, [body.id])
    rows.sort(key=lambda said: said.id)
    return answer_list(rows, lambda said: f"{said.id:016d}", plain.statement, chosen)
