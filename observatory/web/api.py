"""The JSON API: lists with ``limit`` and ``cursor``, errors as problem documents (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, request
from sqlalchemy import Connection

from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.events import CHANGE_KINDS, LABEL_STATES, SCHEMES
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import plain
from observatory.present.addresses import address
from observatory.present.homes import home
from observatory.store.queries import changes as changing
from observatory.store.queries import entities, profiles, search, snapshots, sources, statements
from observatory.web import asking
from observatory.web.listing import answer_list, cursor_number, limit
from observatory.web.openapi import description
from observatory.web.site import site

blueprint = Blueprint("api", __name__)
V1 = "/api/v1"
MANY = frozenset(name for name, rule in PROPERTIES.items() if rule.many)


@blueprint.after_request
def _open(response: Response) -> Response:
    """Let any site read the public data."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe the API (OpenAPI 3.1)."""
    return jsonify(description(site().settings.url))


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
    cards.sort(key=lambda card: card.body.slug)
    return answer_list(
        cards, lambda card: card.body.slug, lambda card: plain.card(card, _page(card.body)), chosen
    )


@blueprint.get(f"{V1}/clusters/<slug>")
def cluster(slug: str) -> Response:
    """Give everything of one body: each value with its statements and the other values said."""
    chosen = asking.as_of()
    with site().database.read() as db:
        body = _body(db, slug, profiles.BODIES)
        if isinstance(body, Response):
            return body
        found = profiles.profile(db, body, chosen)
    return jsonify(plain.profile(found, _page(body), MANY))


@blueprint.get(f"{V1}/clusters/<slug>/history")
def history(slug: str) -> Response:
    """Give every change of one body, the retrospective ones too."""
    with site().database.read() as db:
        body = _body(db, slug, None)
        if isinstance(body, Response):
            return body
        wanted = changing.Filter(entities=[body.id], retrospective=True, after=cursor_number())
        rows = changing.changes(db, wanted, limit() + 1, oldest_first=True)
    return answer_list(rows, lambda row: str(row.seq), _change, None, cut=True)


@blueprint.get(f"{V1}/clusters/<slug>/statements")
def cluster_statements(slug: str) -> Response:
    """Give every statement about one body, also those that no longer stand."""
    chosen = asking.as_of()
    with site().database.read() as db:
        body = _body(db, slug, None)
        if isinstance(body, Response):
            return body
        rows = statements.said_of(db, chosen, [body.id])
    rows.sort(key=lambda said: said.id)
    return answer_list(rows, lambda said: f"{said.id:016d}", plain.statement, chosen)


@blueprint.get(f"{V1}/statements/<int:key>")
def one_statement(key: int) -> Response:
    """Give one statement by its number."""
    with site().database.read() as db:
        rows = statements.said_of(db, asking.as_of(), ids=[key])
        about = entities.bodies_of(db, ids=[rows[0].entity]) if rows else []
    if not rows:
        abort(
            404, "there is no statement of this number, or it was not believed on the day asked for"
        )
    return jsonify(
        {**plain.statement(rows[0]), "about": {"slug": about[0].slug, "kind": about[0].kind}}
    )


@blueprint.get(f"{V1}/labels")
def labels() -> Response:
    """Give the state of every label, per body and scheme, at ``valid_at``."""
    chosen = asking.as_of()
    state, scheme = asking.chosen("state", LABEL_STATES), asking.chosen("scheme", SCHEMES)
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, profiles.BODIES, ("life_status",))
    rows = [
        (card, label)
        for card in cards
        for label in (card.labels or ((card.label,) if card.body.counted else ()))
        if (not state or label.state == state) and (not scheme or label.scheme == scheme)
    ]
    rows.sort(key=lambda row: (row[0].body.slug, row[1].scheme))
    return answer_list(rows, lambda row: f"{row[0].body.slug}|{row[1].scheme}", _label, chosen)


@blueprint.get(f"{V1}/labels/<slug>")
def label_ledger(slug: str) -> Response:
    """Give the label ledger of one body, every event with its citations."""
    chosen = asking.as_of()
    with site().database.read() as db:
        body = _body(db, slug, profiles.BODIES)
        if isinstance(body, Response):
            return body
        found = profiles.profile(db, body, chosen)
    told = {one.id: one for one in found.told}
    ledger = [
        {**plain.ledger_event(one), "told_by": [plain.event(told[key]) for key in one.sources]}
        for one in found.ledger
    ]
    return jsonify(
        cluster=body.slug, as_of=plain.as_of(chosen),
        labels=[plain.label(state) for state in found.labels], ledger=ledger,
    )  # fmt: skip


