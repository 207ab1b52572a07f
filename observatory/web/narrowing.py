"""The filters of changes, shared by the page and the feeds: cluster, sector and region too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection

from observatory.domain.vocabulary import VOCABULARIES
from observatory.store.queries import entities, profiles
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
            asking.wrong(f"cluster={slug[:60]!r} is the address of nobody")
        wanted = replace(wanted, entities=[found.id])
    sector = asking.chosen("sector", VOCABULARIES["sector"])
    region = asking.chosen("region", VOCABULARIES["region"])
    if sector or region:
        cards = profiles.directory(db, asking.as_of(), profiles.BODIES, ("sector", "region"))
        ids = {
            card.body.id
            for card in cards
            if (not sector or sector in card.keys("sector"))
            and (not region or region in card.keys("region"))
        }
        held = wanted.entities
        wanted = replace(wanted, entities=ids if held is None else ids & set(held))
    return wanted
