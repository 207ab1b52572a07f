"""Commands that look back: ``backfill``, ``reread``, and ``warc`` to hand kept pages over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import click
from rich.table import Table

from observatory import __version__
from observatory.cli.opening import opened
from observatory.cli.printing import add, print_json, print_table, progress, say
from observatory.domain.web import is_web
from observatory.engine.doors import open_wayback
from observatory.engine.installation import Installation
from observatory.engine.past.backfill import Backfilled
from observatory.engine.past.backfill import backfill as read_the_past
from observatory.engine.past.rereading import Reread
from observatory.engine.past.rereading import reread as read_again
from observatory.errors import ObservatoryError, WrongUse
from observatory.harvest.archives.captures import Captures
from observatory.harvest.archives.folder import Folder
from observatory.harvest.archives.kept import open_kept
from observatory.harvest.archives.warc import KeptPage, write_warc
from observatory.store.queries.kept import kept_looks


def _day(_ctx: click.Context, _option: click.Parameter, text: str | None) -> datetime | None:
    """Give the beginning of a day, UTC."""
    try:
        return datetime.combine(date.fromisoformat(text), time.min, UTC) if text else None
    except ValueError as error:
        raise WrongUse(f"--since takes a day such as 2026-03-01, not {text!r}") from error


SINCE = click.option("--since", callback=_day, help="Day from which on, such as 2026-03-01.")


@click.command()
@click.argument("source", nargs=-1, required=True)
@SINCE
@click.option("--wayback", help="Base address of the web archive (default: OBSERVATORY_WAYBACK).")
@click.option(
    "--from",
    "kept",
    type=click.Path(path_type=Path),
    help="WARC file, or folder of YYYYMMDD[hhmmss]/HOST/path, that is read instead.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of {source, captures, …}.")
def backfill(
    source: tuple[str, ...],
    since: datetime | None,
    wayback: str | None,
    kept: Path | None,
    as_json: bool,
) -> None:
    """Read the past of SOURCE from a web archive, oldest first, so that its history begins there.

    What an archive captured is seen then and known from now on; it is history, never news. A
    command that was cut off, or that the archive asked to wait, goes on when it is given again.
    """
    if wayback and kept:
        raise WrongUse("--wayback and --from are two archives: give one")
    if wayback and not is_web(wayback):
        raise WrongUse(f"--wayback takes a base address, not {wayback!r}")
    installation, now = opened(), datetime.now(UTC)
    chosen = installation.named(source)
    for loaded in chosen:
        if loaded.source.files:
            raise WrongUse(f"{loaded.name} is a reviewed file: its past is in its own history")
    base = wayback or installation.settings.wayback
    archive: Captures = open_kept(kept) if kept else open_wayback(installation, base, since, now)
    if isinstance(archive, Folder) and not archive.dated:
        raise WrongUse(
            f"{kept} says of no page when it was saved: put each HOST/path into a folder of its "
            "moment, such as 20230415 or 20230415120000"
        )
    with progress() as bar:
        found = [
            read_the_past(installation, loaded, archive, now, since=since, progress=bar.at)
            for loaded in chosen
        ]
    if as_json:
        print_json([_said(one) for one in found])
    else:
        _print(found)
    sys.exit(1 if any(one.gathered.failed for one in found) else 0)


@click.command()
@click.argument("source", nargs=-1)
@click.option("--check", is_flag=True, help="Only say what would differ; nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of {source, pages, …}.")
def reread(source: tuple[str, ...], check: bool, as_json: bool) -> None:
    """Read kept pages again with the present readers (of all sources without a name).

    What differs corrects what was believed; it never appears as a change in the world.
    """
    installation, now = opened(), datetime.now(UTC)
    chosen, found = installation.named(source), []
    with progress(len(chosen)) as bar:
        for loaded in chosen:
            bar.at(loaded.name)
            found.append(read_again(installation, loaded, now, check=check, progress=bar.at))
            bar.step()
    if as_json:
        print_json(
            [
                {
                    "source": one.source, "pages": one.pages, "differ": one.differ,
                    "worse": list(one.worse), "lost": one.lost, "corrections": one.corrections,
                    "differences": list(one.differences),
                }
                for one in found
            ]
        )  # fmt: skip
    else:
        _print_reread(found, named=bool(source), check=check)
    for one in found:
        for url in one.worse:
            say(
                f"{one.source}: the present reader fails on {url}; the older reading stands",
                err=True,
            )
        if one.lost:
            say(f"{one.source}: {one.lost} pages are kept no more and were not read", err=True)
    sys.exit(1 if any(one.worse for one in found) else 0)


def _print_reread(found: list[Reread], *, named: bool, check: bool) -> None:
    """Print what came of each source that was named, else of those that have something to say."""
    telling = [one for one in found if named or one.differ or one.lost or one.corrections]
    if telling:
        table = Table("source", "pages read again", "read otherwise", "corrections", box=None)
        for one in telling:
            add(table, one.source, str(one.pages), str(one.differ), str(one.corrections))
        print_table(table)
    for one in found if check else ():
        for sentence in one.differences:
            say(sentence)
    rest = [one for one in found if one not in telling]
    if rest:
        pages = sum(one.pages for one in rest)
        others = "other sources" if telling else "sources"
        say(f"{others} in which nothing differs: {len(rest)} (pages read again: {pages})")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("source", nargs=-1)
@SINCE
def warc(file: Path, source: tuple[str, ...], since: datetime | None) -> None:
    """Write the kept pages of sources (all without a name) into FILE, such as pages.warc.gz.

    It holds raw bytes, which are for the operator and whom he may show them to. `backfill --from`
    and `collect --from` read it back.
    """
    installation = opened()
    chosen = [loaded.name for loaded in installation.named(source)]
    try:
        with progress() as bar:
            count = write_warc(
                file, _looks(installation, chosen, since, bar.at), f"observatory/{__version__}"
            )
    except FileExistsError as error:
        raise WrongUse(f"{file} is there already: nothing was written") from error
    except OSError as error:
        raise WrongUse(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"{count} looks written to {file}")


def _looks(
    installation: Installation,
    sources: list[str],
    since: datetime | None,
    at: Callable[[str], None],
) -> Iterator[KeptPage]:
    """Give every look of which bytes are kept; a page that is kept no more is named."""
    for source in sources:
        with installation.database.read() as db:
            found = kept_looks(db, source, since)
        for look in found:
            at(f"{look.at:%Y-%m-%d} {look.url}")
            if look.dropped_at:
                gone = f"its bytes were dropped on {look.dropped_at:%Y-%m-%d}"
                say(f"{look.url} of {look.at:%Y-%m-%d} is left out: {gone}", err=True)
                continue
            try:
                body = installation.archive.body(look.sha256)
            except ObservatoryError as error:
                say(f"{look.url} of {look.at:%Y-%m-%d} is left out: {error}", err=True)
                continue
            yield KeptPage(look.url, look.at, look.headers, body)


def _said(one: Backfilled) -> dict[str, object]:
    stopped = one.gathered.stopped
    return {
        "source": one.source, "captures": one.gathered.captures, "fetched": one.gathered.fetched,
        "looks": dict(one.taken.verdicts), "statements": one.taken.statements,
        "changes": one.taken.changes, "refused": [str(reason) for reason in one.gathered.refused],
        "stopped": str(stopped) if stopped else None,
    }  # fmt: skip


def _print(found: list[Backfilled]) -> None:
    table = Table("source", "captures", "fetched", "looks", "statements", "changes", box=None)
    for one in found:
        looks = ", ".join(f"{count} {word}" for word, count in sorted(one.taken.verdicts.items()))
        add(
            table, one.source, str(one.gathered.captures), str(one.gathered.fetched), looks or "–",
            str(one.taken.statements), str(one.taken.changes),
        )  # fmt: skip
    print_table(table)
    for one in found:
        for reason in one.gathered.refused:
            say(f"{one.source}: {reason.said}", err=True)
        if not (one.gathered.captures or one.gathered.refused or one.gathered.stopped):
            say(f"{one.source}: the archive has no capture of its pages", err=True)
        if one.gathered.stopped:
            say(
                f"{one.source}: stopped, {one.gathered.stopped.said}; what was fetched is kept: "
                "give the command again to go on",
                err=True,
            )
