"""The pager of one list among the others of a page: its next page, or that none can be told.

Drupal counts the pagers of a page: ``?page=0,0,1`` is the second page of the third of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import zip_longest
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from observatory.harvest import BadAddress, Follow, Page, Row, follow, identity, squeeze
from scrapers._doubt import PageMissing

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_AREAS = frozenset(["article", "aside", "body", "main", "section"])
_LISTS = frozenset(["block", "view"])
_PAGER = re.compile(r"(?:^|\s)(?:js-)?(?:pager|pagination)(?:$|\s|_)")
_NEXT = "Next page"
_LABELS = 40
"""Characters up to which what is no link ("Current page 3") still belongs to a pager."""


class _Of(Enum):
    """Whose a pager is."""

    THIS = "this list's"
    ANOTHER = "another list's"
    UNKNOWN = "nobody can tell"


def next_page(page: Page, rows: Iterable[Row]) -> Iterator[Follow]:
    """Ask for the next page of the list that holds ``rows``, by its link or by its number.

    To be asked for after all that the page says. Raises ``PageMissing`` if the list may go on and
    nobody can tell where: what is missing on the page then proves nothing.
    """
    cell = next((cell for row in rows for cell in row.cells.values()), None)
    table = None if cell is None or cell.element is None else _table(cell.element)
    if table is None:
        return
    pagers = list(_pagers(page))
    placed = _places(page, table, pagers)
    if doubtful := [p for p in pagers if placed[p] is _Of.UNKNOWN and _goes_on(page, p)]:
        said = squeeze(doubtful[0].text_content())[:60]
        raise PageMissing(f"a pager ({said!r}) that may be the list's stands elsewhere")
    found = {url for p in pagers if placed[p] is _Of.THIS for url in _next(page, p)}
    if len(found) > 1:
        raise PageMissing(f"pagers lead to {len(found)} different next pages of the list")
    yield from map(follow, found)


def by_number(page: Page, given: bool, last: int) -> Iterator[Follow]:
    """Ask for the page after this one where a list has no pager that can be read.

    The pages count from 0, the list ends with the first that gives nothing or only what was
    given before, and nothing beyond page ``last`` is asked for.
    """
    here, _, query = page.url.partition("?")
    said = parse_qs(query).get("page", ["0"])[-1]
    number = int(said) + 1 if said.isascii() and said.isdigit() else 0
    if given and 0 < number <= last:
        others = "".join(f"{pair}&" for pair in query.split("&") if pair and pair[:5] != "page=")
        yield follow(f"{here}?{others}page={number}")


def _table(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("table"), None)


def _pagers(page: Page) -> Iterator[HtmlElement]:
    """Give what turns pages: the outermost elements called pagers, and links outside of them."""
    within: set[HtmlElement] = set()
    for element in page.tree.iter():
        if element.getparent() in within:
            within.add(element)
        elif _table(element) is None and (
            _PAGER.search(str(element.get("class") or ""))
            or (element.tag == "a" and (_is_next(element) or _numbers(page, element)))
        ):
            within.add(element)
            yield element


def _places(page: Page, table: HtmlElement, pagers: list[HtmlElement]) -> dict[HtmlElement, _Of]:
    """Say of each pager whose it is: by the block that holds it, else by the heading above it."""
    order = {element: number for number, element in enumerate(page.tree.iter())}
    inside = {inner for pager in pagers for inner in pager.iter()}
    heads = [order[h] for h in page.tree.iter(*_HEADINGS) if h not in inside and not _table(h)]
    begins = max((place for place in heads if place < order[table]), default=-1)
    ends = min((place for place in heads if place > order[table]), default=len(order))
    around_table = set(table.iterancestors())

    def place(pager: HtmlElement) -> _Of:
        for around in pager.iterancestors():
            classes = set(str(around.get("class") or "").split())
            if around in around_table:
                if _LISTS & classes:
                    return _Of.THIS
                if around.tag in _AREAS:
                    break
            elif (around.tag in _AREAS or _LISTS & classes) and _holds_more(around, inside):
                return _Of.ANOTHER
        if order[pager] < begins:
            return _Of.ANOTHER
        return _Of.THIS if order[pager] < ends else _Of.UNKNOWN

    return {pager: place(pager) for pager in pagers}


def _holds_more(area: HtmlElement, pagers: set[HtmlElement]) -> bool:
    """Say whether an area holds a list of its own, or only pagers and their labels."""
    if any(link not in pagers for link in area.iter("a", "table", "article")):
        return True
    own = (e for e in area.iter() if e not in pagers and e.tag not in _HEADINGS)
    return len(squeeze(" ".join(e.text or "" for e in own))) > _LABELS


def _is_next(link: HtmlElement) -> bool:
    return "next" in (link.get("rel") or "").split() or link.get("aria-label") == _NEXT


def _goes_on(page: Page, pager: HtmlElement) -> bool:
    """Say whether a pager leads further, as far as anybody can tell."""
    try:
        return any(True for _ in _next(page, pager))
    except PageMissing:
        return True


def _next(page: Page, pager: HtmlElement) -> Iterator[str]:
    """Give the address of the page after this one; none on the last.

    Raises ``PageMissing`` if the pager cannot be read.
    """
    links = list(pager.iter("a"))
    for link in filter(_is_next, links):
        url = page.absolute(link.get("href") or "")
        if not url or url == page.absolute(page.url):
            raise PageMissing("the link to the next page leads nowhere")
        yield url
        return
    turning = {page.absolute(link.get("href") or ""): _numbers(page, link) for link in links}
    if not any(turning.values()) and any(True for _ in pager.iter("a", "button")):
        raise PageMissing(f"a pager cannot be read: {squeeze(pager.text_content())[:60]!r}")
    here = _turned_to(page.url)
    later: dict[tuple[int, int], str] = {}
    for url, there in turning.items():
        pairs = enumerate(zip_longest(here, there, fillvalue=0)) if there else ()
        turned = [(place, number) for place, (now, number) in pairs if number != now]
        if len(turned) > 1:
            raise PageMissing("a link turns the pages of two lists at once")
        later |= {(place, number): url for place, number in turned if number > _at(here, place)}
    if later:
        place, number = min(later)
        yield _turn(later[place, number], place, _at(here, place) + 1)


def _at(numbers: tuple[int, ...], place: int) -> int:
    return numbers[place] if place < len(numbers) else 0


def _numbers(page: Page, link: HtmlElement) -> tuple[int, ...]:
    """Give which pages of its lists a link of this very page turns to; empty if it does not."""
    url = page.absolute(link.get("href") or "")
    try:
        same = bool(url) and identity(url) == identity(page.url)
    except BadAddress:
        return ()
    return _turned_to(url) if same else ()


def _turned_to(url: str) -> tuple[int, ...]:
    said = parse_qs(urlsplit(url).query).get("page", [""])[-1].split(",")
    return tuple(map(int, said)) if all(n.isascii() and n.isdigit() for n in said) else ()


def _turn(url: str, place: int, number: int) -> str:
    """Write the address of page ``number`` of the list at that place."""
    numbers = list(_turned_to(url))
    numbers[place] = number
    said = ",".join(map(str, numbers))
    return re.sub(r"([?&]page=)[^&]*", lambda found: found.group(1) + said, url)
