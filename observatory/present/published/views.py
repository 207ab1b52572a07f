"""Published figures as a page shows them: a drawing, numbers in words, the clusters behind each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from observatory.domain.published.measures import Result
from observatory.present import tags
from observatory.present.homes import evidence
from observatory.present.published.bars import BarView, bar, computed_bar, scale_of
from observatory.present.published.checking import Checked, Side
from observatory.present.published.words import parts, said, value, who, why
from observatory.present.reader import Reader
from observatory.present.views import Link, SourceTag
from observatory.present.words import N_
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.published import Evidence
from observatory.store.queries.statements import Said

GROUPS = {
    "claim": N_("What the study of 2025 says of its sample"),
    "count": N_("How many clusters, as others state it"),
    "target": N_("Targets of public policy"),
}
VERDICTS = {
    "agrees": N_("agrees"),
    "disagrees": N_("disagrees"),
    "open": N_("cannot be decided"),
    "none": N_("cannot be computed"),
    "reached": N_("reached"),
    "missed": N_("not reached"),
}


@dataclass(frozen=True, slots=True)
class SideView:
    """A figure computed: its value, of how many, and the clusters behind.

    ``unknown`` are the names of those of which it is not known.
    """

    by: str
    who: str
    verdict: str
    word: str
    value: str
    parts: tuple[str, ...]
    why: str
    bar: BarView | None
    match: tuple[Link, ...]
    rest: tuple[Link, ...]
    unknown: str
    unknown_count: int


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as stated, by whom, and what comes out; ``same``: both sides have one list behind.

    ``stated_by`` are source tags, each with the place where it stands in this record.
    """

    key: str
    says: str
    stated: str
    bar: BarView | None
    stated_by: tuple[tuple[SourceTag, str], ...]
    notes: tuple[str, ...]
    measure: str
    sides: tuple[SideView, ...]
    same: bool


def figure(
    one: Checked, bodies: Mapping[str, Body], names: Mapping[str, str], reader: Reader
) -> FigureView:
    """Give a figure with its drawing; ``bodies`` state it, ``names`` are the clusters' by slug."""
    scale = scale_of(one)
    results = [side.result for side in one.sides]
    return FigureView(
        one.key,
        one.says[reader.lang],
        said(one.stated, one.looks_at, reader),
        bar(one.stated.number, 0, scale, reader) if one.stated.upto is None else None,
        tuple((_tag(source), _place(one.body, source, bodies, reader)) for source in one.sources),
        tuple(dict.fromkeys(source.by.note for source in one.sources if source.by.note)),
        one.measure,
        tuple(_side(one, side, scale, names, reader) for side in one.sides),
        len(results) == 2 and _members(results[0]) == _members(results[1]),
    )


def short_names(found: Evidence) -> dict[str, str]:
    """Give the clusters' names in short, by slug."""
    short = {name.entity: name.text for name in reversed(found.names) if name.kind == "acronym"}
    return {body.slug: short.get(body.id, body.title) for body in found.clusters}


def tally(
    figures: Iterable[FigureView], by: str, reader: Reader
) -> tuple[tuple[str, str, int], ...]:
    """Count the verdicts of one side: (key, word, how many), those that occur."""
    found = Counter(side.verdict for one in figures for side in one.sides if side.by == by)
    return tuple((key, reader.gettext(VERDICTS[key]), found[key]) for key in VERDICTS if found[key])


def verdict(one: Checked, side: Side) -> str:
    """Give the key of the word for what comes out; a target is reached or not."""
    if side.verdict is None:
        return "none"
    targets = {"agrees": "reached", "disagrees": "missed"}
    return targets.get(side.verdict, side.verdict) if one.group == "target" else side.verdict


def _side(
    one: Checked, side: Side, scale: float, names: Mapping[str, str], reader: Reader
) -> SideView:
    found, key = side.result, verdict(one, side)

    def links(slugs: tuple[str, ...]) -> tuple[Link, ...]:
        named = [
            Link(names[slug], reader.link("clusters", slug), lang="und")
            if slug in names else Link(slug, "", lang="und")
            for slug in slugs
        ]  # fmt: skip
        return tuple(sorted(named, key=lambda link: link.text.casefold()))

    return SideView(
        side.by,
        who(side, reader),
        key,
        reader.gettext(VERDICTS[key]),
        value(side, one.looks_at, reader),
        parts(found, reader) if found and side.verdict else (),
        why(one, side, reader),
        computed_bar(found, scale, reader) if found and side.verdict else None,
        links(found.match) if found else (),
        links(found.rest) if found else (),
        " · ".join(link.text for link in links(found.unknown)) if found else "",
        len(found.unknown) if found else 0,
    )


def _members(found: Result | None) -> tuple[frozenset[str], ...]:
    return (
        tuple(frozenset(part) for part in (found.match, found.rest, found.unknown)) if found else ()
    )


def _tag(source: Said | Told) -> SourceTag:
    return tags.of_told(source) if isinstance(source, Told) else tags.of_said(source)


def _place(slug: str, source: Said | Told, bodies: Mapping[str, Body], reader: Reader) -> str:
    """Give the place where a statement or an event stands on the pages of its body."""
    parts, _ = evidence(bodies[slug].kind if slug in bodies else "programme", slug)
    letter = "e" if isinstance(source, Told) else "s"
    return f"{reader.link(*parts)}#{letter}{source.id}"
