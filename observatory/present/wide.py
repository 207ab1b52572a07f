"""Rows with columns per property: value shown, when stated, whether disputed, its statement."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.domain.changes import scalar
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present.datasets import Cell, Variable
from observatory.store.queries.profiles import Card

TYPES = {"count": "number", "date": "date", "term": "key", "place": "key", "country": "key"}
"""Types of a variable, by the datatype of its property; text for the others."""


def described(name: str) -> Iterator[Variable]:
    """Describe a property's four columns."""
    rule = PROPERTIES[name]
    meaning = f"{rule.en}, as shown first" + ("; several with a semicolon" if rule.many else "")
    vocabulary = "city" if rule.datatype == "place" else rule.vocabulary
    yield Variable(name, meaning, TYPES.get(rule.datatype, "text"), vocabulary)
    yield Variable(f"{name}_stated", "time that the value speaks for", "date")
    yield Variable(f"{name}_disagree", "true where sources disagree about it", "boolean")
    yield Variable(f"{name}_statement", "number of its statement, under /api/v1/statements/")


def cells(card: Card, name: str) -> dict[str, Cell]:
    """Give a property's four cells; all empty where nobody states it."""
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
