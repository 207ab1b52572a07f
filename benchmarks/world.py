"""An invented store of any size: organisations, what two sources state of each, over ten years.

Every organisation has ``VALUES`` properties, each stated by one of its sources in ``SPELLS``
spells; the organisation numbered 1 has ``LONG`` times as many. All of one organisation follows from
the seed and its number, so that an oracle can tell it again without asking the store.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.properties import PROPERTIES, Property

FIRST = datetime(2016, 1, 1, 6, tzinfo=UTC)
LAST = datetime(2026, 1, 1, 6, tzinfo=UTC)
VALUES, SPELLS, LONG = 50, 2, 10
SOURCES = 8
VISITS = 12
"""Good looks at each page."""
KINDS = ("ministry", "cluster", "eu", "press", "academic", "other", "cluster", "press")
LABELS = ("contract_signed", "stated_labelled", "news")

STATED: tuple[Property, ...] = tuple(
    rule for rule in PROPERTIES.values() if "cluster" in rule.kinds and rule.key != "grant"
)[-VALUES:]
"""What is stated of every organisation; the last, so that the levers are among it."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell as it was invented. ``id`` is unique, ``source`` a number."""

    id: int
    entity: int
    rule: Property
    source: int
    text: str
    number: float | None
    first_seen: datetime
    absent_since: datetime | None

    @property
    def url(self) -> str:
        """Give the page that states it."""
        return page(self.source, self.entity)


def organisations(statements: int) -> int:
    """Give how many organisations a store of that many statements has."""
    return max(1, statements // (VALUES * SPELLS))


def page(source: int, entity: int) -> str:
    """Give the page on which a source speaks of an organisation."""
    return f"https://source-{source}.example/body/{entity}"


def sources_of(entity: int) -> tuple[int, int]:
    """Give the two sources that speak of an organisation."""
    return entity % SOURCES, (entity + 3) % SOURCES


def spells(seed: int, entity: int) -> Iterator[Spell]:
    """Invent all that is stated of one organisation, in order of time for each property."""
    dice = random.Random(f"{seed} {entity}")
    count = SPELLS * (LONG if entity == 1 else 1)
    days = (LAST - FIRST).days
    for place, rule in enumerate(STATED):
        begins = sorted(dice.sample(range(days), count))
        source = sources_of(entity)[place % 2]
        texts = _different(dice, rule, count)
        for turn, (day, (text, number)) in enumerate(zip(begins, texts, strict=True)):
            gone = begins[turn + 1] if turn + 1 < count else None
            yield Spell(
                entity * 100_000 + place * 1_000 + turn, entity, rule, source, text, number,
                FIRST + timedelta(days=day),
                None if gone is None else FIRST + timedelta(days=gone),
            )  # fmt: skip


def some_day(dice: random.Random) -> date:
    """Draw a day in the second half of the ten years, when nearly everything has been stated."""
    return (FIRST + timedelta(days=dice.randint(1_900, (LAST - FIRST).days))).date()


def _different(dice: random.Random, rule: Property, count: int) -> list[tuple[str, float | None]]:
    """Give values of a property, each different from the one before."""
    out: list[tuple[str, float | None]] = []
    while len(out) < count:
        value = _value(dice, rule)
        if not out or out[-1] != value:
            out.append(value)
    return out


def _value(dice: random.Random, rule: Property) -> tuple[str, float | None]:
    number = dice.randint(1, 5_000)
    match rule.datatype:
        case "count" | "amount" | "area":
            return str(number), float(number)
        case "share":
            return str(number % 100), float(number % 100)
        case "date":
            return (FIRST + timedelta(days=number % 3_000)).date().isoformat(), None
        case "url":
            return f"https://body-{number}.example/", None
        case "term":
            return dice.choice(_keys(rule.vocabulary)), None
        case "place":
            return dice.choice(_keys("city")), None
    return f"Value {number} of {rule.key}", None


@cache
def _keys(vocabulary: str) -> list[str]:
    return list(VOCABULARIES[vocabulary])
