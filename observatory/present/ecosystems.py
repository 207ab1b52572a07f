"""Forms of grouping of firms that plans created, with what each source counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from observatory.present.reader import Reader
from observatory.present.rows import rows, said_in
from observatory.present.shown import values as shown_values
from observatory.present.views import ShownValue
from observatory.store.queries.entities import Body
from observatory.store.queries.statements import Shown


@dataclass(frozen=True, slots=True)
class EcosystemView:
    """A type of ecosystem: ``counts``, ``sites`` and ``planned`` hold one row a statement."""

    slug: str
    name: str
    plan: tuple[ShownValue, ...]
    shown: ShownValue | None
    counts: tuple[ShownValue, ...]
    sites: tuple[ShownValue, ...]
    planned: tuple[ShownValue, ...]
    named: tuple[str, ...]
    printed: tuple[ShownValue, ...]


def ecosystem(body: Body, values: Mapping[str, Shown], reader: Reader, day: date) -> EcosystemView:
    """Give a type with every row that is said of it."""

    def all_of(*names: str) -> tuple[ShownValue, ...]:
        return rows(said_in(values, names), reader, day)

    count = values.get("sites_count")
    sites = all_of("site")
    return EcosystemView(
        body.slug,
        body.title,
        shown_values(values["origin_plan"], reader, day) if "origin_plan" in values else (),
        shown_values(count, reader, day)[0] if count else None,
        all_of("sites_count"),
        sites,
        all_of("site_planned"),
        tuple(dict.fromkeys(site.text for site in sites)),
        all_of("name"),
    )
