"""A profile of which a web archive remembers more than we do."""

from __future__ import annotations

from datetime import datetime

import pytest

from observatory.engine.doors import open_wayback
from observatory.engine.past.backfill import Backfilled, backfill
from observatory.store import tables as t
from tests import worlds
from tests.archives import WebArchive, day
from tests.telling import rows
from tests.worlds import PROFILE, World, days_pass


def profile(president: str, members: str) -> str:
    """Write the profile page as it once was."""
    return (
        "<html><head><title>CE3M</title></head><body><dl>"
        f"<dt>Président</dt><dd>{president}</dd><dt>Entreprises membres</dt><dd>{members}</dd>"
        "</dl></body></html>"
    )


def look_back(world: World, archive: WebArchive, source: str = "profile") -> Backfilled:
    """Read the past of a source from the archive, now."""
    loaded = world.installation.sources[source]
    wayback = open_wayback(world.installation, archive.base, None, world.now)
    return backfill(world.installation, loaded, wayback, world.now)


@pytest.fixture
def remembered(world: World, archive: WebArchive) -> World:
    """A profile that was looked at in March 2026, of which an archive has three years more."""
    worlds.profile_says(world.web, Président="Salma Modèle", Entreprises_membres="150")
    world.look("profile")
    days_pass(world, 10)
    for on, president, members in (
        ("2019-05-01", "Tarik Exemple", "60"),
        ("2020-05-01", "Tarik Exemple", "60"),
        ("2021-05-01", "Tarik Exemple", "60"),
        ("2022-05-01", "Tarik Exemple", "90"),
        ("2024-05-01", "Salma Modèle", "140"),
    ):
        archive.holds(PROFILE, day(on), profile(president, members))
    return world


def spells(world: World, property: str) -> list[tuple[str, datetime, datetime | None]]:
    """Give the spells of a property that are believed: value, from, to."""
    return sorted(
        (row["value"], row["first_seen"], row["absent_since"])
        for row in rows(world.installation, t.Statement)
        if row["property"] == property and row["superseded_at"] is None
    )
