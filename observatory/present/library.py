"""The library: studies, official pages and press that the record cites, with what rests on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import SOURCE_KINDS
from observatory.present import homes
from observatory.present.lists import UNDATED, Field, Option
from observatory.present.reader import Reader
from observatory.present.tags import period
from observatory.present.views import Link
from observatory.present.words import N_
from observatory.store.queries.citations import Cited
from observatory.store.queries.entities import Body

ORDER = ("academic", "ministry", "eu", "cluster", "other", "press")
"""Kinds of publisher on the shelf: studies and authorities first, the press last."""
MOST = 3
"""Bodies that a line names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What narrows the library: a kind of publisher, a year in four digits or ``undated``."""

    kind: str = ""
    year: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """One publication. ``title`` is empty where none was noted: then ``place`` (its host) stands.

    ``about`` are the bodies that most is cited of, with their pages of evidence; ``more`` counts
    the others.
    """

    key: str
    url: str
    title: str
    place: str
    publisher: str
    origin: str
    published: Period | None
    lang: str
    kind: str
    statements: int
    events: int
    about: tuple[Link, ...]
    more: int


def chosen(found: Iterable[Cited], choice: Choice, bodies: Mapping[int, Body]) -> list[Cited]:
    """Give what a choice wants, studies first, then by date, the latest first."""
    kept = [
        one
        for one in found
        if choice.kind in ("", one.publication.kind)
        and choice.year in ("", year(one))
        and (not choice.about or choice.about in _slugs(one, bodies))
    ]
    kept.sort(key=lambda one: one.publication.published, reverse=True)
    return sorted(kept, key=lambda one: ORDER.index(one.publication.kind))


def volume(one: Cited, bodies: Mapping[int, Body], reader: Reader) -> Volume:
    """Give one publication as a line."""
    by = one.publication
    about = sorted((bodies[key] for key in one.entities if key in bodies), key=lambda b: b.title)
    host = urlsplit(by.url).hostname or ""
    return Volume(
        by.key, by.url, by.title, host.removeprefix("www."), by.publisher,
        one.origin if one.origin != by.publisher else "", period(by.published), by.lang, by.kind,
        one.statements, one.events,
        tuple(Link(body.title, _evidence(body, reader), lang="und") for body in about[:MOST]),
        max(0, len(about) - MOST),
    )  # fmt: skip


def year(one: Cited) -> str:
    """Give the year in which it was published, or ``undated``."""
    return one.publication.published[:4] or UNDATED


def fields(
    found: Collection[Cited], choice: Choice, bodies: Mapping[int, Body], reader: Reader
) -> tuple[Field, ...]:
    """Give the fields of the filter form, each choice with how many publications it has."""
    kinds = Counter(one.publication.kind for one in found)
    of_year = Counter(year(one) for one in found)
    about = Counter(slug for one in found for slug in _slugs(one, bodies))
    titles = {body.slug: body.title for body in bodies.values()}
    return (
        Field("kind", reader.gettext("Kind of publisher"), tuple(
            Option(key, SOURCE_KINDS[key].label(reader.lang), key == choice.kind, kinds[key])
            for key in ORDER if kinds[key]
        )),
        Field("year", reader.gettext("Year of publication"), tuple(
            Option(one, one if one != UNDATED else reader.gettext(N_("undated")),
                   one == choice.year, of_year[one])
            for one in sorted(of_year, reverse=True)
        )),
        Field("about", reader.gettext("Speaks of"), tuple(
            Option(slug, titles[slug], slug == choice.about, about[slug])
            for slug in sorted(about, key=lambda slug: titles[slug])
        )),
    )  # fmt: skip


def _slugs(one: Cited, bodies: Mapping[int, Body]) -> set[str]:
    return {bodies[key].slug for key in one.entities if key in bodies}


def _evidence(body: Body, reader: Reader) -> str:
    parts, place = homes.evidence(body.kind, body.slug)
    return reader.link(*parts) + (f"#{place}" if place else "")
