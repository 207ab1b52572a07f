"""Where the files that travel with the code lie: in a wheel beside it, else in the checkout."""

from __future__ import annotations

import csv
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _carried(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = _carried("templates")
STATIC = _carried("static")
MIGRATIONS = _carried("migrations")
IDENTITY = PACKAGE / "data" / "identity"
GLOSSARY = PACKAGE / "data" / "glossary.csv"
PUBLISHED = PACKAGE / "data" / "published.csv"
ECOSYSTEMS = PACKAGE / "data" / "ecosystems.csv"
REGIONS = PACKAGE / "data" / "regions.csv"
CONDITIONS = PACKAGE / "data" / "conditions.csv"
PROMISES = PACKAGE / "data" / "promises.csv"


def rows(table: Path) -> list[dict[str, str]]:
    """Read a table that travels with the code: its rows, each by the names in its head."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
