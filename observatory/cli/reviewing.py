"""The command by which people decide: every decision is journalled and can be undone."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click
from rich.table import Table

from observatory.cli.opening import opened
from observatory.cli.printing import add, print_json, print_table, visible
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import EVENT_KINDS, SCHEMES
from observatory.engine import deciding, overruling, pausing, renaming
from observatory.errors import WrongUse
from observatory.store.queries import review as questions

BY = click.option("--by", default=getpass.getuser, help="Who decides (default: the login name).")
WHY = click.option("--why", required=True, help="The reason, for the public journal.")


@click.group()
def review() -> None:
    """Decide what readers and rules cannot: quarantine, names, leads, pauses."""


@review.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print {readings, names, leads, decisions}.")
def list_(as_json: bool) -> None:
    """List what waits for a decision: readings in quarantine, unplaced names, leads."""
    with opened().database.read() as db:
        waiting = questions.waiting(db)
    if as_json:
        print_json(waiting)
        return
    for what, rows in waiting.items():
        click.echo(f"{what}: {len(rows)}")
        if rows:
            print_table(_table(rows))


def _table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Lay rows out so that nothing is cut: what is decided on is copied from here."""
    key, *others = rows[0]
    table = Table(box=None)
    table.add_column(key, min_width=max(len(visible(str(row[key]))) for row in rows), no_wrap=True)
    for name in others:
        table.add_column(name, overflow="fold")
    for row in rows:
        add(table, *map(str, row.values()))
    return table


@review.command()
@click.argument("reading", type=int)
def show(reading: int) -> None:
    """Show one reading: why it was held, and every fact in it."""
    with opened().database.read() as db:
        found = questions.reading(db, reading)
    if found is None:
        raise WrongUse(f"there is no reading {reading}")
    print_json(found)


@review.command()
@click.argument("reading", type=int)
@BY
@WHY
def release(reading: int, by: str, why: str) -> None:
    """Believe a reading in quarantine after all."""
    _done(deciding.release(opened(), reading, by=by, why=why, now=datetime.now(UTC)))


@review.command()
@click.argument("lead", type=int)
@click.argument("cluster")
@click.option(
    "--kind", default="labelled", show_default=True, help="The act, such as contract_signed."
)
@click.option("--on", default="", help="ISO day, month, year or window of the act.")
@click.option(
    "--scheme", default="ministry-industry", show_default=True, type=click.Choice(list(SCHEMES))
)
@click.option("--call", default="", help="The call, such as call-2025.")
@click.option("--term-until", default="", help="The stated end of the term, ISO.")
@BY
@WHY
def confirm(
    lead: int,
    cluster: str,
    kind: str,
    on: str,
    scheme: str,
    call: str,
    term_until: str,
    by: str,
    why: str,
) -> None:
    """Turn a lead into an act of CLUSTER's label ledger."""
    if kind not in EVENT_KINDS or not EVENT_KINDS[kind].in_ledger:
        raise WrongUse(f"{kind!r} is no kind of the label ledger")
    for text in filter(None, (on, term_until)):
        try:
            Period.parse(text)
        except ValueError as error:
            raise WrongUse(str(error)) from error
    act = {
        "slug": cluster,
        "kind": kind,
        "on": on,
        "scheme": scheme,
        "call": call,
        "term_until": term_until,
    }
    _done(deciding.confirm(opened(), lead, act, by=by, why=why, now=datetime.now(UTC)))


@review.command()
@click.argument("name", type=int)
@click.argument("body")
@BY
@WHY
def same(name: int, body: str, by: str, why: str) -> None:
    """Say that the unplaced NAME means BODY (its address, such as ce3m)."""
    _done(deciding.place_name(opened(), name, body, by=by, why=why, now=datetime.now(UTC)))


@review.command()
@click.argument("name", type=int)
@BY
@WHY
def different(name: int, by: str, why: str) -> None:
    """Say that the unplaced NAME means none of the known bodies."""
    _done(deciding.place_name(opened(), name, None, by=by, why=why, now=datetime.now(UTC)))


@review.command()
@click.argument("source")
@BY
@WHY
def pause(source: str, by: str, why: str) -> None:
    """Leave SOURCE alone until it is resumed; its page and the feeds say so, and why."""
    _done(pausing.pause(opened(), source, by=by, why=why, now=datetime.now(UTC)))


@review.command()
@click.argument("source")
@BY
@WHY
def resume(source: str, by: str, why: str) -> None:
    """Visit SOURCE again when it is due."""
    _done(pausing.resume(opened(), source, by=by, why=why, now=datetime.now(UTC)))


@review.command()
@click.argument("body")
@click.argument("address")
@click.option("--title", default="", help="Its new name (default: the name stays).")
@BY
@WHY
def rename(body: str, address: str, title: str, by: str, why: str) -> None:
    """File BODY (its address, such as ce3m) under another ADDRESS; the old one leads there."""
    now = datetime.now(UTC)
    _done(renaming.rename(opened(), body, address, title, by=by, why=why, now=now))


@review.command()
@click.argument("statement", type=int)
@BY
@WHY
def overrule(statement: int, by: str, why: str) -> None:
    """Set the value of STATEMENT aside, also where its source prints it again."""
    _done(overruling.overrule(opened(), statement, by=by, why=why, now=datetime.now(UTC)))


@review.command()
@click.argument("decision", type=int)
@BY
@WHY
def undo(decision: int, by: str, why: str) -> None:
    """Take a decision back; what rested on it is given up, not deleted."""
    _done(deciding.undo(opened(), decision, by=by, why=why, now=datetime.now(UTC)))


def _done(key: int) -> None:
    click.echo(f"decision {key} is in the journal; `observatory review undo {key}` takes it back")