@blueprint.get(f"{V1}/changes")
def changes() -> Response:
    """Give changes in order of number; ``since`` is a number that they exceed, or a day."""
    since = asking.argument("since")
    after = cursor_number()
    day = None
    if since.isdigit() and len(since) < 16:
        after = max(int(since), after or 0)
    elif since:
        day = asking.day("since")
    kind = asking.chosen("kind", CHANGE_KINDS)
    slug = asking.argument("cluster")
    with site().database.read() as db:
        ids = None
        if slug:
            body = _body(db, slug, None)
            if isinstance(body, Response):
                return body
            ids = [body.id]
        retrospective = asking.chosen("retrospective", ("0", "1")) != "0"
        wanted = changing.Filter(
            since=day, until=asking.day("until"), entities=ids, kinds=(kind,) if kind else (),
            source=asking.argument("source"), retrospective=retrospective, after=after,
        )  # fmt: skip
        rows = changing.changes(db, wanted, limit() + 1, oldest_first=True)
    return answer_list(rows, lambda row: str(row.seq), _change, None, cut=True)


@blueprint.get(f"{V1}/partnerships")
def partnerships() -> Response:
    """List the international partnerships that target Morocco."""
    return _profiles("partnership")


@blueprint.get(f"{V1}/partnerships/<slug>")
def partnership(slug: str) -> Response:
    """Give everything of one partnership."""
    return _profile(slug, "partnership")


@blueprint.get(f"{V1}/calls")
def calls() -> Response:
    """List the calls for projects."""
    return _profiles("call")


@blueprint.get(f"{V1}/calls/<slug>")
def call(slug: str) -> Response:
    """Give everything of one call."""
    return _profile(slug, "call")


@blueprint.get(f"{V1}/sources")
def all_sources() -> Response:
    """List every source with its health."""
    with site().database.read() as db:
        rows = sources.states(db)
    rows.sort(key=lambda state: state.name)
    return answer_list(rows, lambda state: state.name, plain.source, None)


@blueprint.get(f"{V1}/sources/<name>/runs")
def source_runs(name: str) -> Response:
    """Give the runs of a source, the latest first."""
    with site().database.read() as db:
        if not sources.states(db, (name,)):
            abort(404, f"no source is called {name!r}")
        rows = sources.runs(db, name, limit() + 1, cursor_number())
    return answer_list(rows, lambda run: str(run.id), plain.run, None, cut=True)


@blueprint.get(f"{V1}/snapshots/<sha256>")
def snapshot(sha256: str) -> Response:
    """Give headers and provenance of a kept page; its bytes are private."""
    with site().database.read() as db:
        found = snapshots.snapshot(db, sha256)
    if found is None:
        abort(404, "no page with this hash is kept")
    return jsonify(found)


def _profiles(kind: str) -> Response:
    chosen = asking.as_of()
    with site().database.read() as db:
        cards = profiles.directory(db, chosen, (kind,), tuple(PROPERTIES))
    cards.sort(key=lambda card: card.body.slug)
    return answer_list(
        cards, lambda card: card.body.slug, lambda card: plain.card(card, _page(card.body)), chosen
    )


def _profile(slug: str, kind: str) -> Response:
    chosen = asking.as_of()
    with site().database.read() as db:
        body = _body(db, slug, (kind,))
        if isinstance(body, Response):
            return body
        found = profiles.profile(db, body, chosen)
    return jsonify(plain.profile(found, _page(body), MANY))


def _label(row: tuple[profiles.Card, Any]) -> dict[str, Any]:
    card, state = row
    return {
        "cluster": card.body.slug,
        "name": card.body.title,
        "kind": card.body.kind,
        **plain.label(state),
    }


def _change(row: changing.ChangeRow) -> dict[str, Any]:
    return plain.change(row, site().absolute(f"/changes?after={row.seq - 1}#change-{row.seq}"))


def _page(body: entities.Body) -> str:
    parts, place = home(body.kind, body.slug)
    return site().absolute(address(*parts)) + (f"#{place}" if place else "")


def _body(db: Connection, slug: str, kinds: Sequence[str] | None) -> entities.Body | Response:
    """Find a body; an old address answers 301, a retired one 410."""
    found = entities.by_slug(db, slug)
    if isinstance(found, entities.Moved):
        if found.slug is None:
            abort(410, "this address was retired")
        return redirect(request.path.replace(f"/{slug}", f"/{found.slug}", 1), 301)  # type: ignore[return-value]
    if found is None or (kinds is not None and found.kind not in kinds):
        abort(404, f"nothing is filed under {slug!r}")
    return found
