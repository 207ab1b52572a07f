"""The rules of belief as a table: for each property, which value is shown first."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.vocabulary.properties import AUTHORITIES, PROPERTIES, Property
from observatory.present import dates
from observatory.present.reader import Reader
from observatory.present.words import GROUPS, N_

EACH = N_("every value that is said")
BY = {
    "authority": N_("the source that comes first in the order of authority"),
    "latest": N_("the value stated last"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A property's rule in words; empty where it does not apply."""

    key: str
    label: str
    chosen: str
    tolerance: str
    age: str


def rules(reader: Reader) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """Give the rules by group, in the order of the vocabulary."""
    by: dict[str, list[Rule]] = {}
    for rule in PROPERTIES.values():
        by.setdefault(rule.group, []).append(_rule(rule, reader))
    return tuple(
        (reader.gettext(title), tuple(by[key])) for key, title in GROUPS.items() if key in by
    )


def authorities(reader: Reader) -> tuple[str, ...]:
    """Give the kinds of publisher, the first preferred."""
    return tuple(reader.term("source_kind", kind) for kind in AUTHORITIES)


def _rule(rule: Property, reader: Reader) -> Rule:
    return Rule(
        rule.key,
        rule.label(reader.lang),
        reader.gettext(EACH if rule.many else BY[rule.chosen]),
        dates.percent(rule.tolerance, reader.lang) if rule.tolerance else "",
        ""
        if rule.timeless
        else reader.ngettext("%(count)s year", "%(count)s years", int(rule.half_life)),
    )
