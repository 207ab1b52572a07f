"""Servers and doors for the tests of harvest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from observatory.harvest.door import Door
from observatory.harvest.memory import Forgetful
from tests.harvest.servers import Canary, Names, Server

MakeDoor = Callable[..., Door]


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers 404 to all it is not told about."""
    made = Server()
    yield made
    made.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A listener to which no connection may come."""
    made = Canary()
    yield made
    made.close()


@pytest.fixture
def open_door() -> Iterator[MakeDoor]:
    """Make doors that may connect to the ports of the given servers and to nothing else here."""
    made: list[Door] = []

    def make(*servers: Server, **more: Any) -> Door:
        given: dict[str, Any] = {
            "user_agent": "Observatory/0.1 (+https://example.ma/bot)",
            "allow": [server.host for server in servers],
            "resolver": Names(),
            "deadline": 5.0,
            "delay": 0.0,
        }
        memory = more.pop("memory", None) or Forgetful(more.get("wall", time.time))
        made.append(Door(memory, **given | more))
        return made[-1]

    yield make
    for door in made:
        door.close()
