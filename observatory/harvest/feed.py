"""RSS and Atom: the items of a feed, their markup turned into text."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass

import feedparser
from lxml import etree
from lxml.html import fragment_fromstring

from observatory.domain.extract import Reason
from observatory.harvest.misread import Misread, NothingFound
from observatory.harvest.page import Page
from observatory.harvest.text import element_text, squeeze
from observatory.harvest.xml import safe_xml

MOST = 5_000
_TAG = re.compile(r"<[a-zA-Z/!]")
_UNSHOWN = ("script", "style", "template")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. ``published`` is as printed, ``content`` the full text if given."""

    title: str
    url: str
    published: str = ""
    summary: str = ""
    id: str = ""
    content: str = ""


def feed_items(page: Page) -> list[Item]:
    """Give the items of an RSS or Atom feed, in its order.

    Raises ``NothingFound`` if the page is not a feed, ``Misread`` if it declares entities, has more
    items than any feed, or cannot be parsed.
    """
    raw = safe_xml(page)
    if raw.count(b"<item") + raw.count(b"<entry") > MOST:
        raise Misread(Reason("bad_response", f"the feed has more than {MOST} items"))
    found = _parsed(raw)
    if not found.get("version"):
        raise NothingFound("the page is not a feed")
    return [_item(page, entry) for entry in found.entries]


def plain(markup: str) -> str:
    """Turn markup, or text with entities, into one line of text; scripts are dropped."""
    if not _TAG.search(markup):
        return squeeze(html.unescape(markup))
    try:
        element = fragment_fromstring(markup.replace("\x00", " "), create_parent="div")
    except (etree.LxmlError, ValueError):
        return squeeze(html.unescape(re.sub(r"<[^<>]{0,1000}>", " ", markup)))
    etree.strip_elements(element, *_UNSHOWN, etree.Comment, with_tail=False)
    return element_text(element)


def _parsed(raw: bytes) -> feedparser.FeedParserDict:
    """Parse a feed; feedparser lets errors of many kinds through where markup is broken."""
    try:
        return feedparser.parse(
            io.BytesIO(raw),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        said = f"the feed cannot be parsed ({type(error).__name__})"
        raise Misread(Reason("bad_response", said)) from error


def _item(page: Page, entry: feedparser.FeedParserDict) -> Item:
    contents = entry.get("content") or [{}]
    return Item(
        title=plain(_said(entry, "title")),
        url=page.absolute(_said(entry, "link")),
        published=squeeze(_said(entry, "published") or _said(entry, "updated")),
        summary=plain(_said(entry, "summary")),
        id=squeeze(_said(entry, "id")),
        content=plain(_said(contents[0], "value")),
    )


def _said(entry: feedparser.FeedParserDict, key: str) -> str:
    """Give a text of an entry; what broken markup left there instead (None, a list) is none."""
    found = entry.get(key)
    return found if isinstance(found, str) else ""
