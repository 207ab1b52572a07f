"""When two addresses are one page, and which page of a list an address turns to.

A page is known by every name that it bears: what it calls itself (its canonical link), its node
(its short link, or the one article that says its number) and its own address. Two pages that
share a name and say the same are one.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from observatory.harvest.address import identity, parameters, parse, site
from observatory.harvest.misread import BadAddress
from observatory.harvest.page import Page

_TURN = re.compile(r"/page/(\d{1,9})/?$")
_NUMBERS = re.compile(r"\d+(?:,\d+)*")


class Marks(NamedTuple):
    """All names of a page, and which page of its lists it is (empty for the first)."""

    names: frozenset[str]
    position: str


NAMELESS = Marks(frozenset(), "")


def marks(page: Page) -> Marks:
    """Read the names of a page and its place; the pages of one list share their names.

    A reviewed file stands at no address of the web, and has none.
    """
    if not list_name(page.url):
        return NAMELESS
    return Marks(_names(page), _position(page.url, _own_parameters(page)))


def _names(page: Page) -> frozenset[str]:
    found = {list_name(page.url), list_name(page.canonical_url), list_name(_short(page))}
    nodes = {a.get("data-history-node-id") for a in page.tree.iter("article")} - {None}
    if len(nodes) == 1:
        found.add(f"{site(parse(page.url).netloc)} node {nodes.pop()}")
    return frozenset(found - {""})


def list_name(url: str) -> str:
    """Give the identity of an address, whichever page of its list it turns to; empty if none."""
    try:
        here = identity(url)
    except BadAddress:
        return ""
    return _TURN.sub("", here)


def turned_to(url: str) -> str:
    """Give which page of its lists an address turns to; empty for the first, or if none."""
    return _position(url, parameters(url))


def _own_parameters(page: Page) -> dict[str, str]:
    """Give the parameters of a page's address but for the number of the page itself."""
    short, own = _short(page), parameters(page.url)
    number = parameters(short) if short else {}
    return {name: said for name, said in own.items() if number.get(name) != said}


def _position(url: str, said: dict[str, str]) -> str:
    """Write the parameters that are numbers, without the zeros that mean the first page."""
    turns = {name: number for name, number in said.items() if _NUMBERS.fullmatch(number)}
    if in_path := _TURN.search(urlsplit(url).path):
        turns["/page"] = in_path.group(1)
    kept = {name: _without_first_pages(number) for name, number in turns.items()}
    return "&".join(f"{name}={n}" for name, n in sorted(kept.items()) if n != "0")


def _without_first_pages(numbers: str) -> str:
    """Leave out the zeros at the end: the lists after the last one turned stand at the first."""
    told = numbers.split(",")
    while len(told) > 1 and told[-1] == "0":
        told.pop()
    return ",".join(told)


def _short(page: Page) -> str:
    """Give the short link of a page, which names its number and outlives its titles."""
    for tag in page.tree.iter("link"):
        if "shortlink" in (tag.get("rel") or "").lower().split():
            return page.absolute(tag.get("href") or "")
    return ""
