"""The battery: bad input and faults, each line with the outcome that it must have.

One file of lines for each surface (``fetch.csv`` …). A test says which lines it holds with
``@pytest.mark.battery("T012")``, wherever it stands, and gets its surface as a mark by that:
``pytest -m fetch``. A bug found later gets a line, and a test, before it is mended.
"""

from __future__ import annotations

import csv
from pathlib import Path

SURFACES = ("fetch", "content", "truth", "time", "store", "web")


def lines() -> dict[str, str]:
    """Give the surface of every line."""
    found = {}
    for surface in SURFACES:
        with (Path(__file__).parent / f"{surface}.csv").open(encoding="utf-8", newline="") as file:
            found.update({row["line"]: surface for row in csv.DictReader(file)})
    return found
