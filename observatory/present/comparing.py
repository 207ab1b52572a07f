"""Two sides as people compare them: typed differences in words, each side with its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from observatory.domain.comparing import (
    COUNT,
    LABEL,
    PROPERTY,
    Aspect,
    Comparison,
    Difference,
    Held,
)
from observatory.domain.labels import LabelState
from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.events import LABEL_STATES
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import shown
from observatory.present.datasets import Row
from observatory.present.facets import FACETS, NAMES
from observatory.present.ledger import labels
from observatory.present.reader import Reader
from observatory.present.values import written
from observatory.present.views import LabelView, Link, ShownValue
from observatory.present.words import DIFFERENCES, N_
from observatory.store.queries.profiles import Card
from observatory.store.queries.sides import Side

FACET = N_("%(facet)s: %(term)s")
COUNTED = tuple(name for name in FACETS if name != "region")
"""Facets by which two regions are compared."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side holds; all empty where it holds nothing."""

    label: LabelView | None = None
    values: tuple[ShownValue, ...] = ()
    bodies: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What differs in one aspect: of whom, what, its types (key and word), and both sides."""

    kinds: tuple[tuple[str, str], ...]
    who: Link | None
    what: str
    left: Cell
    right: Cell


@dataclass(frozen=True, slots=True)
class Tally:
    """How many differences of each type one body has, and in how many properties (``total``)."""

    who: Link
    counts: Mapping[str, int]
    total: int


def held(side: Side) -> dict[Aspect, Held]:
    """Give what a side holds of every label and property of its bodies."""
    out = {}
    for subject, card in side.cards.items():
        for state in card.labels:
            basis = tuple(f"e{key}" for event in state.basis for key in event.sources)
            out[Aspect(subject, LABEL, state.scheme)] = Held(
                frozenset({state.state}), bool(state.conflict), basis
            )
        for name, found in card.values.items():
            out[Aspect(subject, PROPERTY, name)] = Held(
                frozenset(said.value.key for said in found.first),
                bool(found.conflicts),
                tuple(f"s{said.id}" for said in found.first),
            )
    return out


def counted(cards: Iterable[Card]) -> dict[Aspect, Held]:
    """Give how many bodies have each key of each facet, and which."""
    having: dict[Aspect, list[str]] = {}
    for card in cards:
        for name in COUNTED:
            for key in FACETS[name](card):
                having.setdefault(Aspect("", COUNT, name, key), []).append(card.body.slug)
    return {
        aspect: Held(frozenset({str(len(slugs))}), basis=tuple(sorted(slugs)))
        for aspect, slugs in having.items()
    }


def lines(
    differences: Iterable[Difference], left: Side, right: Side, reader: Reader
) -> tuple[Line, ...]:
    """Give differences in words: labels first, then properties in the order of the vocabulary."""
    return tuple(
        Line(
            tuple((kind, reader.gettext(DIFFERENCES[kind])) for kind in one.kinds),
            _who(one.aspect, right, reader),
            what(one.aspect, reader), _cell(one.left, one.aspect, left, reader),
            _cell(one.right, one.aspect, right, reader),
        )
        for one in sorted(differences, key=lambda one: _order(one.aspect))
    )  # fmt: skip


def tallies(found: Comparison, right: Side, reader: Reader, here: Link) -> tuple[Tally, ...]:
    """Count the differences of each body by type, labels left out; the most first.

    ``here`` is the address of the comparison, to which the body is added.
    """
    by: dict[str, list[Difference]] = {}
    for one in found.differences:
        if one.aspect.family == PROPERTY:
            by.setdefault(one.aspect.subject, []).append(one)
    out = [
        Tally(
            Link(right.cards[slug].body.title, f"{here.href}&cluster={slug}", lang="und"),
            Counter(kind for one in differing for kind in one.kinds),
            len(differing),
        )
        for slug, differing in by.items()
    ]
    return tuple(sorted(out, key=lambda one: (-one.total, one.who.text)))


def states(left: Side, right: Side) -> tuple[tuple[str, int, int], ...]:
    """Count the counted clusters by the state of their label, on both sides."""
    before, after = (
        Counter[str](card.label.state for card in side.cards.values() if card.body.counted)
        for side in (left, right)
    )
    return tuple(
        (key, before[key], after[key]) for key in LABEL_STATES if before[key] or after[key]
    )


def same(found: Comparison, side: Side, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Give what is the same on both sides: what it is, and the value in words."""
    return tuple(
        (what(aspect, reader), _said(aspect, side, reader))
        for aspect in sorted(found.same, key=_order)
    )


