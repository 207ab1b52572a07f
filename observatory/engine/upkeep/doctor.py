"""What is wrong with this installation, in sentences that say what to do."""

from __future__ import annotations

import importlib.metadata
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from observatory.domain.due import disbelief
from observatory.engine.installation import Installation
from observatory.engine.upkeep.retention import how_full, room, too_full
from observatory.present.notices import BROKE, WELL
from observatory.store import upgrade as up
from observatory.store.database import cause
from observatory.store.queries import hosts, looks, notices, schedule, sources
from observatory.store.queries.holds import open_holds
from observatory.store.queries.kept import kept_pages
from observatory.zone import MOROCCO

CHANGED = datetime(2026, 9, 20, 3, tzinfo=UTC)
"""From this day on Morocco keeps UTC+00 for good (tz data 2026c)."""

LATELY = timedelta(days=7)
"""How long a step of the machine's clock is worth a word."""

SAID = {BROKE: "broke", WELL: "is well again"}

LITTLE_ROOM = 500_000_000


def complaints(installation: Installation, now: datetime) -> list[str]:
    """Give one sentence per thing that an operator should mend."""
    out = list(_zone()) + list(_room(installation.settings.data))
    if not installation.settings.contact:
        out.append("nobody can be reached: set OBSERVATORY_CONTACT, it stands in the User-Agent")
    try:
        wrong = up.mismatch(installation.database)
    except SQLAlchemyError as error:
        return [
            *out,
            f"the database {installation.database.url!r} cannot be opened: {cause(error)}",
        ]
    if wrong:
        return [*out, wrong]
    full = too_full(room(installation, now))
    return [*out, *_health(installation, now), *_mail(installation), *full]


def remarks(installation: Installation, now: datetime) -> list[str]:
    """Give one sentence per thing worth knowing that nobody need mend (yet): pauses, failures.

    Empty where the store cannot be read: that is a complaint.
    """
    try:
        if up.mismatch(installation.database):
            return []
    except SQLAlchemyError:
        return []
    with installation.database.read() as db:
        states = sources.states(db)
        unsent = notices.unsent(db)
        known = hosts.verdicts(db)
        held = open_holds(db, now)
    out = list(filter(None, (_worth_knowing(state, now) for state in states)))
    out += (
        f"{one.source}: reading {one.reading} of {one.url} waits for a person: look at it with "
        f"`observatory review show {one.reading}`, then `release` or `reject` it"
        for one in held
    )
    out += (_refusing(one) for one in known.values() if one.refuses)
    out += _older_readers(installation)
    out += how_full(room(installation, now))
    if unsent and not installation.settings.smtp.get_secret_value():
        last = unsent[-1]
        out.append(
            f"{len(unsent)} notices wait for OBSERVATORY_SMTP and OBSERVATORY_OPERATOR, the last "
            f"that {last.source} {SAID[last.kind]} ({last.at:%Y-%m-%d})"
        )
    return out


def _older_readers(installation: Installation) -> Iterator[str]:
    """Name the sources of which a page that could not be read well was read by an older reader."""
    for name, loaded in installation.sources.items():
        with installation.database.read() as db:
            old = [p for p in kept_pages(db, name) if p.version != loaded.version and not p.good]
        if old:
            yield (
                f"{name}: the reader has changed since {len(old)} kept pages were not well read: "
                f"`observatory reread {name} --check` says what it makes of them now"
            )


def _health(installation: Installation, now: datetime) -> Iterator[str]:
    with installation.database.read() as db:
        states = sources.states(db)
        tick = schedule.last_tick(db)
        recorded = looks.last_recorded(db)
        moved = schedule.last_step(db)
        going = schedule.open_runs(db)
    wrong = disbelief(now, recorded)
    if wrong:
        yield wrong
    if moved and abs(now - moved[0]) < LATELY:
        yield (
            f"this machine's clock was moved by {moved[1].total_seconds():+.0f} seconds at "
            f"{moved[0]:%Y-%m-%d %H:%M} UTC: see that something keeps its time"
        )
    if tick is None:
        yield "the clock has never ticked: run `observatory run` or `observatory clock`"
    elif now - tick > timedelta(minutes=10):
        yield f"the clock last ticked at {tick:%Y-%m-%d %H:%M} UTC: is `observatory clock` running?"
    yield from _late(going, states, now)
    yield from filter(None, (_wrong(state, now) for state in states))


