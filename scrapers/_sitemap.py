"""Sitemaps as the way to pages: those in wanted places, and the further sitemaps of an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from observatory.harvest import Follow, NothingFound, Page, follow, sitemap_entries

_END = re.compile(r"</(?:\w{1,20}:)?(?:urlset|sitemapindex)\s*>\s*$")


def is_sitemap(page: Page) -> bool:
    """Say whether an address is a sitemap's."""
    return "sitemap" in urlsplit(page.url).path.rpartition("/")[2]


def listed(page: Page, wanted: Callable[[str], bool]) -> Iterator[Follow]:
    """Ask for the pages of a sitemap whose address is ``wanted``, or for those that an index lists.

    Raises ``NothingFound`` for a sitemap that stops before its end: what is not on it is not gone.
    """
    if not _END.search(page.html):
        raise NothingFound("the sitemap stops before its end")
    for entry in sitemap_entries(page):
        if entry.index or wanted(entry.url):
            yield follow(entry.url)


def below(*folders: str) -> Callable[[str], bool]:
    """Want what stands in one of these folders, such as ``/content``, and not deeper."""
    return lambda url: urlsplit(url).path.rpartition("/")[0] in folders
