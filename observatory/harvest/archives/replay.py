"""A past that can be replayed: answers as the network door would have given them then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from observatory.domain.extract import Reason
from observatory.harvest.address import allowed_host
from observatory.harvest.answers import Answer, Fetched, Refusal
from observatory.harvest.archives.captures import Captures
from observatory.harvest.misread import BadAddress


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
