"""Calls for projects: opening, deadlines with every extension, and how few came through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from observatory.domain.labels import ACTS, LedgerEvent
from observatory.domain.periods import Period
from observatory.present import tags
from observatory.present.reader import Reader
from observatory.present.shown import PropertyView, view
from observatory.present.told import ToldView, told
from observatory.present.values import moment
from observatory.present.views import Link, SourceTag
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.statements import Said, Shown

STAGES = {
    "named": ("named_as_target",),
    "applied": ("applied",),
    "selected": ("selected",),
    "acts": tuple(sorted(ACTS)),
}
"""What a call led to, from those a text names to acts of the authority."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day (and hour) by which to apply, and who states it; ``moved`` if a later one followed."""

    iso: str
    text: str
    told_by: tuple[SourceTag, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """One call as a page shows it; ``stages`` maps a stage to the bodies that reached it."""

    slug: str
    href: str
    title: str
    order: str
    opening: PropertyView | None
    opened: str
    deadlines: tuple[Deadline, ...]
    conditions: PropertyView | None
    documents: PropertyView | None
    envelopes: PropertyView | None
    targets: PropertyView | None
    stages: Mapping[str, tuple[Link, ...]]
    results: tuple[ToldView, ...]
    launches: tuple[ToldView, ...]
    reported: tuple[ToldView, ...]


def call(
    body: Body,
    shown: Mapping[str, Shown],
    events: Iterable[Told],
    ledgers: Mapping[int, list[LedgerEvent]],
    bodies: Mapping[int, Body],
    reader: Reader,
    day: date,
    short: Mapping[int, str] | None = None,
) -> CallView:
    """Give one call; ``ledgers`` are of all bodies, ``events`` those of the call itself.

    ``short`` holds acronyms, for where names stand close together.
    """
    events = list(events)

    def of(name: str) -> PropertyView | None:
        return view(shown[name], reader, day) if name in shown else None

    def happened(kind: str) -> tuple[ToldView, ...]:
        return told((one for one in events if one.kind == kind), reader)

    opening = shown["opening"].first[0].value.text if "opening" in shown else ""
    launched = min((str(one.on) for one in events if one.on and one.kind == "call_launched"),
                   default="")  # fmt: skip
    return CallView(
        slug=body.slug,
        href=reader.link("calls", body.slug),
        title=body.title,
        order=launched or opening or body.slug.rpartition("-")[2],
        opening=of("opening"),
        opened=moment(max(opening, launched, key=len), reader) if opening or launched else "",
        deadlines=tuple(deadlines(shown.get("deadline"), reader)),
        conditions=of("condition"),
        documents=of("document_url"),
        envelopes=of("envelope"),
        targets=of("target"),
        stages={
            stage: tuple(_reached(body.slug, kinds, ledgers, bodies, reader, short or {}))
            for stage, kinds in STAGES.items()
        },
        results=happened("call_result"),
        launches=happened("call_launched"),
        reported=happened("reported"),
    )


def deadlines(shown: Shown | None, reader: Reader) -> Iterable[Deadline]:
    """Give the deadlines by day, the first one first; a day and its hour are one deadline."""
    if shown is None:
        return
    by_day: dict[str, list[Said]] = {}
    for said in (*shown.first, *shown.others):
        by_day.setdefault(said.value.text[:10], []).append(said)
    for day in sorted(by_day):
        exact = max((said.value.text for said in by_day[day]), key=len)
        told_by = tags.distinct(map(tags.of_said, by_day[day]))
        yield Deadline(exact, moment(exact, reader), told_by, day != max(by_day))


def _reached(
    slug: str,
    kinds: Iterable[str],
    ledgers: Mapping[int, list[LedgerEvent]],
    bodies: Mapping[int, Body],
    reader: Reader,
    short: Mapping[int, str],
) -> Iterable[Link]:
    found = {
        entity
        for entity, events in ledgers.items()
        for event in events
        if event.call == slug and event.kind in kinds and entity in bodies
    }
    for body in sorted((bodies[entity] for entity in found), key=lambda one: one.title):
        name = short.get(body.id) or body.title
        yield Link(name, reader.link("clusters", body.slug), lang="und")


def closes(deadlines: Iterable[Deadline]) -> Period | None:
    """Give the day on which a call closes, by its last deadline."""
    last = max((one.iso for one in deadlines), default="")
    return Period.parse(last[:10]) if last else None
