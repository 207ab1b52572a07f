"""A page that was looked at, in a store whose writers wait but a moment for each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from observatory.engine.upkeep.verify import verify
from observatory.settings import Settings
from observatory.store.database import Database
from observatory.web import create_app
from tests import worlds
from tests.loopback import Web
from tests.stores import BACKENDS, Stores, written
from tests.telling import told
from tests.worlds import World, a_page_of_five, days_pass

PATIENCE = 0.2
"""Seconds that writers of these tests wait for another."""


@pytest.fixture(params=BACKENDS)
def world(request: pytest.FixtureRequest, stores: Stores, web: Web) -> Iterator[World]:
    """A page that was looked at, whose writers wait but a moment."""
    installation = stores.installation(request.param)
    hasty = Database(written(installation.database.url), wait=PATIENCE)
    world = a_page_of_five(replace(installation, database=hasty), web)
    world.look()
    days_pass(world)
    worlds.value_changes(world, "MOVE", smes="570")
    yield world
    assert list(verify(world.installation, world.now)) == []
    hasty.close()


def news(world: World) -> list[tuple[object, object]]:
    return [(c.before, c.after) for c in told(world.installation)]


def app_of(world: World) -> Flask:
    """Open the site over the store of a world."""
    url = written(world.installation.database.url)
    return create_app(Settings(database=url, data=world.installation.settings.data))