def _wrong(state: sources.SourceState, now: datetime) -> str:
    """Say what is wrong with a source: it moved, used up a budget, or nobody has looked yet."""
    found = state.standing(now)
    if found.state in ("failing", "broken"):
        for code, said in state.reasons:
            if code == "moved":
                return f"{state.name}: {said}"
    match found.state:
        case "broken":
            return f"{_failing(state, now)}: it is broken"
        case "late":
            return f"{state.name} was last visited on {found.since:%Y-%m-%d}"
        case "quiet":
            return (
                f"{state.name} has told nothing new since {found.since:%Y-%m-%d}, "
                f"{found.budget.silence} days are usual: see that its pages are still the ones"
            )
        case "never":
            return f"{state.name} was never visited"
    return ""


def _worth_knowing(state: sources.SourceState, now: datetime) -> str:
    found = state.standing(now)
    match found.state:
        case "failing":
            return _failing(state, now)
        case "paused":
            since = f" since {found.since:%Y-%m-%d}" if found.since else ""
            return f"{state.name} is paused{since}: {state.why}"
    if state.released:
        return (
            f"{state.name}: what was held ({'; '.join(said for _, said in state.reasons[:2])}) was "
            f"released by a person on {state.released:%Y-%m-%d}"
        )
    return ""


def _refusing(one: hosts.HostState) -> str:
    return (
        f"the host {one.host} does not want us (verdict {one.verdict}) since "
        f"{one.since:%Y-%m-%d}, answers in a row: {one.misses}; it is asked less and less often: "
        "ask its publisher, or pause its sources"
    )


def _failing(state: sources.SourceState, now: datetime) -> str:
    found = state.standing(now)
    why = "; ".join(said for _, said in state.reasons[:2])
    return (
        f"{state.name}: {state.health} since {found.since:%Y-%m-%d} ({why}), failed looks in a "
        f"row: {found.failures}, tolerated: {found.budget.failures}"
    )


def _mail(installation: Installation) -> Iterator[str]:
    settings = installation.settings
    server = settings.smtp.get_secret_value()
    if bool(server) != bool(settings.operator):
        yield (
            "no mail is sent: OBSERVATORY_SMTP (the server) and OBSERVATORY_OPERATOR (who is "
            "told) are set together or not at all"
        )
    if not server:
        return
    with installation.database.read() as db:
        waiting = notices.unsent(db)
    for notice in waiting:
        if notice.error:
            yield (
                f"the notice that {notice.source} {SAID[notice.kind]} ({notice.at:%Y-%m-%d}) could "
                f"not be mailed, tried {notice.tries} times: {notice.error}"
            )


def _late(
    going: list[schedule.OpenRun], states: list[sources.SourceState], now: datetime
) -> Iterator[str]:
    """Name the visits that are not over although the next is due."""
    every = {state.name: timedelta(seconds=state.every_seconds) for state in states}
    for run in going:
        due_at = (run.due_at or run.at) + every[run.source]
        if due_at < now:
            yield (
                f"{run.source} is late: its visit of {run.at:%Y-%m-%d %H:%M} UTC goes on, the next "
                f"was due at {due_at:%H:%M}; if this comes again, let it be visited less often"
            )


def _zone() -> Iterator[str]:
    if CHANGED.astimezone(MOROCCO).utcoffset():
        version = importlib.metadata.version("tzdata")
        yield (
            f"the package tzdata {version} is older than 2026.3, so pages show Morocco's time an "
            "hour off: install from the lock, or update it"
        )


def _room(folder: Path) -> Iterator[str]:
    here = next(p for p in (folder, *folder.resolve().parents) if p.exists())
    free = shutil.disk_usage(here).free
    if free < LITTLE_ROOM:
        yield f"only {free // 1_000_000} MB are free in {folder}"
