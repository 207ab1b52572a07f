"""Commands that look at sources: ``collect`` and ``check``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table

from observatory.cli.opening import moment, opened
from observatory.cli.printing import add, print_json, print_table, progress, say
from observatory.domain.due import SKEW, disbelief
from observatory.domain.extract import Extract, Reason
from observatory.domain.gate import Verdict, judge
from observatory.domain.web import is_web
from observatory.domain.wire import pack
from observatory.engine.doors import open_door
from observatory.engine.installation import Installation, lists
from observatory.engine.run.collect import SAME_MOMENT, Report, collect_all
from observatory.engine.run.gating import judge_page
from observatory.engine.run.typed import untyped
from observatory.engine.timing.clock import mark_cut_off
from observatory.errors import WrongUse
from observatory.harvest import Loaded, Page
from observatory.harvest.answers import Fetched, Refusal
from observatory.harvest.archives.kept import open_kept
from observatory.harvest.archives.replay import Replay
from observatory.harvest.reading import read_page
from observatory.store.queries import looks
from observatory.store.queries import sources as questions

BAD = ("failed", "blocked", "rejected")


@click.command()
@click.argument("source", nargs=-1)
@click.option("--at", help="ISO time that counts as now (seen and recorded); without offset UTC.")
@click.option("--mirror", help="Base address that stands in for the whole web: BASE/HOST/path.")
@click.option(
    "--from",
    "kept",
    type=click.Path(path_type=Path),
    help="Folder of saved pages (HOST/path) or WARC file that stands in for the whole web.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a list of {source, outcome, …}.")
def collect(
    source: tuple[str, ...], at: str | None, mirror: str | None, kept: Path | None, as_json: bool
) -> None:
    """Visit sources now (all without a name) and say what came of each."""
    if mirror and kept:
        raise WrongUse("--mirror and --from both stand in for the whole web: give one")
    pages = Replay(open_kept(kept)) if kept else None
    if mirror and not is_web(mirror):
        raise WrongUse(
            f"--mirror takes a base address such as http://127.0.0.1:9000, not {mirror!r}"
        )
    installation = opened()
    chosen = _chosen(installation, source)
    now = moment(at)
    mark_cut_off(installation)
    with installation.database.read() as db:
        last = looks.last_recorded(db)
    if at and last and now + SAME_MOMENT <= last:
        raise WrongUse(
            f"--at {now.isoformat()} is before the last recorded moment "
            f"{last.isoformat()}: use backfill"
        )
    if not at and last and now + SKEW < last:
        raise WrongUse(disbelief(now, last))
    if now > datetime.now(UTC) and not (pages or mirror or installation.settings.mirror):
        raise WrongUse(
            f"--at {now.isoformat()} is yet to come: what is seen now was not seen then "
            "(a replay with --mirror or --from may play it)"
        )
    if kept and not at:
        say(f"what {kept} holds counts as seen now; --at says when it was seen", err=True)
    with progress(len(chosen)) as bar:
        reports = collect_all(
            installation, chosen, now, mirror=mirror, pages=pages,
            begin=lambda loaded: bar.at(loaded.name), end=lambda _: bar.step(),
        )  # fmt: skip
    if as_json:
        print_json([_report(report) for report in reports])
    else:
        _print_reports(reports)
    sys.exit(1 if any(report.outcome in BAD for report in reports) else 0)


def _chosen(installation: Installation, names: tuple[str, ...]) -> list[Loaded]:
    """Give the sources that are named, paused or not; without a name all that are not paused."""
    chosen = installation.named(names)
    with installation.database.read() as db:
        paused = {state.name: state for state in questions.states(db) if state.paused}
    for state in (paused[loaded.name] for loaded in chosen if loaded.name in paused):
        done = "visited all the same, as you name it" if names else "left out; name it to visit it"
        since = f" since {state.turned:%Y-%m-%d}" if state.turned else ""
        say(f"{state.name} is paused{since} ({state.why}): {done}", err=True)
    return [loaded for loaded in chosen if names or loaded.name not in paused]


@click.command()
@click.argument("source")
@click.argument("page")
@click.option("--url", help="The address that the saved page had (default: the source's start).")
@click.option("--at", help="ISO time at which the page is taken to be seen.")
@click.option("--json", "as_json", is_flag=True, help="Print {source, url, verdict, …}.")
def check(source: str, page: str, url: str | None, at: str | None, as_json: bool) -> None:
    """Read one saved page (a file or an address) as SOURCE would; nothing is written."""
    installation = opened()
    loaded = installation.named((source,))[0]
    found = _saved(installation, loaded, page, url, moment(at))
    if isinstance(found, Reason):
        url, read, verdict = url or page, Extract(), judge([found])
    else:
        url, starts = found.url, loaded.source.starts
        read = read_page(loaded, found, start=url in starts)
        unclear = untyped(loaded, read.facts, read.events, url=url, read_at=found.seen)
        verdict = judge((*judge_page(loaded, url, read).reasons, *unclear))
    if as_json:
        print_json(
            {
                "source": source, "url": url, "verdict": verdict.word,
                "complete": verdict.good and bool(lists(loaded)),
                "reasons": [str(reason) for reason in verdict.reasons],
                "facts": [pack(fact) for fact in read.facts],
                "events": [pack(event) for event in read.events],
                "follow": list(read.follows),
            }
        )  # fmt: skip
    else:
        _print_check(source, verdict, read)
    sys.exit(0 if verdict.good else 1)


def _saved(
    installation: Installation, loaded: Loaded, page: str, url: str | None, seen: datetime
) -> Page | Reason:
    """Take a page from a file or from its address, or say why there is none."""
    if is_web(page):
        came = open_door(installation).fetch(
            page, loaded.source.allowed_hosts, at=datetime.now(UTC)
        )
        if isinstance(came, Fetched):
            return Page(url or page, came.body, came.content_type, seen=seen)
        return came.reason if isinstance(came, Refusal) else Reason("bad_response", "not fetched")
    file = Path(page)
    if not file.is_file():
        raise WrongUse(f"there is no file {page!r}")
    return Page(url or next(iter(loaded.source.starts), ""), file.read_bytes(), "", seen=seen)


def _print_check(source: str, verdict: Verdict, read: Extract) -> None:
    click.echo(
        f"{source}: {verdict.word}, {len(read.facts)} facts, {len(read.events)} events, "
        f"{len(read.follows)} addresses"
    )
    for reason in verdict.reasons:
        say(f"  {reason}")
    for fact in read.facts:
        say(f"  {fact.record}  {fact.property} = {fact.raw}")
    for event in read.events:
        say(f"  {event.record}  {event.kind} {event.date}  {event.raw}")


def _report(report: Report) -> dict[str, object]:
    return {
        "source": report.source,
        "outcome": report.outcome,
        "reasons": [str(reason) for reason in report.reasons],
        "facts": report.facts,
        "changes": report.changes,
        "run": report.run,
    }


def _print_reports(reports: list[Report]) -> None:
    """Print what came of each, then every reason on a line of its own, whole."""
    table = Table("source", "outcome", "facts", "changes", box=None)
    for report in reports:
        add(table, report.source, report.outcome, str(report.facts), str(report.changes))
    print_table(table)
    for report in reports:
        for reason in report.reasons:
            say(f"{report.source}: {reason.said}")
