"""The seven levers of action: marked, not marked, or not stated, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import shown
from observatory.present.reader import Reader
from observatory.present.views import ShownValue
from observatory.store.queries.profiles import LEVERS
from observatory.store.queries.statements import Shown


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever. ``mark`` is a key of the vocabulary ``mark``, or empty where no source speaks."""

    key: str
    label: str
    meaning: str
    mark: str
    value: ShownValue


def levers(found: Mapping[str, Shown], reader: Reader, day: date, slug: str) -> tuple[Lever, ...]:
    """Give all seven, in the order of the vocabulary; a blank cell is "not marked", never "no"."""
    out = []
    for key in LEVERS:
        rule, said = PROPERTIES[key], found.get(key)
        value = (
            shown.values(said, reader, day, slug)[0]
            if said
            else shown.missing(key, reader).values[0]
        )
        mark = said.first[0].value.text if said else ""
        out.append(Lever(key, rule.label(reader.lang), rule.means(reader.lang), mark, value))
    return tuple(out)
