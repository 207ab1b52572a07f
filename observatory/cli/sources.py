"""The command that says how every source stands: ``sources``."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from rich.table import Table

from observatory.cli.opening import opened
from observatory.cli.printing import add, print_json, print_table
from observatory.present import budgets
from observatory.present import hosts as answering
from observatory.present.addresses import link_in
from observatory.present.plain import Plain
from observatory.present.reader import Reader
from observatory.present.sources import cadence, stands
from observatory.store.queries import hosts
from observatory.store.queries import sources as questions
from observatory.store.queries.hosts import Hosts
from observatory.store.queries.sources import SourceState


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a list with every field.")
def sources(as_json: bool) -> None:
    """List every source: kind, publisher, cadence, last good look, health."""
    now = datetime.now(UTC)
    with opened().database.read() as db:
        states = questions.states(db)
        known = hosts.verdicts(db)
    if as_json:
        print_json([_said(state, known, now) for state in states])
    else:
        print_table(_table(states, known, now))


def _said(s: SourceState, known: Hosts, now: datetime) -> Plain:
    return {
        "source": s.name, "title": s.title, "publisher": s.publisher, "kind": s.kind,
        "start": list(s.start), "every_seconds": s.every_seconds,
        "last_run": s.last_run and s.last_run.isoformat(),
        "last_good": s.last_good and s.last_good.isoformat(),
        "health": s.health,
        "failing_since": s.failing_since and s.failing_since.isoformat(),
        "released_at": s.released and s.released.isoformat(),
        "reasons": [f"{code}: {said}" for code, said in s.reasons],
        **budgets.plain(s, now), **answering.plain(s, known),
    }  # fmt: skip


def _table(states: list[SourceState], known: Hosts, now: datetime) -> Table:
    """Lay it out for 80 columns, names whole: they are typed into other commands."""
    table, reader = Table(box=None, padding=(0, 2, 0, 0)), Reader("en", link_in("en"))
    longest = max((len(state.name) for state in states), default=0)
    table.add_column("source\n  kind", min_width=longest)
    table.add_column("last good look, UTC\nlooked at", min_width=len("last good look, UTC"))
    table.add_column("publisher\nhow it stands", overflow="fold")
    for s in states:
        looked = f"{s.last_good:%Y-%m-%d %H:%M}" if s.last_good else "never"
        said = [stands(s, reader, now), budgets.used(s, reader, now)]
        said += [answering.said(one, reader) for one in hosts.hosts_of(s, known)]
        how = "; ".join(filter(None, said))
        add(
            table,
            (s.name, f"  {s.kind}"),
            (looked, cadence(s.interval, reader)),
            (s.publisher, how),
        )
    return table
