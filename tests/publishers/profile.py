"""A cluster's own page: a few facts that it must state, under labels."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Column, Fact, NothingFound, Page, Ref, Source, labelled

SOURCE = Source(
    title="CE3M, about us",
    publisher="CE3M",
    kind="cluster",
    start="https://ce3m.example/about",
    every="1 day",
    scopes={"facts": "value"},
)

COLUMNS = (
    Column("president", ("Président",)),
    Column("members_companies", ("Entreprises membres",)),
    Column("website", ("Site",)),
    Column("mission", ("Mission",), many=True),
)


def read(page: Page) -> Iterator[Fact]:
    """Read what stands under each label."""
    title = page.title
    if not title:
        raise NothingFound("the page has no title")
    for key, cell in labelled(page, *COLUMNS).items():
        yield Fact(
            "about", Ref("cluster", (title,)), key, cell.text,
            lang="fr", locator=cell.locator, scope="facts",
        )  # fmt: skip
