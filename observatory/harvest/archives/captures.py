"""What an archive kept of an address: captures in order of time.

A web archive, a WARC file and a folder of saved pages are three :class:`Captures`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

from observatory.harvest.answers import Fetched, Refusal

LARGEST = 5_000_000
"""Bytes of one page, unpacked; a larger one is refused as the door refuses it."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One address as it stood ``at`` a moment. Equal digests are equal bytes, whenever taken.

    The digest is SHA-1 in base 32, as web archives and WARC files have it, or one of another kind.

    ``place`` is where the capture is: an address, or the name of a file and a place in it.
    """

    url: str
    at: datetime
    digest: str
    place: str


class Captures(Protocol):
    """An archive of pages."""

    def captures(self, url: str) -> list[Capture]:
        """Give what is kept of ``url``, the oldest first; raises ``Misread`` if nobody can say."""

    def fetch(self, capture: Capture, at: datetime) -> Fetched | Refusal:
        """Give the bytes of a capture; ``at`` is the caller's now and is handed back."""


def stretches(captures: Iterable[Capture]) -> list[Capture]:
    """Give the first and the last of each stretch of equal bytes: those between say nothing new."""
    out = []
    for _, alike in groupby(captures, key=lambda capture: capture.digest):
        first, *later = alike
        out += [first, *later[-1:]]
    return out
