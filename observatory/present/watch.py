"""The filters of the list of changes, and where one stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from observatory.domain.vocabulary import VOCABULARIES
from observatory.present.lists import Field, Option
from observatory.present.reader import Reader
from observatory.store.queries.entities import Body
from observatory.store.queries.sources import SourceState


def fields(
    given: Mapping[str, str],
    bodies: Iterable[Body],
    states: Sequence[SourceState],
    reader: Reader,
) -> tuple[Field, ...]:
    """Give the fields that narrow the list, with what is chosen."""

    def select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Field:
        chosen = given.get(name, "")
        return Field(
            name, label, tuple(Option(key, text, key == chosen) for key, text in options), chosen
        )

    def vocabulary(name: str) -> list[tuple[str, str]]:
        return [(key, term.label(reader.lang)) for key, term in VOCABULARIES[name].items()]

    return (
        Field("since", reader.gettext("From the day"), value=given.get("since", ""), type="date"),
        Field("until", reader.gettext("To the day"), value=given.get("until", ""), type="date"),
        select("cluster", reader.gettext("Who"), [(body.slug, body.title) for body in bodies]),
        select("kind", reader.gettext("Kind of change"), vocabulary("change_kind")),
        select("sector", reader.gettext("Sector"), vocabulary("sector")),
        select("region", reader.gettext("Region"), vocabulary("region")),
        select(
            "source", reader.gettext("Source"), [(s.name, s.title) for s in states if s.declared]
        ),
    )
