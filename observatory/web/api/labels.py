"""Labels: the state of each on a day, and the ledger of one body."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from observatory.domain.vocabulary.events import LABEL_STATES, SCHEMES
from observatory.present import plain
from observatory.store.queries import profiles
from observatory.web import asking
from observatory.web.api import V1, blueprint
from observatory.web.finding import profile_at
from observatory.web.listing import answer_list
from observatory.web.site import site


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
    found = profile_at(slug, profiles.BODIES)
    told = {one.id: one for one in found.told}
    ledger = [
        {**plain.ledger_event(one), "told_by": [plain.event(told[key]) for key in one.sources]}
        for one in found.ledger
    ]
    return jsonify(
        cluster=found.body.slug, as_of=plain.as_of(found.as_of),
        labels=[plain.label(state) for state in found.labels], ledger=ledger,
    )  # fmt: skip


def _label(row: tuple[profiles.Card, Any]) -> dict[str, Any]:
    card, state = row
    return {
        "cluster": card.body.slug,
        "name": card.body.title,
        "kind": card.body.kind,
        **plain.label(state),
    }
