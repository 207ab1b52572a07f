"""A gazette: acts, mentions and leads, one a line, which nobody ever misses."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Event, Page, Ref, Source

SOURCE = Source(
    title="Gazette",
    publisher="Gazette of Labels",
    kind="ministry",
    start="https://gazette.example/news",
    every="6 hours",
    scopes={"news": "never"},
)


def read(page: Page) -> Iterator[Event]:
    """Read ``<li>kind | date | name | text</li>``; without a name the text is searched for some."""
    for number, item in enumerate(page.select("li"), start=1):
        kind, date, name, text = (part.strip() for part in item.get_text().split("|"))
        about = Ref("cluster", (name,)) if name else Ref("cluster", context=text)
        payload = {"scheme": "ministry-industry", "title": text}
        yield Event(
            f"item:{text[:40]}", about, kind, date, text, "fr", payload,
            locator=f"item {number}", scope="news",
        )  # fmt: skip
