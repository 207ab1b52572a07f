"""Labels as data: the state of each on a day."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.domain.labels import LabelState
from observatory.present.datasets import Row, Variable
from observatory.store.queries import profiles
from observatory.store.queries.profiles import Card
from observatory.web import asking
from observatory.web.data import dataset
from observatory.web.site import site

LABELS = (
    Variable("cluster", "slug of the body", "key"),
    Variable("name", "name of the body, as shown first"),
    Variable("kind", "kind of body", "key", "entity_kind"),
    Variable("scheme", "authority whose label it is", "key", "scheme"),
    Variable("state", "state of the label on the day asked for", "key", "label_state"),
    Variable("since", "date of the act or statement that the state rests on", "date"),
    Variable("until", "end of the term", "date"),
    Variable("until_computed", "true where no source states the end of the term", "boolean"),
    Variable("years_of_support", "years of State support, summed over terms", "number"),
)


@dataset("labels", "The state of each label of each body, one row per body and scheme.", LABELS)
def labels() -> Iterable[Row]:
    """Give the rows of ``/labelling``."""
    with site().database.read() as db:
        cards = profiles.directory(db, asking.as_of(), profiles.BODIES, ("life_status",))
    cards.sort(key=lambda card: card.body.slug)
    return [
        _label(card, state)
        for card in cards
        for state in (card.labels or ((card.label,) if card.body.counted else ()))
    ]


def _label(card: Card, state: LabelState) -> Row:
    return {
        "cluster": card.body.slug,
        "name": card.body.title,
        "kind": card.body.kind,
        "scheme": state.scheme,
        "state": state.state,
        "since": str(state.since) if state.since else None,
        "until": str(state.until) if state.until else None,
        "until_computed": state.computed,
        "years_of_support": state.years_of_support,
    }