def what(aspect: Aspect, reader: Reader) -> str:
    """Name an aspect: a property, a label by its scheme, a key of a facet."""
    if aspect.family == LABEL:
        return reader.term("scheme", aspect.name)
    if aspect.family == COUNT:
        title, vocabulary = NAMES[aspect.name]
        term = reader.term(vocabulary, aspect.key)
        return reader.gettext(FACET, facet=reader.gettext(title), term=term)
    return PROPERTIES[aspect.name].label(reader.lang)


def rows(found: Comparison, left: Side, right: Side) -> Iterable[Row]:
    """Give every difference as a row of data: an aspect that differs in two ways has two rows."""
    typed = [(kind, differing) for differing in found.differences for kind in differing.kinds]
    for kind, one in typed:
        yield {
            "subject": one.aspect.subject or None,
            "family": one.aspect.family,
            "name": one.aspect.name,
            "key": one.aspect.key or None,
            "difference": kind,
            "left": _texts(one.left, one.aspect, left),
            "right": _texts(one.right, one.aspect, right),
            "left_conflict": bool(one.left and one.left.conflict),
            "right_conflict": bool(one.right and one.right.conflict),
            "left_basis": "|".join(one.left.basis) if one.left else None,
            "right_basis": "|".join(one.right.basis) if one.right else None,
        }


def _texts(side_held: Held | None, aspect: Aspect, side: Side) -> str | None:
    if side_held is None:
        return None
    if aspect.family != PROPERTY:
        return "|".join(sorted(side_held.keys))
    return "|".join(side.cards[aspect.subject].keys(aspect.name))


def _order(aspect: Aspect) -> tuple[int, int, str, str]:
    families = [LABEL, PROPERTY, COUNT]
    place = 0
    if aspect.family == PROPERTY:
        place = list(PROPERTIES).index(aspect.name)
    elif aspect.family == COUNT:
        terms = list(VOCABULARIES[NAMES[aspect.name][1]])
        place = COUNTED.index(aspect.name) * 100 + terms.index(aspect.key)
    return families.index(aspect.family), place, aspect.subject, aspect.name


def _who(aspect: Aspect, side: Side, reader: Reader) -> Link | None:
    if not aspect.subject:
        return None
    body = side.cards[aspect.subject].body
    return Link(body.title, reader.link("clusters", body.slug), lang="und")


def _cell(side_held: Held | None, aspect: Aspect, side: Side, reader: Reader) -> Cell:
    if side_held is None:
        return Cell()
    if aspect.family == COUNT:
        return Cell(bodies=tuple(
            Link(side.cards[slug].body.title, reader.link("clusters", slug), lang="und")
            for slug in side_held.basis
        ))  # fmt: skip
    card = side.cards[aspect.subject]
    if aspect.family == LABEL:
        return Cell(label=labels.label(_state(card.labels, aspect.name), side.told, reader))
    values = shown.values(card.values[aspect.name], reader, side.as_of.valid, card.body.slug)
    return Cell(values=tuple(
        replace(
            one, statement_id=0,
            others=tuple(replace(other, statement_id=0) for other in one.others),
        )
        for one in values
    ))  # fmt: skip


def _state(labels: Sequence[LabelState], scheme: str) -> LabelState:
    found = next((state for state in labels if state.scheme == scheme), None)
    return found or LabelState(scheme, "unknown")


def _said(aspect: Aspect, side: Side, reader: Reader) -> str:
    if aspect.family == COUNT:
        return ""
    card = side.cards[aspect.subject]
    if aspect.family == LABEL:
        return reader.term("label_state", _state(card.labels, aspect.name).state)
    rule = PROPERTIES[aspect.name]
    return reader.joined(
        [written(rule, said.value, said.lang, reader).text for said in card.values[rule.key].first]
    )
