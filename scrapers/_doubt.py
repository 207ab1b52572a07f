"""A page that was read although a part of it was not understood, or says two things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from observatory.harvest import Misread, NothingFound, day

APART = timedelta(days=1)
"""Two days so near may be one moment in two zones, or written one evening and put up the next."""


class Doubtful(Misread):
    """Raised after the last fact: values are taken, and what is missing proves nothing."""

    def __init__(self, said: Iterable[str]) -> None:
        super().__init__(replace(NothingFound("; ".join(said)).reason, code="value_missing"))


class PageMissing(Misread):
    """Raised after the last fact of a list that may go on: nobody may conclude what it lacks."""

    def __init__(self, said: str) -> None:
        super().__init__(replace(NothingFound(said).reason, code="page_missing"))


def two_dates(published: str, claimed: Iterable[str], lang: str = "") -> str:
    """Say that a text claims another day than the one it was published on; empty if it does not.

    The day beside a text is often that of a box beside it, or of the look (L’Economiste, maroc.ma
    and itmag print such); which one is right is for a person to see.
    """
    known = day(published, lang)
    for printed in claimed:
        other = day(printed, lang)
        if known and other and abs(known - other) > APART:
            return f"two dates: {published} beside the text, {printed} in it"
    return ""
