"""How sources stand against their budgets, as data and in words; what is paused, and why."""

from __future__ import annotations

from datetime import datetime

from observatory.present import dates
from observatory.present.plain import Plain
from observatory.present.plain import source as described
from observatory.present.reader import Reader
from observatory.present.words import N_
from observatory.store.queries.sources import SourceState

STANDS: dict[str, str] = {
    "never": N_("not known: nobody has looked yet"),
    "well": N_("yes"),
    "failing": N_("not quite: looks fail, no more of them than is tolerated"),
    "broken": N_("no: more looks failed than is tolerated"),
    "late": N_("not known: nobody looked when it was due"),
    "quiet": N_("perhaps not: it has been silent longer than usual"),
    "paused": N_("not known: the operator has paused it"),
    "dropped": N_("not known: it is no longer followed"),
}
"""Whether a source is healthy, by the state of ``domain/health.py``."""

FAILURES = N_("failed looks in a row: %(used)s, tolerated: %(allowed)s")
SILENCE = N_("days without news: %(used)s, usual: up to %(allowed)s")


def plain(state: SourceState, now: datetime) -> Plain:
    """Give as data how a source stands; moments as ISO text, silence in whole days."""
    found = state.standing(now)
    paused = state.turned if state.paused else None
    return {
        "state": found.state,
        "state_since": found.since.isoformat() if found.since else None,
        "failures": found.failures,
        "failures_tolerated": found.budget.failures,
        "silent_days": found.silent,
        "silent_days_usual": found.budget.silence,
        "paused": state.paused,
        "paused_since": paused.isoformat() if paused else None,
        "paused_why": state.why if state.paused else None,
    }


def source(state: SourceState, now: datetime) -> Plain:
    """Give a source as data, with its last look and how it stands."""
    return described(state) | plain(state, now)


def failures(state: SourceState, reader: Reader, now: datetime) -> str:
    """Say how much of the budget of failed looks is used."""
    found = state.standing(now)
    return _used(FAILURES, found.failures, found.budget.failures, reader)


def silence(state: SourceState, reader: Reader, now: datetime) -> str:
    """Say how much of the budget of silence is used; empty if it has none, or nobody looked yet."""
    found = state.standing(now)
    if found.silent is None or found.budget.silence is None:
        return ""
    return _used(SILENCE, found.silent, found.budget.silence, reader)


def used(state: SourceState, reader: Reader, now: datetime) -> str:
    """Say in one line what matters most now: why it is paused, or what is used of its budgets."""
    found = state.standing(now)
    if found.state == "paused":
        return state.why
    if found.failures:
        return failures(state, reader, now)
    return silence(state, reader, now) if state.declared else ""


def paused(state: SourceState, reader: Reader) -> str:
    """Name a paused source, since when and why: "Press (since 3 November: its server moves)"."""
    day = dates.day(state.turned, reader.lang) if state.turned else ""
    return reader.gettext(
        N_("%(name)s (since %(day)s: %(why)s)"), name=state.title, day=day, why=state.why
    )


def _used(sentence: str, count: int, allowed: int, reader: Reader) -> str:
    return reader.gettext(
        sentence, used=dates.number(count, reader.lang), allowed=dates.number(allowed, reader.lang)
    )
