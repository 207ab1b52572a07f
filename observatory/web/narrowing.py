"""The filters of changes, shared by the page and the feeds: cluster, sector and region too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection

from observatory.domain.vocabulary import VOCABULARIES
from observatory.present.shown import region_key
from observatory.present.words import N_
from observatory.store.queries import entities, statements
from observatory.store.queries.changes import Filter
from observatory.web import asking


def changes_wanted(db: Connection, about: Collection[int] | None = None) -> Filter:
    """Give the filter that the request's arguments ask for; an unknown value is 400."""
    wanted = asking.change_filter(about)
    slug = asking.argument("cluster")
    if slug:
        found = entities.by_slug(db, slug)
        if isinstance(found, entities.Moved) and found.slug:
            found = entities.by_slug(db, found.slug)
        if not isinstance(found, entities.Body):
            asking.wrong(N_("cluster=%(given)s is the address of nobody"), given=repr(slug[:60]))
        wanted = replace(wanted, entities=[found.id])
    sector = asking.chosen("sector", VOCABULARIES["sector"])
    region = asking.chosen("region", VOCABULARIES["region"])
    if sector or region:
        ids = _of(db, sector, region)
        held = wanted.entities
        wanted = replace(wanted, entities=ids if held is None else ids & set(held))
    return wanted


def _of(db: Connection, sector: str, region: str) -> set[int]:
    """Give who is of a sector and a region, the host city's where none is stated."""
    as_of = asking.as_of()
    said = statements.said_of(db, as_of, properties=("sector", "region", "host_city"))
    keys: dict[int, dict[str, list[str]]] = {}
    for (entity, name), found in statements.shown(said, as_of.valid).items():
        keys.setdefault(entity, {})[name] = [one.value.text for one in found.first]
    return {
        entity
        for entity, has in keys.items()
        if (not sector or sector in has.get("sector", ()))
        and (not region or region == region_key(has.get("region", ()), has.get("host_city", ())))
    }
