"""How a source stands against its two budgets: failed looks in a row, days without news. Pure.

A source may declare both; else they follow from its kind and its cadence:

- *Failures*: as many failed looks as fit, at its own cadence but once a day at least, into the
  days that a site of its kind may be away (``AWAY``), no more than fit into a fortnight, and one at
  least. A reviewed file travels with the software: it may not fail at all.
- *Silence*: the days for which one of its kind may say nothing new (``SILENT``), and ten looks at
  least. A reviewed file may be silent for ever.

A look that is tried again sooner than its cadence (a day at most) is the same failure, not another:
a server that is down for one night has failed once, however often we knocked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)
FORTNIGHT = timedelta(days=14)

AWAY: Mapping[str, int] = {"press": 1, "eu": 2}
"""Days for which a site may be away, by the kind of its publisher …"""
AWAY_ELSE = 3
"""… and for all others: small hosts and ministries are often gone over a week-end."""

SILENT: Mapping[str, int] = {"press": 30, "ministry": 90, "academic": 730}
"""Days without news that are usual, by the kind of the publisher …"""
SILENT_ELSE = 365
"""… and for all others: a cluster's own page may well stand unaltered for a year."""

LOOKS_OF_SILENCE = 10

EARLY = 0.9
"""Looks come a little early or late: this part of a cadence counts as a whole one."""

STATES = ("never", "well", "failing", "broken", "late", "quiet", "paused", "dropped")
BEYOND = frozenset({"broken", "late", "quiet"})
"""States in which a budget is used up."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a source may do before it is odd; ``silence`` in days, None for one never odd."""

    failures: int
    silence: int | None


@dataclass(frozen=True, slots=True)
class Looks:
    """What came of the looks at a source; every field is empty before the first.

    ``failed`` counts the looks since the last good one, ``failing_since`` is the first of them.
    ``news`` is the last look that told something new. ``turned`` is when a person last paused it
    or took it up again; it is ``paused`` now or not.
    """

    first: datetime | None = None
    last: datetime | None = None
    failed: int = 0
    failing_since: datetime | None = None
    news: datetime | None = None
    paused: bool = False
    turned: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands, and since when (unknown: None); with what is used of its budgets.

    ``failures`` are those that count; ``silent`` the whole days without news, None before a look.
    """

    state: str
    since: datetime | None
    failures: int
    silent: int | None
    budget: Budget

    @property
    def beyond(self) -> bool:
        """Say whether a budget is used up."""
        return self.state in BEYOND


def budget(
    kind: str,
    interval: timedelta,
    *,
    curated: bool = False,
    failures: int | None = None,
    silence: int | None = None,
) -> Budget:
    """Give the budgets of a source: those declared, else those of its kind and cadence."""
    if failures is None:
        away = AWAY.get(kind, AWAY_ELSE) * DAY // min(interval, DAY)
        failures = 0 if curated else max(1, min(away, FORTNIGHT // interval))
    if silence is None and not curated:
        silence = max(SILENT.get(kind, SILENT_ELSE), -(-LOOKS_OF_SILENCE * interval // DAY))
    return Budget(failures, silence)


def counted(looks: Looks, interval: timedelta) -> int:
    """Count the failed looks in a row; those tried again too soon count as one."""
    if not looks.failed or looks.failing_since is None or looks.last is None:
        return 0
    span = looks.last - looks.failing_since
    return min(looks.failed, span // (min(interval, DAY) * EARLY) + 1)


def stand(
    allowed: Budget, interval: timedelta, looks: Looks, now: datetime, *, followed: bool = True
) -> Standing:
    """Say how a source stands ``now``: the worst that is true of it, unless nobody follows it.

    It is ``late`` when as many looks are missing as it may fail, two and a day at least: nobody
    looked, which is not its own fault. One that fails is not: a host that refuses is asked ever
    more seldom.
    """
    failures = counted(looks, interval)
    watched = max(filter(None, (looks.news or looks.first, looks.turned)), default=None)
    silent = max(0, (now - watched) // DAY) if watched and looks.last else None

    def found(state: str, since: datetime | None) -> Standing:
        return Standing(state, since, failures, silent, allowed)

    if not followed:
        return found("dropped", None)
    if looks.paused:
        return found("paused", looks.turned)
    if looks.last is None:
        return found("never", None)
    if failures > allowed.failures:
        return found("broken", looks.failing_since)
    if failures:
        return found("failing", looks.failing_since)
    awaited = max(filter(None, (looks.last, looks.turned)))
    if now - awaited > max(DAY, (max(allowed.failures, 1) + 1) * interval):
        return found("late", looks.last)
    if allowed.silence is not None and silent is not None and silent > allowed.silence:
        return found("quiet", watched)
    return found("well", None)
