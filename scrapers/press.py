"""What the open press feeds tell of clusters: each item that may name one, as mention and lead.

A mention shows that a body was spoken of; a lead asks a person to look, because the item speaks of
labels, contracts or calls. Neither ever makes a label. Whom a text names is for the engine to
say: the reader only leaves out what cannot name a cluster, that is a text without a word for
cluster, without anything written like an acronym (``AMC``, ``CE3M``, ``EnR``, ``TraIndustry``)
and without one of the few names that look like plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from observatory.harvest import Event, Item, Page, Ref, Source, fold
from scrapers._doubt import two_dates
from scrapers._feed import items
from scrapers._news import (
    PROGRAMME,
    language,
    own_dates,
    speaks_in_general,
    speaks_of_calls,
    speaks_of_clusters,
    speaks_of_labelling,
)

SOURCE = Source(
    title="Presse marocaine",
    publisher="Moroccan press",
    kind="press",
    start=(
        "https://leseco.ma/feed/",
        "https://www.infomediaire.net/feed/",
        "https://aujourdhui.ma/feed",
        "https://www.lesiteinfo.com/feed",
        "https://telquel.ma/feed",
        "https://www.maroc.ma/fr/rss.xml",
        "https://www.challenge.ma/feed",
        "https://fnh.ma/feed/",
        "https://lematin.ma/rss/economie.xml",
    ),
    every="6 hours",
    scopes={"items": "never"},
    note="Mentions and leads only. A feed that fails leaves the others as they are.",
)

_PLAIN = re.compile(
    r"\wpole\b|\bagrinova|\bagrotech|\bvalbiom|\bmenara|\bmaroc numeri|\btrain(?: in)?dustr"
    r"|\bindustries ferroviaires|\bmachinery tooling|\bmaintenan\w* ?\w* 4\.0"
    r"|\bart de vivre marocain|\bart.s living"
    r"|منار|هيدروجين|شمسي|طاقات المتجدد|ليوبول|النسيج التقني|الصناع[هة] البحري"
)
"""Names of bodies, or parts of them, in which nothing looks like a name."""


def read(page: Page) -> Iterator[Event]:
    """Give the events of each item that may name a cluster."""
    for item in items(page):
        text = f"{item.title}. {item.summary}"
        if may_concern(text):
            yield from _told(page, item, text)


def may_concern(text: str) -> bool:
    """Say whether a cluster's name may stand in ``text``."""
    return (
        speaks_of_clusters(text)
        or any(_like_an_acronym(word) for word in text.split())
        or bool(_PLAIN.search(fold(text)))
    )


def _like_an_acronym(word: str) -> bool:
    """Say whether a word has two capitals, or a capital and a digit, in any script."""
    return sum(char.isupper() for char in word) + any(char.isdigit() for char in word) > 1


def _told(page: Page, item: Item, text: str) -> Iterator[Event]:
    """Give a mention of the bodies that the item names, and leads if it speaks of labelling."""
    named, programme = Ref("cluster", context=text), Ref("programme", (PROGRAMME,))
    told = [("mention", named)]
    if speaks_of_labelling(text) or speaks_of_calls(text):
        told.append(("lead", named))
        if speaks_in_general(item.title):
            told.append(("lead", programme))
    for kind, about in told:
        yield Event(
            item.url, about, kind, item.published, item.title,
            lang=language(text, "fr"),
            payload={"title": item.title, "url": item.url, "feed": page.url},
            locator=f"item {item.id or item.url}",
            scope="items",
            note=two_dates(item.published, own_dates([item.content or item.summary])),
        )  # fmt: skip
