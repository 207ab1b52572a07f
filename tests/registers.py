"""A reviewed data file of the tests' own, which a test may edit as a person edits the record."""

from __future__ import annotations

import csv
import io
import sys
import uuid
from pathlib import Path

import pytest

MODULE = '''
"""A reviewed file: rows of slug, what, value, on, publication, published."""
import csv, io
from observatory.harvest import Citation, Event, Fact, Page, Ref, Source

SOURCE = Source(title="Register", publisher="Tests", kind="curated", files="data", every="1 day")
ACTS = ("labelled", "contract_signed", "stated_labelled", "mention", "lead")


def read(page):
    for row in csv.DictReader(io.StringIO(page.files["rows.csv"])):
        about = Ref("body", slug=row["slug"])
        cited = Citation(row["publication"], "https://press.example/1", "Press",
                         published=row["published"])
        record = f"{row['slug']}:{row['what']}:{row['publication']}"
        if row["what"] in ACTS:
            yield Event(record, about, row["what"], row["on"], row["value"], "fr",
                        {"scheme": "ministry-industry"}, citation=cited)
        else:
            yield Fact(record, about, row["what"], row["value"], "fr", row["on"], citation=cited)
'''
COLUMNS = ("slug", "what", "value", "on", "publication", "published")


class Register:
    """The file as it now stands; ``package`` is what ``OBSERVATORY_SCRAPERS`` takes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.package = f"register_{uuid.uuid4().hex[:8]}"
        home = folder / self.package
        (home / "data").mkdir(parents=True)
        (home / "__init__.py").write_text("")
        (home / "register.py").write_text(MODULE)
        self._file = home / "data" / "rows.csv"
        monkeypatch.syspath_prepend(str(folder))

    def says(self, *rows: str) -> None:
        """Write the file anew; each row has its cells between bars."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([cell.strip() for cell in row.split("|")] for row in rows)
        self._file.write_text(out.getvalue(), encoding="utf-8")

    def clear(self) -> None:
        """Forget the package."""
        for name in [name for name in sys.modules if name.startswith(self.package)]:
            del sys.modules[name]
