"""Promises and money of programmes beside what sources stated later; nothing is added up.

``observatory/data/promises.csv`` says, reviewed by hand, which later statements answer a promise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from observatory import paths
from observatory.domain.clean import fold
from observatory.domain.periods import Period, begun
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import homes, tags
from observatory.present.reader import Reader
from observatory.present.values import written
from observatory.present.views import Link, SourceTag
from observatory.present.words import N_
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.statements import Said

PURSES: dict[str, str] = {
    "clusters": N_("The clusters"),
    "research": N_("Research projects: another purse, never added to the clusters’"),
    "plan": N_("Industrial plans"),
}
"""Whose money or promise it is; each stands apart."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A promise, by what the record says of it, and what answers it.

    ``outcomes`` are pairs of a body and a property or kind of event, from the years ``first`` to
    ``last``.
    """

    purse: str
    body: str
    what: str
    said: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]
    first: int
    last: int
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something stated later: a number with what it is, or an event in a few words."""

    text: str
    lang: str
    what: str
    on: Period | None
    sources: tuple[SourceTag, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, who made it where, and what was stated later; no outcome: nothing stated."""

    words: str
    body: Link
    sources: tuple[SourceTag, ...]
    outcomes: tuple[Outcome, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """Read the reviewed list of promises that travels with the package."""
    return tuple(_rule(row) for row in paths.rows(paths.PROMISES))


def promises(
    bodies: Iterable[Body],
    said: Collection[Said],
    told: Collection[Told],
    reader: Reader,
    day: date,
) -> tuple[tuple[str, list[Promise]], ...]:
    """Give the promises that the record holds by ``day``, under whose purse they are."""
    filed = {body.filed: body for body in bodies}
    found: dict[str, list[Promise]] = {}
    for rule in rules():
        body = filed.get(rule.body)
        made = [
            one
            for one in said
            if body
            and one.entity == body.id
            and one.property == rule.what
            and fold(one.value.text) in rule.said
            and begun(one.speaks, day)
        ]
        if body and made:
            href = homes.href(body.kind, body.slug, reader)
            outcomes = _outcomes(rule, filed, said, told, reader, day)
            found.setdefault(rule.purse, []).append(
                Promise(
                    rule.words[reader.lang], Link(body.title, href, lang="und"),
                    tags.distinct(map(tags.of_said, made)), tuple(outcomes),
                )
            )  # fmt: skip
    return tuple(
        (reader.gettext(title), found[key]) for key, title in PURSES.items() if key in found
    )


def _outcomes(
    rule: Rule,
    filed: Mapping[str, Body],
    said: Iterable[Said],
    told: Iterable[Told],
    reader: Reader,
    day: date,
) -> Iterator[Outcome]:
    """Give what was stated later, by date; sources that say the same of one year stand once."""
    wanted = {(filed[slug].id, what) for slug, what in rule.outcomes if slug in filed}
    same: dict[tuple[str, str, str], list[Said]] = {}
    for one in said:
        if (
            (one.entity, one.property) in wanted
            and _within(rule, one.speaks)
            and begun(one.speaks, day)
        ):
            year = str(one.speaks.hi.year if one.speaks else "")
            same.setdefault((one.property, one.value.key, year), []).append(one)
    out = []
    for rows in same.values():
        first = rows[0]
        shown = written(PROPERTIES[first.property], first.value, first.lang, reader)
        label = PROPERTIES[first.property].label(reader.lang)
        out.append(Outcome(shown.text, shown.lang, label, first.speaks,
                           tags.distinct(map(tags.of_said, rows))))  # fmt: skip
    for event in told:
        if (
            (event.entity, event.kind) in wanted
            and _within(rule, event.on)
            and begun(event.on, day)
        ):
            what = EVENT_KINDS[event.kind].label(reader.lang)
            out.append(Outcome(event.text, event.lang, what, event.on, (tags.of_told(event),)))
    return iter(sorted(out, key=lambda one: one.on.hi if one.on else date.max))


def _rule(row: Mapping[str, str]) -> Rule:
    pairs = (pair.partition(":") for pair in row["outcomes"].split())
    return Rule(
        row["purse"], row["body"], row["what"],
        tuple(fold(part) for part in row["said"].split("|")),
        tuple((slug, what) for slug, _, what in pairs),
        int(row["first"] or 0), int(row["last"] or 0),
        {lang: row[lang] for lang in ("fr", "ar", "en")},
    )  # fmt: skip


def _within(rule: Rule, on: Period | None) -> bool:
    return on is not None and rule.first <= on.hi.year <= rule.last
