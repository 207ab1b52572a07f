"""What is printed on a terminal: what pages say is shown there, and does nothing.

The rule: a character that is no letter, sign or blank (a control, an escape, a line break, a mark
that turns the direction, an unpaired surrogate) is written by its number, as in Python.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import click
from rich.console import Console
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


def add(table: Table, *cells: str) -> None:
    """Add a row to a table."""
    table.add_row(*map(visible, cells))


def print_table(table: Table) -> None:
    """Print a table; square brackets in it are no markup."""
    Console(markup=False, emoji=False, highlight=False).print(table)


def print_json(data: Any) -> None:
    """Write JSON to stdout; what is not seen is escaped, and means the same."""
    written = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    click.echo("".join(c if is_seen(c) or c == "\n" else json.dumps(c).strip('"') for c in written))
