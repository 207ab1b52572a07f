"""Sitemaps: the addresses that a site lists, with the day of their last change."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from observatory.domain.extract import Reason
from observatory.harvest.misread import Misread, NothingFound
from observatory.harvest.page import Page
from observatory.harvest.text import squeeze
from observatory.harvest.xml import safe_xml

MOST = 50_000
"""Entries that a sitemap may have, by its protocol."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address of a sitemap; ``lastmod`` is as printed, ``index`` marks a further sitemap."""

    url: str
    lastmod: str = ""
    index: bool = False


def sitemap_entries(page: Page) -> list[Entry]:
    """Give the entries of a sitemap or of an index of sitemaps, in its order.

    The host ``default``, which Drupal prints where nobody told it the site's name, becomes the
    page's own. Raises ``NothingFound`` if the page is not a sitemap, or if it lists no
    address; ``Misread`` if it has more entries than any.
    """
    raw = safe_xml(page)
    if raw.count(b"<loc>") > MOST:
        raise Misread(Reason("too_large", f"the sitemap has more than {MOST} entries"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise NothingFound("the page is not a sitemap: no XML in it can be read") from error
    kind = "" if root is None else _local_name(root)
    if root is None or kind not in ("urlset", "sitemapindex"):
        raise NothingFound("the page is not a sitemap")
    found = []
    for element in root:
        texts = {
            _local_name(child): squeeze(child.text or "")
            for child in element
            if isinstance(child.tag, str)
        }
        url = page.absolute(texts.get("loc", ""))
        if url:
            found.append(Entry(url, texts.get("lastmod", ""), kind == "sitemapindex"))
    if not found:
        raise NothingFound("the sitemap lists no address")
    return found


def _local_name(element: etree._Element) -> str:
    """Give a name without its namespace, or without a prefix that nothing declares."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]
