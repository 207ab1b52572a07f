"""Worlds for the tests of the engine; each must end with a store in which verify finds no fault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from observatory.engine.installation import Installation
from observatory.engine.upkeep.verify import verify
from tests.loopback import Web
from tests.mailbox import Mailbox
from tests.registers import Register
from tests.stores import PUBLISHERS, Stores
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


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """A reviewed file of this test's own."""
    found = Register(tmp_path / "registers", monkeypatch)
    yield found
    found.clear()


@pytest.fixture
def edited(stores: Stores, web: Web, register: Register) -> Iterator[World]:
    """A world with a reviewed file."""
    register.says()
    world = World(stores.installation("sqlite", f"{PUBLISHERS},{register.package}"), web)
    yield world
    assert list(verify(world.installation, world.now)) == []


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server that takes all that it is given."""
    with Mailbox() as found:
        yield found
