"""Bodies as data: one row each, with what is shown of them and when that was stated."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present.addresses import root
from observatory.present.datasets import Cell, Row, Variable
from observatory.present.facets import FACETS
from observatory.present.wide import cells, described
from observatory.store.queries import profiles
from observatory.store.queries.profiles import Card
from observatory.web import asking, directory
from observatory.web.data import dataset
from observatory.web.site import site

SHOWN = tuple(name for name in (*profiles.CARD, *profiles.LEVERS) if name != "president")
"""Properties of a row; no person's name, since a directory of persons is none of our business."""


CLUSTERS = (
    Variable("cluster", "slug of the body", "key"),
    Variable("name", "name of the body, as shown first"),
    Variable("acronym", "acronym by the reviewed names, if any"),
    Variable("kind", "kind of body", "key", "entity_kind"),
    Variable("counted", "true if it meets the ministry's definition of a cluster", "boolean"),
    Variable("url", "address of its page"),
    Variable("label_scheme", "authority whose label is shown first", "key", "scheme"),
    Variable("label_state", "state of that label on the day asked for", "key", "label_state"),
    Variable("label_since", "date of the act or statement that the state rests on", "date"),
    Variable("label_until", "end of the term", "date"),
    Variable("label_until_computed", "true where no source states the end of the term", "boolean"),
    Variable("last_sign", "newest dated sign of life, up to the day asked for", "date"),
    Variable("last_sign_kind", "kind of that event", "key", "event_kind"),
    Variable("region_shown", "region stated, else that of the host city", "key", "region"),
    *(variable for name in SHOWN for variable in described(name)),
)


@dataset("clusters", "Who answers to the list of /clusters, one row per body.", CLUSTERS)
def clusters() -> Iterable[Row]:
    """Give the rows of ``/clusters``, in its order."""
    with site().database.read() as db:
        found = directory.answer(db, directory.asked(), asking.as_of(), signs=True)
    return [_row(card) for card in found.bodies]


def _row(card: Card) -> Row:
    label, sign = card.label, card.last_sign
    row: dict[str, Cell] = {
        "cluster": card.body.slug,
        "name": card.body.title,
        "acronym": next((n.text for n in card.names if n.kind == "acronym"), None),
        "kind": card.body.kind,
        "counted": card.body.counted,
        "url": site().absolute(root("clusters", card.body.slug)),
        "label_scheme": label.scheme,
        "label_state": label.state,
        "label_since": str(label.since) if label.since else None,
        "label_until": str(label.until) if label.until else None,
        "label_until_computed": label.computed,
        "last_sign": str(sign.on) if sign else None,
        "last_sign_kind": sign.kind if sign else None,
        "region_shown": next(iter(FACETS["region"](card)), "") or None,
    }
    for name in SHOWN:
        row |= cells(card, name)
    return row
