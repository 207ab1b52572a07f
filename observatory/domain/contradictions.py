"""What one page says against itself: two values where a record can have but one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from observatory.domain.belief import same_value
from observatory.domain.extract import Reason
from observatory.domain.statements import Assertion
from observatory.domain.vocabulary.properties import PROPERTIES

LONGEST = 80
"""Characters of a value that are named in a reason."""


def contradictions(said: Iterable[Assertion]) -> Iterator[tuple[Assertion, Reason]]:
    """Give each assertion that a record's own page gainsays, with the reason not to believe it.

    Nobody can say which of the two is meant. Values of different times or languages, and those
    that agree within the tolerance of their property, stand side by side.
    """
    groups: dict[tuple[str, ...], list[Assertion]] = {}
    for one in said:
        if not one.many:
            what = (one.record, str(one.entity), one.property, one.lang, one.valid, one.stated)
            groups.setdefault(what, []).append(one)
    for group in groups.values():
        first, rule = group[0], PROPERTIES[group[0].property]
        other = next((a for a in group[1:] if not same_value(rule, first.value, a.value)), None)
        if other is not None:
            both = f"both {first.raw[:LONGEST]!r} and {other.raw[:LONGEST]!r}"
            why = f"{first.record}, {first.property}: the page says {both}"
            yield from ((one, Reason("unclear_value", why)) for one in group)
