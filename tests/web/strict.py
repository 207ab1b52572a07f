"""A page as a strict parser takes it."""

from __future__ import annotations

from functools import cache, lru_cache

import html5lib
from bs4 import BeautifulSoup


@lru_cache(maxsize=100)
def strictly(body: bytes) -> BeautifulSoup:
    """Read a page that is HTML to the letter; whoever asks for it again must not alter it."""
    _to_the_letter(body)
    return BeautifulSoup(body, "lxml")


@cache
def _to_the_letter(body: bytes) -> None:
    """Raise an error where a page is no HTML to the letter: the same page once."""
    html5lib.HTMLParser(strict=True).parse(body)
