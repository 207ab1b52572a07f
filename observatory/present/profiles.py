"""A profile from top to bottom: headline facts, labels, members, levers, partners, news, names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from observatory.domain.creation import created_later
from observatory.domain.labels import LedgerEvent
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import LABEL_SCHEMES
from observatory.present import dates, shown
from observatory.present.cards import SignView, acronym
from observatory.present.disputes import Dispute, disputes
from observatory.present.ledger import labels
from observatory.present.levers import Lever, levers
from observatory.present.members import SHAPES, Members, members
from observatory.present.questions import Question, questions
from observatory.present.reader import Reader
from observatory.present.sections import SECTIONS, sections
from observatory.present.sentences import sentence
from observatory.present.told import ToldView, of_life, only, told
from observatory.present.views import LabelView, ShownValue, Timeline
from observatory.store.queries.entities import NameRow
from observatory.store.queries.events import Told
from observatory.store.queries.profiles import Profile, creation

NAMES = ("name", "acronym", "former_name")
COOPERATION, PROJECTS = ("agreement",), ("project", "funding")
"""Kinds of events that stand with the partners, and as projects; the others are news."""
APART = {"members": "members", "action": "cooperation", "levers": "levers"}
"""Groups of properties with a section of their own; the others are facts."""


@dataclass(frozen=True, slots=True)
class SchemeView:
    """One scheme: its state, its line, what is told without a date; not all give a label."""

    is_label: bool
    state: LabelView
    timeline: Timeline | None
    undated: tuple[str, ...]
    basis: tuple[labels.Basis, ...]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Everything that a profile page shows.

    ``sections`` name the sections that it has; ``facts`` and ``apart`` are its groups of values;
    ``ago`` says how long ago the last sign of life was; ``unborn`` is the stated creation where it
    lies after the day.
    """

    slug: str
    kind: str
    counted: bool
    name: str
    acronym: str
    sentence: str
    unborn: Period | None
    label: LabelView
    key_values: tuple[ShownValue, ...]
    schemes: tuple[SchemeView, ...]
    sections: Mapping[str, str]
    disputes: tuple[Dispute, ...]
    facts: tuple[shown.GroupView, ...]
    apart: Mapping[str, shown.GroupView]
    members: Members | None
    levers: tuple[Lever, ...]
    names: tuple[ShownValue, ...]
    other_names: tuple[NameRow, ...]
    cooperation: tuple[ToldView, ...]
    projects: tuple[ToldView, ...]
    news: tuple[ToldView, ...]
    mentions: tuple[ToldView, ...]
    leads: tuple[ToldView, ...]
    reported: tuple[ToldView, ...]
    sign: SignView | None
    ago: str
    questions: tuple[Question, ...]


def profile(found: Profile, reader: Reader) -> ProfileView:
    """Give a profile as a page shows it."""
    day, slug = found.as_of.valid, found.body.slug
    by_id = {row.id: row for row in found.told}
    sign = found.last_sign
    names = tuple(_names(found, reader, day))
    printed = {value.text for value in names}
    groups = shown.groups(found.values, reader, day, slug, NAMES)
    schemes = _schemes(found, by_id, reader, day)
    life = told(filter(of_life, found.told), reader)
    view = ProfileView(
        slug=slug,
        kind=found.body.kind,
        counted=found.body.counted,
        name=found.body.title,
        acronym=acronym(found.body, found.names),
        sentence=sentence(found.body.kind, found.values, reader),
        unborn=next((on for on in creation(found.values) if created_later([on], day)), None),
        label=labels.label(found.label, by_id, reader),
        key_values=tuple(_key_values(found, reader)),
        schemes=schemes,
        sections={},
        disputes=disputes(groups, (scheme.state for scheme in schemes), reader),
        facts=tuple(group for group in groups if group.key not in APART),
        apart={
            APART[group.key]: _once(group) if group.key == "members" else group
            for group in groups
            if group.key in APART
        },
        members=members(found.said, reader, day),
        levers=levers(found.values, reader, day, slug) if found.body.kind == "cluster" else (),
        names=names,
        other_names=tuple(n for n in found.names if n.text not in printed),
        cooperation=tuple(one for one in life if one.kind in COOPERATION),
        projects=tuple(one for one in life if one.kind in PROJECTS),
        news=tuple(one for one in life if one.kind not in (*COOPERATION, *PROJECTS)),
        mentions=told(filter(only("mention"), found.told), reader),
        leads=told(filter(only("lead"), found.told), reader),
        reported=told(filter(only("reported"), found.told), reader),
        sign=SignView(sign.kind, sign.on) if sign and sign.on else None,
        ago=dates.ago(sign.on.hi, day, reader.lang) if sign and sign.on else "",
        questions=questions(found, reader) if found.body.kind == "cluster" else (),
    )
    has = {key: getattr(view, key, None) for key in SECTIONS} | {
        "labels": view.schemes,
        "lately": True,
        "members": view.members or view.apart.get("members"),
        "cooperation": view.cooperation or view.apart.get("cooperation"),
        "names": view.names or view.other_names,
        "unknown": view.questions,
        "cite": True,
    }
    return replace(view, sections=sections(has, reader))


def _schemes(
    found: Profile, by_id: Mapping[int, Told], reader: Reader, day: date
) -> tuple[SchemeView, ...]:
    """Give each scheme with its state and line, those that give a label first."""
    return tuple(
        SchemeView(
            state.scheme in LABEL_SCHEMES,
            labels.label(state, by_id, reader),
            labels.timeline(found.ledger, state.scheme, by_id, reader, day),
            tuple(_undated(found.ledger, state.scheme, reader)),
            labels.basis(state, by_id),
        )
        for state in sorted(found.labels, key=lambda one: one.scheme not in LABEL_SCHEMES)
    )


def _once(group: shown.GroupView) -> shown.GroupView:
    """Leave out what is also said of members, unless it disagrees: the counts over time list it."""
    return replace(group, properties=tuple(
        replace(one, values=tuple(
            value if value.conflict or one.key not in SHAPES else replace(value, others=())
            for value in one.values
        ))
        for one in group.properties
    ))  # fmt: skip


def _key_values(found: Profile, reader: Reader) -> Iterable[ShownValue]:
    """Give the five that matter most; the unknown ones are drawn too."""
    day = found.as_of.valid
    for names in (
        ("creation_date",), ("sector",), ("host_city", "region"),
        ("members_total", "members_companies"), ("president", "director", "coordinator"),
    ):  # fmt: skip
        name = next((n for n in names if n in found.values), "")
        if not name:
            yield shown.missing(names[0], reader).values[0]
            continue
        first = shown.values(found.values[name], reader, day, found.body.slug)[0]
        # What is also said stands with the facts; up here only what disagrees.
        others = tuple(replace(v, statement_id=0) for v in first.others if first.conflict)
        yield replace(first, statement_id=0, others=others)


def _names(found: Profile, reader: Reader, day: date) -> Iterable[ShownValue]:
    for name in NAMES:
        if name in found.values:
            values = shown.values(found.values[name], reader, day, found.body.slug)
            for value in (*values, *values[0].others):
                yield replace(value, others=(), lang=value.lang)


def _undated(events: Iterable[LedgerEvent], scheme: str, reader: Reader) -> Iterable[str]:
    for event in events:
        if event.scheme == scheme and event.on is None:
            yield reader.term("event_kind", event.kind)
