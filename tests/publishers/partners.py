"""A list that names all of its partnerships, over as many pages as it likes."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Column, Fact, Page, Ref, Said, Source, follow, table

SOURCE = Source(
    title="List of partnerships",
    publisher="Partnership Office",
    kind="eu",
    start="https://partners.example/list",
    every="7 days",
    expect=range(1, 100),
    anchors=("Partnerships",),
    scopes={"list": "record"},
    lang="en",
    mints=("partnership",),
    max_pages=5,
)

COLUMNS = (
    Column("acronym", ("Acronym",), required=True),
    Column("smes_involved", ("SMEs",)),
    Column("targeted_country", ("Countries",), many=True),
)


def read(page: Page) -> Iterator[Said]:
    """Read one page of the list, and ask for the next."""
    for row in table(page, *COLUMNS):
        acronym = row.text("acronym")
        about = Ref("partnership", (acronym,), context="ESCP-4i")
        for key, cell in row.cells.items():
            for raw in cell.items() if key == "targeted_country" else [cell.text]:
                yield Fact(
                    acronym.lower(), about, key, raw,
                    lang="en", locator=cell.locator, scope="list",
                )  # fmt: skip
    for url in page.links("a.next"):
        yield follow(url)
