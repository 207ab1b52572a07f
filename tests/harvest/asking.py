"""Ask through a door, and say in a word what came."""

from __future__ import annotations

from typing import Any

from observatory.harvest.answers import Answer, Refusal
from observatory.harvest.door import Door
from tests.harvest.pages import NOON
from tests.harvest.servers import Server


def fetch(door: Door, server: Server, path: str = "/", **more: Any) -> Answer:
    """Ask a server for a path, at the tests' noon."""
    return door.fetch(server.url(path), frozenset([server.host]), at=NOON, **more)


def code(found: Answer) -> str:
    """Give the code of a refusal, or the name of the answer."""
    return found.reason.code if isinstance(found, Refusal) else type(found).__name__
