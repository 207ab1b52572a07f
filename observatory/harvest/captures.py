"""What an archive kept of an address: captures in order of time, and a past that can be replayed.

A web archive, a WARC file and a folder of saved pages are three :class:`Captures`; :class:`Replay`
answers from one of them as the network door would have answered then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Protocol

from observatory.domain.extract import Reason
from observatory.harvest.address import allowed_host
from observatory.harvest.answers import Answer, Fetched, Refusal
from observatory.harvest.misread import BadAddress


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


class Pages(Protocol):
    """Where the pages of a run come from: the network door, or what was kept of the web."""

    def fetch(
        self,
        url: str,
        hosts: frozenset[str],
        *,
        etag: str = "",
        last_modified: str = "",
        at: datetime,
    ) -> Answer:
        """Give the page at ``url``, or say why there is none."""

    def doubt(self, url: str, code: str, at: datetime) -> None:
        """Hear that what stood at ``url`` was a wall in place of the page."""


class Replay:
    """Answers as the web did at some moment, from what an archive kept until then."""

    def __init__(self, archive: Captures) -> None:
        """Answer from ``archive`` only; nothing is asked of the network."""
        self._archive = archive

    def fetch(
        self,
        url: str,
        hosts: frozenset[str],
        *,
        etag: str = "",
        last_modified: str = "",
        at: datetime,
    ) -> Answer:
        """Give the newest capture of ``url`` taken until ``at``; validators are not looked at."""
        try:
            if not allowed_host(url, hosts):
                raise BadAddress("the address is on no host of this source")
        except BadAddress as error:
            return Refusal(error.reason)
        kept = [capture for capture in self._archive.captures(url) if capture.at <= at]
        if not kept:
            return Refusal(Reason("not_found", "the archive kept nothing of this page until then"))
        came = self._archive.fetch(kept[-1], at)
        return replace(came, place=kept[-1].place) if isinstance(came, Fetched) else came

    def doubt(self, url: str, code: str, at: datetime) -> None:
        """Mind nothing: what an archive answers says nothing of the host."""
