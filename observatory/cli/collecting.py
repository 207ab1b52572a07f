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
from observatory.domain.extract import Reason
from observatory.domain.gate import judge
from observatory.domain.web import is_web
from observatory.domain.wire import pack
from observatory.engine.clock import mark_cut_off
from observatory.engine.collect import SAME_MOMENT, Report, collect_all
from observatory.engine.doors import open_door
from observatory.engine.gating import judge_page
from observatory.engine.installation import Installation, lists
from observatory.engine.typed import untyped
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
    starts = loaded.source.starts
    seen = moment(at)
    content_type = ""
    if is_web(page):
        url = url or page
        came = open_door(installation).fetch(
            page, loaded.source.allowed_hosts, at=datetime.now(UTC)
        )
        if not isinstance(came, Fetched):
            reason = (
                came.reason if isinstance(came, Refusal) else Reason("bad_response", "not fetched")
            )
            _print_check(source, url, judge([reason]).word, False, (reason,), [], [], (), as_json)
            sys.exit(1)
        body, content_type = came.body, came.content_type
    else:
        file = Path(page)
        if not file.is_file():
            raise WrongUse(f"there is no file {page!r}")
        body = file.read_bytes()
        url = url or next(iter(starts), "")
    extract = read_page(loaded, Page(url, body, content_type, seen=seen), start=url in starts)
    unclear = untyped(loaded, extract.facts, extract.events, url=url, read_at=seen)
    verdict = judge((*judge_page(loaded, url, extract).reasons, *unclear))
    _print_check(
        source, url, verdict.word, verdict.good and bool(lists(loaded)), verdict.reasons,
        [pack(fact) for fact in extract.facts], [pack(event) for event in extract.events],
        extract.follows, as_json,
    )  # fmt: skip
    sys.exit(0 if verdict.good else 1)


def _print_check(
    source: str,
    url: str,
    verdict: str,
    complete: bool,
    reasons: tuple[Reason, ...],
    facts: list[dict[str, object]],
    events: list[dict[str, object]],
    follow: tuple[str, ...],
    as_json: bool,
) -> None:
    if as_json:
        print_json(
            {
                "source": source, "url": url, "verdict": verdict, "complete": complete,
                "reasons": [str(reason) for reason in reasons], "facts": facts, "events": events,
                "follow": list(follow),
            }
        )  # fmt: skip
        return
    click.echo(
        f"{source}: {verdict}, {len(facts)} facts, {len(events)} events, {len(follow)} addresses"
    )
    for reason in reasons:
        say(f"  {reason}")
    for fact in facts:
        say(f"  {fact['record']}  {fact['property']} = {fact['raw']}")
    for event in events:
        say(f"  {event['record']}  {event['kind']} {event.get('date', '')}  {event.get('raw', '')}")


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
