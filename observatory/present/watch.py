"""The filters of the list of changes, and how many changes each would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from observatory.domain.vocabulary import VOCABULARIES
from observatory.present.lists import Field, Option
from observatory.present.reader import Reader
from observatory.store.queries.changes import Tally
from observatory.store.queries.sources import SourceState

Placed = Mapping[int, tuple[tuple[str, ...], str]]
"""The sectors and the region of each entity of which any is stated."""

FACETS = ("cluster", "kind", "sector", "region", "source")
"""By what changes are narrowed, besides days."""


def fields(
    given: Mapping[str, str],
    tallies: Sequence[Tally],
    placed: Placed,
    states: Sequence[SourceState],
    reader: Reader,
) -> tuple[Field, ...]:
    """Give the fields that narrow the list, with what is chosen and what each would leave."""
    left = counts(given, tallies, placed)

    def select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Field:
        chosen = given.get(name, "")
        found = tuple(Option(key, text, key == chosen, left[name][key]) for key, text in options)
        return Field(name, label, found, chosen)

    def vocabulary(name: str) -> list[tuple[str, str]]:
        return [(key, term.label(reader.lang)) for key, term in VOCABULARIES[name].items()]

    return (
        Field("since", reader.gettext("From the day"), value=given.get("since", ""), type="date"),
        Field("until", reader.gettext("To the day"), value=given.get("until", ""), type="date"),
        select("cluster", reader.gettext("Who"), {one.slug: one.title for one in tallies}.items()),
        select("kind", reader.gettext("Kind of change"), vocabulary("change_kind")),
        select("sector", reader.gettext("Sector"), vocabulary("sector")),
        select("region", reader.gettext("Region"), vocabulary("region")),
        select(
            "source", reader.gettext("Source"), [(s.name, s.title) for s in states if s.declared]
        ),
    )


def counts(
    given: Mapping[str, str], tallies: Iterable[Tally], placed: Placed
) -> dict[str, Counter[str]]:
    """Count the changes that each key of a facet would leave, the other facets kept."""
    out: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for one in tallies:
        keys = _keys(one, placed)
        missed = [name for name in FACETS if given.get(name) and given[name] not in keys[name]]
        for name in FACETS:
            if missed in ([], [name]):
                out[name].update(dict.fromkeys(keys[name], one.count))
    return out


def _keys(one: Tally, placed: Placed) -> dict[str, tuple[str, ...]]:
    sectors, region = placed.get(one.entity, ((), ""))
    return {
        "cluster": (one.slug,), "kind": (one.kind,), "sector": sectors, "region": (region,),
        "source": (one.source,),
    }  # fmt: skip
