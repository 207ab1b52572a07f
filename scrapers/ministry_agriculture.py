"""News of agropoles and agricultural clusters from the Ministry of Agriculture.

The ministry keeps no register: its news are all there is. They show that a body was alive and tell
nothing of labels, so that only news and leads come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from observatory.harvest import Page, Said, Source, fold
from scrapers._ministry import article, next_page, teasers, told
from scrapers._news import speaks_of_clusters, speaks_of_labelling

SOURCE = Source(
    title="Ministry of Agriculture: news",
    publisher="Ministère de l'Agriculture",
    kind="ministry",
    start="https://www.agriculture.gov.ma/fr/actualites",
    every="7 days",
    anchors=("Actualités", "Agriculture"),
    scopes={"news": "never"},
    note="The five newest pages of the list.",
)

PAGES = 4
"""The last page of the list that is visited; the first is 0."""
_POLES = re.compile(r"\b(?:agropoles?|agripoles?|qualipoles?|agrinova|poles? agro-?industriels?)\b")


def read(page: Page) -> Iterator[Said]:
    """Read the list of news, or one article."""
    if not urlsplit(page.url).path.rstrip("/").endswith("/actualites"):
        one = article(page)
        if _concerns(f"{one.title}. {one.text}"):
            yield from told(
                _kind(one.title), page.canonical_url, one.title, one.published, one.text
            )
        return
    for item in teasers(page):
        if _concerns(f"{item.title}. {item.text}"):
            yield from told(_kind(item.title), item.url, item.title, item.published, item.text)
    yield from next_page(page, PAGES)


def _concerns(text: str) -> bool:
    return speaks_of_clusters(text) or bool(_POLES.search(fold(text)))


def _kind(title: str) -> str:
    """Call it a lead where the title speaks of the label of a cluster; produce has labels too."""
    return "lead" if speaks_of_labelling(title) and speaks_of_clusters(title) else "news"
