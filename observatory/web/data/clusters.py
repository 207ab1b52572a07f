"""Bodies as data: one row each, with what is shown of them and when that was stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from observatory.domain.changes import scalar
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present.addresses import root
from observatory.present.datasets import Cell, Row, Variable
from observatory.present.facets import FACETS
from observatory.store.queries import profiles
from observatory.store.queries.profiles import Card
from observatory.web import asking, directory
from observatory.web.data import dataset
from observatory.web.site import site

SHOWN = tuple(name for name in (*profiles.CARD, *profiles.LEVERS) if name != "president")
"""Properties of a row; no person's name, since a directory of persons is none of our business."""


def _described(name: str) -> Iterator[Variable]:
    """Describe a property's four columns."""
    rule = PROPERTIES[name]
    kinds = {"count": "number", "date": "date", "term": "key", "place": "key"}
    about = f"{rule.en}, as shown first"
    many = "; several with a semicolon" if rule.many else ""
    vocabulary = "city" if rule.datatype == "place" else rule.vocabulary
    yield Variable(name, about + many, kinds.get(rule.datatype, "text"), vocabulary)
    yield Variable(f"{name}_stated", "time that the value speaks for", "date")
    yield Variable(f"{name}_disagree", "true where sources disagree about it", "boolean")
    yield Variable(f"{name}_statement", "number of its statement, under /api/v1/statements/")


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
    *(variable for name in SHOWN for variable in _described(name)),
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
        row |= _cells(card, name)
    return row


def _cells(card: Card, name: str) -> dict[str, Cell]:
    found = card.values.get(name)
    if found is None:
        return dict.fromkeys((name, f"{name}_stated", f"{name}_disagree", f"{name}_statement"))
    said = found.first
    first: Cell = scalar(said[0].value)
    if len(said) > 1:
        first = ";".join(str(scalar(one.value)) for one in said)
    return {
        name: first,
        f"{name}_stated": str(said[0].speaks) if said[0].speaks else None,
        f"{name}_disagree": bool(found.conflicts),
        f"{name}_statement": ";".join(str(one.id) for one in said),
    }
