"""The reviewed record: what press, sites and studies say of each body, each row cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from observatory.harvest import Page, Said, Source
from scrapers._curated import EVENTS, SEVERAL, citations, lines, told

SOURCE = Source(
    title="The reviewed record",
    publisher="Cluster observatory",
    kind="curated",
    files="data/record",
    every="1 day",
    expect=range(300, 10_000),
)

COLUMNS = "what value lang on publication inferred details note"


def read(page: Page) -> Iterator[Said]:
    """Read the file of each body; a value that a publication states twice over is numbered."""
    known = citations(page)
    for path in sorted(page.files):
        folder, _, name = path.rpartition("/")
        if folder != "bodies":
            continue
        slug, times, rows = name.removesuffix(".csv"), Counter[str](), set[str]()
        for line in lines(page, path, COLUMNS):
            if line["publication"] not in known:
                raise line.bad(f"unknown publication {line['publication']!r}")
            what, row = line["what"], repr(line.cells)
            if row in rows:
                raise line.bad("this row stands twice")
            rows.add(row)
            record = f"{slug}:{what}:{line['publication']}"
            times[record] += 1
            if times[record] > 1 and what not in SEVERAL and what not in EVENTS:
                record = f"{record}:{times[record]}"
            yield told(line, slug, known[line["publication"]], record)
