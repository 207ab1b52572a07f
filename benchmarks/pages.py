"""Pages in the form of the ECCP country page: partnerships in a table, much around it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

SIZE = 53_000
"""Bytes of the page that the limits were taken with."""
CHANGED = 0.1
"""Facts of a page that change from one version to the next."""

COLUMNS = (
    ("title", "Name"), ("field-escp-acronym", "Acronym"),
    ("field-escp-partners", "No. of Partners"), ("field-escp-sme", "No. of SME involved"),
    ("field-escp-third-countries", "Targeted third countries"),
    ("field-escp-sectoral-industries", "Sectoral Industries"),
    ("field-escp-technology-fields", "Technology Fields"),
)  # fmt: skip
COUNTRIES = ("Morocco", "Tunisia", "Japan", "Brazil", "Canada", "Mexico", "India", "Peru")
INDUSTRIES = ("Energy", "Environment", "Agrifood", "Textile", "Digital", "Health")
FIELDS = ("Water treatment", "Food processing", "Photonics", "Sensors", "Robotics", "Recycling")
SYLLABLES = ("ba", "do", "fi", "ka", "lu", "mo", "ne", "ri", "so", "ta", "vo", "ze")
FACTS = 7
"""Facts that one row states: its columns, those with several values counted once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One partnership as the page prints it; values in the order of ``COLUMNS``."""

    name: str
    acronym: str
    partners: int
    smes: int
    countries: tuple[str, ...]
    industries: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Give what the cells hold."""
        many = (", ".join(values) for values in (self.countries, self.industries, self.fields))
        return self.name, self.acronym, str(self.partners), str(self.smes), *many


def rows(dice: random.Random, count: int) -> list[Row]:
    """Invent partnerships with names of their own."""
    words: set[str] = set()
    while len(words) < count:
        words.add("".join(dice.choices(SYLLABLES, k=5)))
    return [
        Row(
            f"{word.capitalize()} partnership", word.upper(), dice.randint(3, 12),
            dice.randint(50, 900), _some(dice, COUNTRIES), _some(dice, INDUSTRIES),
            _some(dice, FIELDS),
        )
        for word in sorted(words)
    ]  # fmt: skip


def versions(dice: random.Random, first: list[Row], count: int) -> Iterator[list[Row]]:
    """Give the first version and others, in each of which a tenth of the facts is another."""
    now = first
    yield now
    for _ in range(count - 1):
        places = [(place, column) for place in range(len(now)) for column in ("partners", "smes")]
        now = list(now)
        for place, column in dice.sample(places, round(CHANGED * FACTS * len(now))):
            if column == "partners":
                now[place] = replace(now[place], partners=now[place].partners + 1)
            else:
                now[place] = replace(now[place], smes=now[place].smes + dice.randint(1, 9))
        yield now


def written(held: list[Row], size: int) -> bytes:
    """Write the page, filled up with menus to ``size`` bytes (the table's own if it is larger)."""
    head = "".join(f'<th class="views-field views-field-{f}">{label}</th>' for f, label in COLUMNS)
    body = "".join(
        "<tr>\n"
        + "".join(
            f'        <td class="views-field views-field-{field}">{cell}          </td>\n'
            for (field, _), cell in zip(COLUMNS, row.cells, strict=True)
        )
        + "</tr>\n"
        for row in held
    )
    main = (
        "<h2>Key Facts</h2><div><p><strong>Capital:</strong> Rabat</p>"
        "<p><strong>Currency:</strong> Moroccan dirham</p></div>"
        "<h2>ESCP-4is targetting this country</h2>"
        f'<table class="views-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )
    link = '<li class="menu__item"><a href="/section/%d" class="menu__link">A section</a></li>\n'
    missing = size - len(main) - 300
    menu = "".join(link % number for number in range(max(0, missing // (len(link) + 1))))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Morocco | ECCP</title>'
        f"</head><body><header><nav><ul>{menu}</ul></nav></header><main><h1>Morocco</h1>{main}"
        "</main><footer><p>European Cluster Collaboration Platform</p></footer></body></html>\n"
    ).encode()


def _some(dice: random.Random, among: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(dice.sample(among, dice.randint(1, 3))))
