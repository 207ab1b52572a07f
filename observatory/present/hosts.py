"""Hosts as people and programs see them: how each answers our robot, since when, how often not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from observatory.domain.hosts import WORKS
from observatory.present import dates
from observatory.present.plain import Plain
from observatory.present.reader import Reader
from observatory.present.words import N_
from observatory.store.queries.hosts import Hosts, HostState, hosts_of
from observatory.store.queries.sources import SourceState

ANSWERS: dict[str, str] = {
    "works": N_("it answers"),
    "blocked": N_("it refuses us"),
    "challenge": N_("it tests whether one is human"),
    "rate_limited": N_("it asks us to wait"),
    "unreachable": N_("it does not answer, or with an error"),
}
"""How a host answers, by the verdict of ``domain/hosts.py``."""

SEEN = N_("%(host)s: %(what)s, since %(day)s")
SELDOM = N_("it is asked less and less often, and no way around is tried")


@dataclass(frozen=True, slots=True)
class HostView:
    """A host with its verdict in words; ``slowed`` says what follows from it, if anything does."""

    host: str
    answers: str
    since: datetime
    missed: str
    slowed: str
    trouble: bool


def host(state: HostState, reader: Reader) -> HostView:
    """Give a host as a line of a list."""
    return HostView(
        state.host, reader.gettext(ANSWERS[state.verdict]), state.since, missed(state, reader),
        reader.gettext(SELDOM) if state.refuses else "", state.verdict != WORKS,
    )  # fmt: skip


def missed(state: HostState, reader: Reader) -> str:
    """Say how many attempts in a row failed; empty if the last was one."""
    if not state.misses:
        return ""
    return reader.ngettext(
        "%(count)s attempt in a row failed", "%(count)s attempts in a row failed", state.misses
    )


def said(state: HostState, reader: Reader) -> str:
    """Say how a host answers: "a.ma: it refuses us, since 3 November; 4 attempts in a row …"."""
    what = reader.gettext(ANSWERS[state.verdict])
    day = dates.day(state.since, reader.lang)
    found = (reader.gettext(SEEN, host=state.host, what=what, day=day), missed(state, reader))
    return "; ".join(filter(None, found))


def plain(state: SourceState, known: Hosts) -> Plain:
    """Give the hosts of a source as data."""
    return {
        "hosts": [
            {
                "host": one.host,
                "verdict": one.verdict,
                "since": one.since.isoformat(),
                "misses": one.misses,
            }
            for one in hosts_of(state, known)
        ]
    }
