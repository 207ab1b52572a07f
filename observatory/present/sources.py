"""Sources as people see them: what each is, how it stands in plain words, and its public log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from observatory.domain.due import next_due
from observatory.domain.extract import QUARANTINED
from observatory.present import budgets, dates
from observatory.present.reader import Reader
from observatory.present.troubles import Trouble, main, troubles
from observatory.present.words import HEALTH, N_
from observatory.store.queries.readings import Ruling
from observatory.store.queries.sources import RunRow, SourceState
from observatory.store.queries.unbelieved import RefusedReading

SINCE = N_("%(what)s, since %(day)s")
PARTLY = N_("%(what)s, since %(day)s; its other pages are read")
NEVER_YET = N_("%(what)s, since %(day)s; it has never been read yet")
RELEASED = N_("released by a person on %(day)s")
KEPT_OUT = N_("%(how)s; kept out by a person on %(day)s")
BUDGETS = {
    "late": N_("not looked at since %(day)s"),
    "quiet": N_("unusually quiet: nothing new since %(day)s"),
}
"""What is said of states that no outcome of a look tells."""
CADENCES = (
    (timedelta(weeks=1), "weeks"),
    (timedelta(days=1), "days"),
    (timedelta(hours=1), "hours"),
    (timedelta(minutes=1), "minutes"),
)


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in a list. ``health`` is a phrase, ``budget`` what is used of what it may do.

    ``trouble`` says that it could not be read, or that a budget is used up.
    """

    name: str
    title: str
    publisher: str
    kind: str
    href: str
    cadence: str
    last_good: datetime | None
    health: str
    budget: str
    trouble: bool
    followed: bool


@dataclass(frozen=True, slots=True)
class RunView:
    """One line of the public log; ``outcome`` is a word of the page's language."""

    id: int
    at: datetime
    outcome: str
    good: bool
    reasons: tuple[Trouble, ...]
    pages: int
    facts: int
    changes: int
    past: bool = False


@dataclass(frozen=True, slots=True)
class RefusedView:
    """A reading that was not believed, with why; with what a person decided on it, and why."""

    id: int
    at: datetime
    url: str
    verdict: str
    reasons: tuple[Trouble, ...]
    facts: int
    sha256: str
    ruling: Ruling | None


def source(state: SourceState, reader: Reader, now: datetime) -> SourceView:
    """Give a source as a line of the list, as it stands ``now``."""
    standing = state.standing(now)
    return SourceView(
        name=state.name,
        title=state.title,
        publisher=state.publisher,
        kind=reader.term("source_kind", state.kind),
        href=reader.link("sources", state.name),
        cadence=cadence(state.interval, reader),
        last_good=state.last_good,
        health=stands(state, reader, now),
        budget=budgets.used(state, reader, now),
        trouble=standing.beyond or bool(state.failing_since and not state.paused),
        followed=state.declared and not state.paused,
    )


def stands(state: SourceState, reader: Reader, now: datetime) -> str:
    """Say how a source stands: what came of its last look, unless it is late or silent."""
    found = state.standing(now)
    if found.state in BUDGETS and found.since:
        return reader.gettext(BUDGETS[found.state], day=dates.day(found.since, reader.lang))
    return health(state, reader)


def health(state: SourceState, reader: Reader) -> str:
    """Say what came of the last look: "could not connect, since 3 November"."""
    if not state.declared:
        return _stands("dropped", reader)
    if state.paused:
        what = _stands("paused", reader)
        day = dates.day(state.turned, reader.lang) if state.turned else ""
        return reader.gettext(SINCE, what=what, day=day) if day else what
    if state.released and state.failing_since is None:
        return reader.gettext(RELEASED, day=dates.day(state.released, reader.lang))
    if state.failing_since is None:
        kept = state.curated and state.last_good
        return _stands("curated" if kept else state.health, reader)
    said = PARTLY if state.partly else SINCE if state.last_good else NEVER_YET
    day = dates.day(state.failing_since, reader.lang)
    how = reader.gettext(said, what=main(state, reader), day=day)
    if state.ruling and state.health == QUARANTINED:
        return reader.gettext(KEPT_OUT, how=how, day=dates.day(state.ruling.at, reader.lang))
    return how


def cadence(interval: timedelta, reader: Reader) -> str:
    """Say how often a source is visited: "every 6 hours"."""
    unit, name = next(
        ((unit, name) for unit, name in CADENCES if not interval % unit), CADENCES[-1]
    )
    count = interval // unit
    match name:
        case "weeks":
            return reader.ngettext("every week", "every %(count)s weeks", count)
        case "days":
            return reader.ngettext("every day", "every %(count)s days", count)
        case "hours":
            return reader.ngettext("every hour", "every %(count)s hours", count)
    return reader.ngettext("every minute", "every %(count)s minutes", count)


def due(state: SourceState, now: datetime, refused: timedelta) -> datetime | None:
    """Give when a source is visited next; None if it is not followed.

    ``refused`` is how long its host had refused when it was last visited.
    """
    if not state.declared or state.paused:
        return None
    return next_due(state.interval, state.health, state.last_due, now, refused)


def runs(rows: Sequence[RunRow], reader: Reader) -> tuple[RunView, ...]:
    """Give the public log."""
    return tuple(_run(row, reader) for row in rows)


def refused(row: RefusedReading, reader: Reader) -> RefusedView:
    """Give a reading that was not believed."""
    return RefusedView(
        row.id, row.at, row.url, reader.term("verdict", row.verdict), troubles(row.reasons, reader),
        row.facts, row.sha256, row.ruling,
    )  # fmt: skip


def _run(row: RunRow, reader: Reader) -> RunView:
    if row.outcome:
        outcome = reader.term("outcome", row.outcome)
    else:
        outcome = _stands("cut_off" if row.cut_off else "running", reader)
    good = row.outcome in ("ok", "unchanged", "degraded")
    return RunView(
        row.id,
        row.at,
        outcome,
        good,
        troubles(row.reasons, reader),
        row.pages,
        row.facts,
        row.changes,
        row.past,
    )


def _stands(key: str, reader: Reader) -> str:
    return reader.gettext(HEALTH[key])
