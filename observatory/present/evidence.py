"""Everything said of one body, grouped by the publication or page that says it."""

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.clean import fold
from observatory.domain.periods import Period
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import tags
from observatory.present.reader import Reader
from observatory.present.values import Written, written
from observatory.present.views import SourceTag
from observatory.store.queries.profiles import Profile
from observatory.store.queries.statements import Provenance

EXCERPT = 300
"""Characters of a source's own text that are cited at most."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a publication says: a value of a property, or an event."""

    id: int
    what: str
    value: Written
    when: Period | None
    excerpt: str
    lang: str
    locator: str
    statement: bool
    inferred: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication or page with all that it says of the body."""

    tag: SourceTag
    lang: str
    items: tuple[Item, ...]


def publications(found: Profile, reader: Reader) -> tuple[Publication, ...]:
    """Give the publications, those that say most first."""
    by: dict[tuple[str, str], tuple[Provenance, list[Item]]] = {}
    for said in found.said:
        rule = PROPERTIES[said.property]
        value = written(rule, said.value, said.lang, reader)
        item = Item(
            said.id, rule.label(reader.lang), value, said.speaks,
            "" if fold(said.raw) == fold(value.text) else excerpt(said.raw), said.lang,
            said.by.locator, True, said.by.inferred, said.by.note,
        )  # fmt: skip
        by.setdefault(_key(said.by), (said.by, []))[1].append(item)
    for told in found.told:
        text = excerpt(told.text)
        item = Item(
            told.id, reader.term("event_kind", told.kind), Written(text, told.lang or "und"),
            told.on, "", told.lang, told.by.locator, False, told.by.inferred, told.by.note,
        )  # fmt: skip
        by.setdefault(_key(told.by), (told.by, []))[1].append(item)
    found_in = [
        Publication(tags.tag(source, None), "", tuple(items)) for source, items in by.values()
    ]
    return tuple(sorted(found_in, key=lambda p: (-len(p.items), p.tag.publisher)))


def excerpt(text: str) -> str:
    """Cut a source's text to what may be cited."""
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"


def _key(by: Provenance) -> tuple[str, str]:
    return by.citation or by.source, by.url
