"""Calls, contracts and news of clusters from the Ministry of Industry and Trade.

The list gives the articles that speak of clusters, calls for projects or labels; each is visited,
since a deadline is moved in place, under the same address, and so is each PDF that it links to: the
specification of a call, or the list of those who were chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from observatory.harvest import Page, Said, Source, follow
from scrapers._calls import acts, call, counts, doubts
from scrapers._dossier import document
from scrapers._doubt import Doubtful
from scrapers._ministry import article, next_page, teasers, told
from scrapers._news import speaks_of_calls, speaks_of_clusters, speaks_of_labelling

SOURCE = Source(
    title="Ministère de l'Industrie et du Commerce, actualités",
    publisher="Ministère de l'Industrie et du Commerce",
    kind="ministry",
    start="https://www.mcinet.gov.ma/fr/actualites",
    every="1 day",
    anchors=("Actualités", "Industrie"),
    scopes={"call": "value", "news": "never"},
    mints=("call",),
    note="The six newest pages of the list, the articles that they name, and their documents.",
)

PAGES = 5
"""The last page of the list that is visited; the first is 0."""


def read(page: Page) -> Iterator[Said]:
    """Read the list of news, one article, or a document of one."""
    if page.is_pdf or _is_document(page.url):
        yield from document(page)
    elif urlsplit(page.url).path.rstrip("/").endswith("/actualites"):
        yield from _list(page)
    else:
        yield from _article(page)


def _list(page: Page) -> Iterator[Said]:
    for item in teasers(page):
        text = f"{item.title}. {item.text}"
        about_clusters = speaks_of_clusters(text)
        if about_clusters:
            yield from told(_kind(item.title), item.url, item.title, item.published, item.text)
        if about_clusters or speaks_of_calls(text) or speaks_of_labelling(text):
            yield follow(item.url)
    yield from next_page(page, PAGES)


def _article(page: Page) -> Iterator[Said]:
    found, url = article(page), page.canonical_url
    text = f"{found.title}. {found.text}"
    if not speaks_of_clusters(text):
        return
    done = list(acts(found, url))
    called = list(call(found)) if speaks_of_calls(text) else []
    yield from (*done, *called, *counts(found))
    yield from (follow(link) for link in found.area.links() if _is_document(link))
    if found.published:
        kind = "news" if done else _kind(found.title)
        body = "" if done or called else found.text
        yield from told(kind, url, found.title, found.published, body)
    if doubtful := list(doubts(found, [*done, *called])):
        raise Doubtful(doubtful)


def _is_document(url: str) -> bool:
    return urlsplit(url).path.lower().endswith(".pdf")


def _kind(title: str) -> str:
    """Call it a lead where the title speaks of labels or contracts: a person should read it."""
    return "lead" if speaks_of_labelling(title) else "news"
