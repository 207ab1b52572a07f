"""Items of RSS and Atom feeds, without what blog software and content systems wrap around them."""

from __future__ import annotations

import re
from dataclasses import replace

from observatory.harvest import Item, NothingFound, Page, feed_items
from scrapers._news import LONGEST, without_contacts

_TAILS = (
    ("The post ", " appeared first on "),
    ("L’article ", " est apparu en premier sur "),
    ("L'article ", " est apparu en premier sur "),
    ("Cet article ", " est apparu en premier sur "),
    ("ظهرت المقالة ", " أولاً على "),
)
"""The sentence that WordPress adds to each item: how it begins, and what stands in it."""
_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>", re.IGNORECASE)
_CUT = re.compile(r" ?\[(?:…|\.\.\.)\] ?$")
_AUTHOR = re.compile(r"\A\s?.{0,80}?\d{2}/\d{2}/\d{4} - \d{2}:\d{2}\s")
"""What Drupal prints between title and text: who wrote the item, and when."""


def is_feed(page: Page) -> bool:
    """Say whether a page is a feed and not HTML."""
    head = page.html[:3000].lower()
    return "<html" not in head and ("<rss" in head or "<feed" in head or "<rdf:rdf" in head)


def items(page: Page) -> list[Item]:
    """Give the items of a feed that have a title and an address; no contacts, no full text.

    Raises ``NothingFound`` for a feed that stops before its end, and for one without items: a
    feed that is well always has its last ones.
    """
    if not _END.search(page.html[-5000:]):
        raise NothingFound("the feed stops before its end")
    found = [bare(item) for item in feed_items(page) if item.title and item.url]
    if not found:
        raise NothingFound("the feed has no items")
    return found


def bare(item: Item) -> Item:
    """Give an item without contacts and without what its site wraps around it."""
    return replace(
        item,
        title=without_contacts(item.title),
        summary=_bare(item.title, item.summary or item.content)[:LONGEST],
        content=_bare(item.title, item.content),
    )


def _bare(title: str, text: str) -> str:
    """Take title, author and advertisement of the site off the text of an item."""
    for begins, holds in _TAILS:
        at = text.rfind(begins)
        if at >= 0 and holds in text[at:]:
            text = text[:at]
    if text.startswith(title):
        rest = text[len(title) :]
        author = _AUTHOR.match(rest)
        text = rest[author.end() :] if author else text
    return without_contacts(_CUT.sub("", text))
