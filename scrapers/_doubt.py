"""A page that was read although a part of it was not understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from observatory.harvest import Misread, NothingFound


class Doubtful(Misread):
    """Raised after the last fact: values are taken, and what is missing proves nothing."""

    def __init__(self, said: Iterable[str]) -> None:
        super().__init__(replace(NothingFound("; ".join(said)).reason, code="value_missing"))


class PageMissing(Misread):
    """Raised after the last fact of a list that may go on: nobody may conclude what it lacks."""

    def __init__(self, said: str) -> None:
        super().__init__(replace(NothingFound(said).reason, code="page_missing"))
