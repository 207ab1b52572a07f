"""What is printed on a terminal: what pages say is shown there, and does nothing.

The rule: a character that is no letter, sign or blank (a control, an escape, a line break, a mark
that turns the direction, an unpaired surrogate) is written by its number, as in Python.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table


def visible(text: str) -> str:
    """Write by its number each character that would do something instead of being seen."""
    if text.isprintable():
        return text
    return "".join(c if is_seen(c) else c.encode("unicode_escape").decode() for c in text)


def is_seen(char: str) -> bool:
    """Say whether a character is seen where it stands, a blank of any width included."""
    return char.isprintable() or unicodedata.category(char) == "Zs"


def say(line: str, *, err: bool = False) -> None:
    """Print one line, to stdout or stderr."""
    click.echo(visible(line), err=err)


def add(table: Table, *cells: str | tuple[str, ...]) -> None:
    """Add a row to a table; the parts of a tuple stand on lines of their own."""
    parts = ((cell,) if isinstance(cell, str) else cell for cell in cells)
    table.add_row(*("\n".join(map(visible, lines)) for lines in parts))


def print_table(table: Table) -> None:
    """Print a table; square brackets in it are no markup."""
    Console(markup=False, emoji=False, highlight=False).print(table)


def print_json(data: Any) -> None:
    """Write JSON to stdout; what is not seen is escaped, and means the same."""
    written = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    click.echo("".join(c if is_seen(c) or c == "\n" else json.dumps(c).strip('"') for c in written))


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a long command is; nothing is drawn where nobody looks."""

    _drawn: Progress
    _task: TaskID

    def at(self, what: str) -> None:
        """Say what is being done."""
        self._drawn.update(self._task, description=visible(what))

    def step(self) -> None:
        """Count one more as done."""
        self._drawn.advance(self._task)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on stderr what goes on, and for how long, while the block runs."""
    with progress() as bar:
        bar.at(what)
        yield


@contextmanager
def progress(total: int | None = None) -> Iterator[Bar]:
    """Draw on stderr how many of ``total`` (None: nobody knows) are done, while the block runs."""
    console = Console(stderr=True)
    ways = [SpinnerColumn()] if total is None else [BarColumn(), MofNCompleteColumn()]
    text = TextColumn("{task.description}", markup=False)
    with Progress(
        text, *ways, TimeElapsedColumn(), console=console, transient=True,
        disable=not console.is_terminal,
    ) as drawn:  # fmt: skip
        yield Bar(drawn, drawn.add_task("", total=total))
