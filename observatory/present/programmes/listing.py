"""Programmes, funds and authorities around the clusters: grouped, each with its rows cited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import shown
from observatory.present.homes import home
from observatory.present.reader import Reader
from observatory.present.rows import rows, said_in
from observatory.present.told import ToldView, only, told
from observatory.present.values import written
from observatory.present.views import ShownValue
from observatory.present.words import N_
from observatory.store.queries.entities import Body
from observatory.store.queries.profiles import Card, Profile
from observatory.store.queries.statements import Said, Shown

NATIONAL = ("cluster-programme", "fac", "fsi", "maroc-innovation")
EUROPEAN = (
    "escp-4i", "euromed-clusters-forward", "next-society", "mobilise", "poctefex-2", "quantara",
)  # fmt: skip
BILATERAL = ("tam-iii",)
GROUPS = {
    "national": N_("National programmes and funds"),
    "european": N_("European programmes"),
    "bilateral": N_("Bilateral cooperation"),
    "plan": N_("Industrial plans"),
    "organisation": N_("Authorities and platforms"),
    "other": N_("Other programmes"),
}
MONEY = ("envelope",)
COUNTS = (
    "clusters_labelled_stated", "clusters_selected_stated", "clusters_operational_stated",
    "calls_launched_stated", "support_years",
)  # fmt: skip
SPAN = ("plan_start", "plan_end", "launch_date")
NAMES = ("name", "acronym", "title")


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme in a list, with when it ran as far as a source says."""

    slug: str
    filed: str
    href: str
    name: str
    group: str
    span: str
    money: tuple[ShownValue, ...]
    counts: tuple[ShownValue, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A programme whole: money and counts as rows, other values by group, events, loose lines."""

    line: Programme
    groups: tuple[shown.GroupView, ...]
    events: tuple[ToldView, ...]
    counted: tuple[ToldView, ...]
    reported: tuple[ToldView, ...]


def programme(card: Card | Profile, reader: Reader, day: date) -> Programme:
    """Give a programme as a line of a list."""
    values = card.values
    return Programme(
        slug=card.body.slug,
        filed=card.body.filed,
        href=reader.link(*home(card.body.kind, card.body.slug)[0]),
        name=card.body.title,
        group=group(card.body, values),
        span=span(values, reader),
        money=rows(said_in(values, MONEY), reader, day),
        counts=rows(said_in(values, COUNTS), reader, day),
    )


def whole(found: Profile, reader: Reader) -> ProgrammePage:
    """Give a programme with everything that is said and told of it."""
    day = found.as_of.valid
    return ProgrammePage(
        programme(found, reader, day),
        shown.groups(found.values, reader, day, without=(*MONEY, *COUNTS)),
        told((row for row in found.told if row.kind not in ("reported", "count_stated")), reader),
        told(filter(only("count_stated"), found.told), reader),
        told(filter(only("reported"), found.told), reader),
    )


def grouped(lines: Iterable[Programme], reader: Reader) -> tuple[tuple[str, list[Programme]], ...]:
    """Give programmes under headings, those of the State first."""
    found: dict[str, list[Programme]] = {}
    for one in lines:
        found.setdefault(one.group, []).append(one)
    return tuple(
        (reader.gettext(title), found[key]) for key, title in GROUPS.items() if key in found
    )


def group(body: Body, values: Mapping[str, Shown]) -> str:
    """Say under which heading a programme stands."""
    if body.kind == "organisation":
        return "organisation"
    for key, slugs in (("national", NATIONAL), ("european", EUROPEAN), ("bilateral", BILATERAL)):
        if body.filed in slugs:
            return key
    return "plan" if "plan_start" in values else "other"


def span(values: Mapping[str, Shown], reader: Reader) -> str:
    """Say when a programme ran: from and to, or since when; empty if no source says."""
    first, last = _first(values, "plan_start", reader), _first(values, "plan_end", reader)
    if first and last:
        return reader.gettext("%(first)s to %(last)s", first=first, last=last)
    begun = first or _first(values, "launch_date", reader)
    return reader.gettext("from %(first)s", first=begun) if begun else ""


def _first(values: Mapping[str, Shown], name: str, reader: Reader) -> str:
    if name not in values:
        return ""
    said: Said = values[name].first[0]
    return written(PROPERTIES[name], said.value, said.lang, reader).text


def some(lines: Collection[Programme], slugs: Collection[str]) -> list[Programme]:
    """Give the programmes that are filed under some addresses, in that order."""
    by = {one.filed: one for one in lines}
    return [by[slug] for slug in slugs if slug in by]
