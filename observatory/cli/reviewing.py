"""The command by which people decide: every decision is journalled and can be undone."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypedDict

import click

from observatory.cli.opening import opened
from observatory.cli.printing import print_json, progress, say
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import EVENT_KINDS, SCHEMES
from observatory.engine.decisions import deciding, merging, overruling, pausing, renaming
from observatory.errors import WrongUse
from observatory.store.queries import review as questions

BY = click.Option(["--by"], default=getpass.getuser, help="Who decides (default: the login name).")
WHY = click.Option(["--why"], required=True, help="The reason, for the public journal.")
NUMBER = click.IntRange(1, 2**63 - 1)
"""Numbers of rows, as far as a database counts."""

LONG = ("printed", "subject", "why", "text", "url")
"""What of a row that waits may be long."""


class How(TypedDict):
    """What is asked of every decision: who takes it, why, and when."""

    by: str
    why: str
    now: datetime


@click.group()
def review() -> None:
    """Decide what readers and rules cannot: quarantine, names, leads, pauses."""


def journalled(decide: Callable[..., int]) -> click.Command:
    """Make a command of what writes a decision: it asks who and why, and says how to undo it."""

    @wraps(decide)
    def command(by: str, why: str, **asked: object) -> None:
        key = decide(**asked, how=How(by=by, why=why, now=datetime.now(UTC)))
        follows = f"`observatory review undo {key}` takes it back"
        if "decision" in asked:  # nobody undoes an undoing: what it took back is decided again
            follows = f"decision {asked['decision']} stands no more"
        click.echo(f"decision {key} is in the journal; {follows}")

    made = review.command()(command)
    made.params += [BY, WHY]
    return made


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
        for row in rows:
            _print_waiting(row)


def _print_waiting(row: Mapping[str, Any]) -> None:
    """Print one row whole, texts and addresses on lines of their own: they are copied from here."""
    short = (f"{name} {said}" for name, said in row.items() if name not in LONG)
    say(f"  {', '.join(short)}")
    for name in LONG:
        if row.get(name):
            say(f"    {name:<8}{row[name]}")


@review.command()
@click.argument("reading", type=NUMBER)
def show(reading: int) -> None:
    """Show one reading: why it was held, and every fact in it."""
    with opened().database.read() as db:
        found = questions.reading(db, reading)
    if found is None:
        raise WrongUse(f"there is no reading {reading}")
    print_json(found)


@journalled
@click.argument("reading", type=NUMBER)
def release(reading: int, how: How) -> int:
    """Believe a reading in quarantine after all."""
    return deciding.release(opened(), reading, **how)


@journalled
@click.argument("reading", type=NUMBER)
def reject(reading: int, how: How) -> int:
    """Keep a reading in quarantine out for good: it waits for nobody any more."""
    return deciding.reject(opened(), reading, **how)


@journalled
@click.argument("lead", type=NUMBER)
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
def confirm(
    lead: int,
    cluster: str,
    kind: str,
    on: str,
    scheme: str,
    call: str,
    term_until: str,
    how: How,
) -> int:
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
    return deciding.confirm(opened(), lead, act, **how)


@journalled
@click.argument("name", type=NUMBER)
@click.argument("body")
def same(name: int, body: str, how: How) -> int:
    """Say that the unplaced NAME means BODY (its address, such as ce3m)."""
    return deciding.place_name(opened(), name, body, **how)


@journalled
@click.argument("name", type=NUMBER)
def different(name: int, how: How) -> int:
    """Say that the unplaced NAME means none of the known bodies."""
    return deciding.place_name(opened(), name, None, **how)


@journalled
@click.argument("source")
def pause(source: str, how: How) -> int:
    """Leave SOURCE alone until it is resumed; its page and the feeds say so, and why."""
    return pausing.pause(opened(), source, **how)


@journalled
@click.argument("source")
def resume(source: str, how: How) -> int:
    """Visit SOURCE again when it is due."""
    return pausing.resume(opened(), source, **how)


@journalled
@click.argument("body")
@click.argument("address")
@click.option("--title", default="", help="Its new name (default: the name stays).")
def rename(body: str, address: str, title: str, how: How) -> int:
    """File BODY (its address, such as ce3m) under another ADDRESS; the old one leads there."""
    return renaming.rename(opened(), body, address, title, **how)


@journalled
@click.argument("body")
@click.argument("into")
def merge(body: str, into: str, how: How) -> int:
    """Say that BODY and INTO (their addresses) are one: all that is told of BODY is of INTO."""
    with progress() as bar:
        return merging.merge(opened(), body, into, **how, progress=bar.at)


@journalled
@click.argument("body")
@click.argument("address")
@click.option("--title", required=True, help="The name of the new body.")
@click.option(
    "--record",
    "records",
    multiple=True,
    required=True,
    metavar="SOURCE:RECORD",
    help="A record that tells of the new body; may be given again.",
)
def split(body: str, address: str, title: str, records: tuple[str, ...], how: How) -> int:
    """Say that some records of BODY are of another one, to be filed under ADDRESS."""
    moved = [(source, record) for source, _, record in (one.partition(":") for one in records)]
    with progress() as bar:
        return merging.split(opened(), body, address, title, moved, **how, progress=bar.at)


@journalled
@click.argument("statement", type=NUMBER)
def overrule(statement: int, how: How) -> int:
    """Set the value of STATEMENT aside, also where its source prints it again."""
    return overruling.overrule(opened(), statement, **how)


@journalled
@click.argument("decision", type=NUMBER)
def undo(decision: int, how: How) -> int:
    """Take a decision back; what rested on it is given up, not deleted."""
    return deciding.undo(opened(), decision, **how)
