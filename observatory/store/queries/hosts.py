"""Hosts: how each answers our robot, and for how long a source has been refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection, select

from observatory.domain.hosts import REFUSING, site
from observatory.store import tables as t
from observatory.store.queries.sources import SourceState


@dataclass(frozen=True, slots=True)
class HostState:
    """How a host answers, since when, and how many answers in a row were none."""

    host: str
    verdict: str
    since: datetime
    misses: int

    @property
    def refuses(self) -> bool:
        """Say whether it does not want us, or not so often."""
        return self.verdict in REFUSING


Hosts = Mapping[str, HostState]


def verdicts(db: Connection) -> Hosts:
    """Give every host that was ever asked, by name; no earlier verdicts are kept."""
    h = t.Host
    query = select(h.host, h.verdict, h.since, h.misses).where(h.verdict != "").order_by(h.host)
    return {
        row.host: HostState(
            row.host, row.verdict, datetime.fromtimestamp(row.since, UTC), row.misses
        )
        for row in db.execute(query)
    }


def hosts_of(state: SourceState, known: Hosts) -> list[HostState]:
    """Give the hosts at which the visits of a source begin, as far as they were asked."""
    names = dict.fromkeys(site(urlsplit(url).netloc) for url in state.start)
    return [known[name] for name in names if name in known]


def refused(state: SourceState, known: Hosts) -> timedelta:
    """Give how long a host of a source had refused when it was last visited; zero if none does."""
    last = state.last_run
    spans = (last - host.since for host in hosts_of(state, known) if host.refuses and last)
    return max((timedelta(), *spans))
