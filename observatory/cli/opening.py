"""Open the installation for a command: settings read, database at the right version."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from observatory.cli.logs import set_up_logs
from observatory.cli.printing import working
from observatory.engine.installation import Installation, open_installation, prepare
from observatory.engine.past.rebuilding import rebuild
from observatory.errors import WrongUse
from observatory.settings import read_settings
from observatory.store import upgrade as up


def opened(*, upgrade: bool = True) -> Installation:
    """Open the installation; with ``upgrade`` the database is created or brought up to date.

    Where the reviewed identity file is a new one, statements are folded again by it.
    """
    settings = read_settings()
    set_up_logs(settings.log_format)
    installation = open_installation(settings)
    now = datetime.now(UTC)
    if upgrade:
        if up.upgrade(
            installation.database, now=now, url=settings.url, keep=settings.data / "backups"
        ):
            click.echo(f"database ready: {installation.database.url!r}", err=True)
        if prepare(installation, now):
            with working("folding again by the new file of names"):
                rebuild(installation, now)
    elif wrong := up.mismatch(installation.database):
        raise WrongUse(wrong)
    return installation


def moment(text: str | None) -> datetime:
    """Read an ISO time, UTC if it has no offset; now if None."""
    if text is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"--at takes an ISO time such as 2026-03-01T08:00, not {text!r}") from error
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
