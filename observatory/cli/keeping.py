"""Commands that keep the store: ``init``, ``rebuild``, ``verify``, ``backup`` and their kin."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from observatory.cli.opening import opened
from observatory.cli.printing import print_json, say, working
from observatory.engine.installation import open_installation
from observatory.engine.past.rebuilding import differences
from observatory.engine.past.rebuilding import rebuild as fold_again
from observatory.engine.upkeep.backups import back_up, restore_backup
from observatory.engine.upkeep.doctor import complaints, remarks
from observatory.engine.upkeep.retention import clear, room, too_full
from observatory.engine.upkeep.verify import verify as faults
from observatory.errors import WrongUse
from observatory.settings import read_settings
from observatory.store.queries import looks


@click.command()
def init() -> None:
    """Create or upgrade the database; safe to repeat."""
    installation = opened()
    click.echo(
        f"database {installation.database.url!r}: {len(installation.sources)} sources declared"
    )


@click.command()
@click.option("--check", is_flag=True, help="Only say whether the result would be equal.")
def rebuild(check: bool) -> None:
    """Fold statements and events again from what was kept; changes and ids stay.

    The bytes of kept pages and the seals of changes are audited by `verify`.
    """
    installation = opened()
    now = datetime.now(UTC)
    with working("folding again what was kept"):
        found = differences(installation, now) if check else fold_again(installation, now)
    for sentence in found:
        say(sentence)
    if check:
        equal = (
            "equal: statements, events and citations are what the kept readings give "
            "(`observatory verify` also audits the bytes of pages and the seals of changes)"
        )
        click.echo("not equal" if found else equal)
        sys.exit(1 if found else 0)
    click.echo(f"{len(found)} rows restored" if found else "nothing to restore")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a list of sentences.")
def verify(as_json: bool) -> None:
    """Audit bytes, references, numbers and times; exit 1 and a line per fault."""
    with working("auditing what is kept"):
        found = list(faults(opened(), datetime.now(UTC)))
    if as_json:
        print_json(found)
    else:
        for sentence in found:
            say(sentence)
        click.echo(f"{len(found)} faults" if found else "no fault found")
    sys.exit(1 if found else 0)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a consistent copy of database and archive into FILE, while everything runs."""
    began = time.monotonic()
    with working(f"writing {file}"):
        counts = back_up(opened(upgrade=False), file)
    click.echo(
        f"{file}: {counts['snapshots']} snapshots, {counts['statements']} statements, "
        f"{counts['changes']} changes, in {time.monotonic() - began:.1f} s"
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace a store that is not empty (it is kept aside).")
def restore(file: Path, force: bool) -> None:
    """Bring back what ``backup`` wrote; a damaged file leaves the store untouched."""
    began, installation = time.monotonic(), open_installation(read_settings())
    with working(f"reading {file}"):
        restore_backup(installation, file, force=force)
    with installation.database.read() as db:
        last = looks.last_recorded(db)
    click.echo(
        f"restored from {file} in {time.monotonic() - began:.1f} s; what was recorded after "
        f"{f'{last:%Y-%m-%d %H:%M} UTC' if last else 'its beginning'} is lost; "
        "`observatory verify` audits it"
    )


@click.command()
@click.option("--check", is_flag=True, help="Only say what would go.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers, in bytes.")
def prune(check: bool, as_json: bool) -> None:
    """Drop kept bytes on which nothing rests until the archive is within its budget.

    The clock does it once a day (OBSERVATORY_ARCHIVE_BUDGET). Exit 1 if it stays above the budget.
    """
    installation, now = opened(), datetime.now(UTC)
    if not installation.settings.archive_budget:
        raise WrongUse("the archive has no budget: set OBSERVATORY_ARCHIVE_BUDGET (megabytes)")
    with working("looking through the archive"):
        found = room(installation, now) if check else clear(installation, now)
    if as_json:
        print_json(asdict(found) | {"over": found.over})
    else:
        say(
            f"{found.pages} pages {'would go' if check else 'are gone'}: {found.freed} of "
            f"{found.held} bytes, the budget is {found.budget}"
        )
        for sentence in too_full(found):
            say(sentence, err=True)
    sys.exit(1 if found.over else 0)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a list of sentences.")
def doctor(as_json: bool) -> None:
    """Say what is wrong with this installation, in sentences; exit 1 if anything is.

    What is good to know, such as a pause, comes last and is nothing wrong.
    """
    installation, now = open_installation(read_settings()), datetime.now(UTC)
    found, known = complaints(installation, now), remarks(installation, now)
    if as_json:
        print_json([*found, *known])
    else:
        for sentence in found or ["nothing is wrong"]:
            say(sentence)
        for sentence in known:
            say(f"(good to know) {sentence}")
    sys.exit(1 if found else 0)
