"""Forms of grouping of firms that plans created: what each is, and what each source counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache

from observatory import paths
from observatory.domain.clean import fold
from observatory.domain.clean.terms import place
from observatory.domain.values import Unclear
from observatory.domain.vocabulary.places import CITIES
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import tags
from observatory.present.reader import Reader
from observatory.present.rows import rows, said_in
from observatory.present.shown import values as shown_values
from observatory.present.values import written
from observatory.present.views import ShownValue, SourceTag
from observatory.store.queries.citations import Publication
from observatory.store.queries.entities import Body
from observatory.store.queries.statements import Said, Shown

LANGS = ("fr", "ar", "en")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of grouping is, in our own words by language; ``source`` is a publication."""

    name: Mapping[str, str]
    means: Mapping[str, str]
    offers: Mapping[str, tuple[str, ...]]
    source: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site that sources name: who says that it is there, and who that it is to come.

    Each with the number of its statement.
    """

    name: str
    lang: str
    here: tuple[tuple[SourceTag, int], ...]
    planned: tuple[tuple[SourceTag, int], ...]


@dataclass(frozen=True, slots=True)
class EcosystemView:
    """A type of ecosystem; ``counts`` holds one row a statement, ``disagree`` if they differ."""

    slug: str
    name: str
    means: str
    offers: tuple[str, ...]
    tag: SourceTag | None
    plan: tuple[ShownValue, ...]
    shown: ShownValue | None
    counts: tuple[ShownValue, ...]
    disagree: bool
    sites: tuple[SiteView, ...]
    printed: tuple[ShownValue, ...]


@cache
def forms() -> Mapping[str, Form]:
    """Read the definitions that travel with the package, by slug."""
    return {
        row["slug"]: Form(
            {lang: row[lang] for lang in LANGS},
            {lang: row[f"means_{lang}"] for lang in LANGS},
            {lang: tuple(row[f"offers_{lang}"].split("|")) for lang in LANGS},
            row["source"],
        )
        for row in paths.rows(paths.ECOSYSTEMS)
    }


def sources() -> set[str]:
    """Give the publications that the definitions rest on."""
    return {form.source for form in forms().values()}


def ecosystem(
    body: Body,
    values: Mapping[str, Shown],
    cited: Mapping[str, Publication],
    reader: Reader,
    day: date,
) -> EcosystemView:
    """Give a type with its definition and every row that is said of it."""
    form = forms().get(body.slug)
    by = cited.get(form.source) if form else None
    count = values.get("sites_count")
    counts = rows(said_in(values, ("sites_count",)), reader, day)
    return EcosystemView(
        slug=body.slug,
        name=form.name[reader.lang] if form else body.title,
        means=form.means[reader.lang] if form else "",
        offers=form.offers[reader.lang] if form else (),
        tag=tags.of_publication(by) if by else None,
        plan=shown_values(values["origin_plan"], reader, day) if "origin_plan" in values else (),
        shown=shown_values(count, reader, day)[0] if count else None,
        counts=counts,
        disagree=len({one.text for one in counts}) > 1,
        sites=_sites(values, reader),
        printed=rows(said_in(values, ("name",)), reader, day),
    )


def _sites(values: Mapping[str, Shown], reader: Reader) -> tuple[SiteView, ...]:
    """Give every site once, with who says that it is there or planned, in order of its name."""
    found: dict[str, tuple[list[Said], list[Said]]] = {}
    for state, name in enumerate(("site", "site_planned")):
        for said in said_in(values, (name,)):
            found.setdefault(_city(said) or said.value.key, ([], []))[state].append(said)
    return tuple(
        sorted((_site(here, planned, reader) for here, planned in found.values()), key=_in_order)
    )


def _site(here: Iterable[Said], planned: Iterable[Said], reader: Reader) -> SiteView:
    here, planned = list(here), list(planned)
    first = (here or planned)[0]
    city = _city(first)
    text = written(PROPERTIES["site"], first.value, first.lang, reader)
    name, lang = (CITIES[city].label(reader.lang), "") if city else (text.text, text.lang)
    return SiteView(name, lang, _tellers(here), _tellers(planned))


def _tellers(said: Iterable[Said]) -> tuple[tuple[SourceTag, int], ...]:
    return tuple((tags.of_said(one), one.id) for one in said)


def _city(said: Said) -> str:
    """Give the key of the city that a site is named after, or nothing."""
    with suppress(Unclear):
        return place(said.value.text)
    return ""


def _in_order(site: SiteView) -> tuple[bool, str]:
    return not site.here, fold(site.name)
