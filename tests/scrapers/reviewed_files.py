"""Reviewed files as another hand would write them: the same rows, other bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from observatory.harvest import Loaded, bundle
from tests.scrapers.harmless import Change


def rewritten(loaded: Loaded, files: Mapping[str, str], folder: Path) -> Loaded:
    """Give a reviewed source that has these files in place of its own."""
    package = f"reviewed_{loaded.name}"
    for path, text in files.items():
        file = folder / package / loaded.source.files / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    (folder / package / "__init__.py").touch()
    return replace(loaded, module=f"{package}.{loaded.name}")


def reviewed(loaded: Loaded) -> dict[str, str]:
    """Give the files of a reviewed source, by path; of bodies only the first few."""
    files: dict[str, str] = json.loads(bundle(loaded))
    few = [path for path in sorted(files) if "/" in path][:5]
    return {path: text for path, text in files.items() if "/" not in path or path in few}


def line_ends(text: str, random: Random) -> str:
    """End lines as other systems do."""
    return text.replace("\n", "\r\n")


def quoted(text: str, random: Random) -> str:
    """Write the cells of a table with quotes and blanks around each."""
    rows = csv.reader(io.StringIO(text, newline=""))
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for number, row in enumerate(rows):
        writer.writerow([f" {cell} " if number else cell for cell in row])
    return written.getvalue()


REWRITTEN: dict[str, Change] = {change.__name__: change for change in (line_ends, quoted)}
"""What may be done to a reviewed file."""
