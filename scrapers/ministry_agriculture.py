"""News of agropoles and agricultural clusters from the Ministry of Agriculture.

The ministry keeps no register: its news are all there is. They show that a body was alive and tell
nothing of labels, so that only news and leads come out. An agropole that the record does not know
stays unplaced, for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from observatory.harvest import Event, Page, Ref, Said, Source, fold
from scrapers._doubt import Doubtful
from scrapers._ministry import article, next_page, one_event, teasers, told
from scrapers._news import speaks_of_clusters, speaks_of_labelling

SOURCE = Source(
    title="Ministère de l'Agriculture, actualités",
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

_AGROPOLE = re.compile(r"\b[Aa]gropole (?:de |du |d['’])(?:El |Al |Oulad )?[A-ZÀ-Ý][\w-]+")


def read(page: Page) -> Iterator[Said]:
    """Read the list of news, or one article."""
    if not urlsplit(page.url).path.rstrip("/").endswith("/actualites"):
        one = article(page)
        told = list(_events(page.canonical_url, one.title, one.published, one.text))
        yield from told
        if told and one.doubt:
            raise Doubtful([one.doubt])
        return
    for item in teasers(page):
        yield from _events(item.url, item.title, item.published, item.text)
    yield from next_page(page, PAGES)


def _events(url: str, title: str, published: str, text: str) -> Iterator[Event]:
    """Give news of clusters; of agropoles too, by the name that the title gives them."""
    if not speaks_of_clusters(f"{title}. {text}") and not _POLES.search(fold(f"{title}. {text}")):
        return
    labels = speaks_of_labelling(title) and speaks_of_clusters(title)  # produce has labels too
    kind = "lead" if labels else "news"
    yield from told(kind, url, title, published, text)
    if agropole := _AGROPOLE.search(title):
        about = Ref("park", (f"A{agropole.group()[1:]}",))
        yield one_event(kind, url, about, title, published)
