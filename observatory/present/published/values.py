"""Plain values that published figures are computed over: the survey's own, and the record's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from observatory.domain.clean import fold
from observatory.domain.labels import ACTS, STATED, LabelState, states
from observatory.domain.periods import Period
from observatory.domain.published.measures import Values
from observatory.domain.vocabulary.events import LABEL_SCHEMES
from observatory.present.shown import region_key
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told, ledgers
from observatory.store.queries.profiles import first_label
from observatory.store.queries.published import Evidence
from observatory.store.queries.statements import Said, Shown, by_entity, shown

TABLE = "table2:"
"""How the records of a survey's table of clusters begin: they are its sample."""
SCHEME = LABEL_SCHEMES[0]
CHOSEN = ACTS | {"selected"}
"""Acts by which the ministry chose a cluster."""
IN_A_SURVEY = {
    "labelled": "stated_labelled",
    "under_contract": "stated_in_process",
    "lapsed": "stated_not_labelled",
    "withdrawn": "stated_not_labelled",
    **{state: state for state in STATED.values()},
}
"""What a survey would write down for a state of the label; for the others nothing is known."""


def surveyed(found: Evidence, source: str) -> dict[str, Values]:
    """Give what a survey itself states of each cluster of its sample, and nothing else."""
    slugs = {body.id: body.slug for body in found.clusters}
    out: dict[str, dict[str, set[str]]] = {}
    for said in found.said:
        if said.by.source == source and said.record.startswith(TABLE) and said.open:
            values = out.setdefault(slugs[said.entity], {})
            values.setdefault(said.property, set()).add(said.value.text)
    for told in found.acts:
        if told.by.source == source and told.record.startswith(TABLE) and told.kind in STATED:
            values = out.setdefault(slugs[told.entity], {})
            values.setdefault("labelling", set()).add(told.kind)
    return dict(sorted(out.items()))


def known(found: Evidence, day: date) -> dict[str, Values]:
    """Give what the record believes of every cluster for a day, labels from their ledger.

    ``labelling`` is the state of the label in a survey's words, ``label`` the state of the
    ministry of industry's own, ``chosen`` whether that ministry had chosen it by then, ``network``
    whether a source makes it a member of a network.
    """
    believed = by_entity(shown(found.said, day))
    ledger = ledgers(found.acts)
    networks = _names(found, {body.id for body in found.others if body.kind == "network"})
    out: dict[str, Values] = {}
    for body in found.clusters:
        values = believed.get(body.id, {})
        events = ledger.get(body.id, [])
        chosen = any(
            event.scheme == SCHEME and event.kind in CHOSEN and event.on and event.on.lo <= day
            for event in events
        )
        labels = states(events, day)
        not_yet = ["no"] if _later(values, day) else []
        out[body.slug] = {
            **{name: [said.value.text for said in one.first] for name, one in values.items()},
            "region": _region(values),
            "labelling": _labelling(labels),
            "label": _label(labels) or not_yet,
            "chosen": ["yes"] if chosen else not_yet,
            "network": ["yes"] if _member(found.said, body, networks, day) else not_yet,
        }
    return out


def listed(found: Evidence, told: Told) -> dict[str, Values]:
    """Give the names of a list of clusters: the slug of those known by that name, or the name."""
    slugs = {body.id: body.slug for body in found.clusters}
    by_name = {fold(name.text): slugs[name.entity] for name in found.names if name.entity in slugs}
    by_name |= {fold(body.title): body.slug for body in found.clusters}
    _, _, names = told.text.partition(":")
    out: dict[str, Values] = {}
    for name in filter(None, (part.strip() for part in names.split(";"))):
        slug = by_name.get(fold(name))
        out[slug or name] = {"listed": ["yes"] if slug else []}
    return out


def _names(found: Evidence, ids: set[int]) -> set[str]:
    return {fold(name.text) for name in found.names if name.entity in ids}


def _member(said: Iterable[Said], body: Body, networks: set[str], day: date) -> bool:
    return any(
        one.entity == body.id
        and one.property == "network_membership"
        and fold(one.value.text) in networks
        and one.speaks is not None
        and one.speaks.lo <= day
        for one in said
    )


def _region(values: dict[str, Shown]) -> list[str]:
    regions, cities = (
        [said.value.text for said in values[name].first] if name in values else []
        for name in ("region", "host_city")
    )
    return list(filter(None, [region_key(regions, cities)]))


def _later(values: dict[str, Shown], day: date) -> bool:
    """Say whether a cluster was created after a day, so that nothing of it can hold before."""
    found = values.get("creation_date")
    return found is not None and Period.parse(found.first[0].value.text).lo > day


def _labelling(labels: list[LabelState]) -> list[str]:
    return list(filter(None, [IN_A_SURVEY.get(first_label(labels).state)]))


def _label(labels: list[LabelState]) -> list[str]:
    found = next((state.state for state in labels if state.scheme == SCHEME), "unknown")
    return [] if found.startswith("unknown") else [found]
