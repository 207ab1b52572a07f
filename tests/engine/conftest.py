"""Worlds for the tests of the engine; each must end with a store in which verify finds no fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from observatory.engine.installation import Installation
from observatory.engine.verify import verify
from tests.conftest import Stores
from tests.loopback import Web
from tests.worlds import World, a_page_of_five


@pytest.fixture
def world(installation: Installation, web: Web) -> Iterator[World]:
    """The country page with its five partnerships, before the first look."""
    world = a_page_of_five(installation, web)
    yield world
    assert list(verify(installation, world.now)) == []


@pytest.fixture
def fast(stores: Stores, web: Web) -> Iterator[World]:
    """The same on SQLite only, for what does not depend on the kind of database."""
    world = a_page_of_five(stores.installation("sqlite"), web)
    yield world
    assert list(verify(world.installation, world.now)) == []
