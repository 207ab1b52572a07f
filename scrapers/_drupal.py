"""What Drupal pages share: unknown labels, parts of a page, items of news."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from observatory.harvest import (
    Column,
    NothingFound,
    Page,
    UnknownHeader,
    fold,
    squeeze,
)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_COLON = re.compile(r":(?!//)")
_LABEL = 62
"""Characters up to which what stands before a colon is a label."""
_PUBLISHED = re.compile(
    r"Published\s*(?::\s*)?(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\s\w+\s\d{4})", re.I
)
_SENTENCE = 40
"""Characters from which a line is taken for a sentence."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """One item of a list of news: its title, its address and its date as printed."""

    title: str
    url: str
    published: str


def whole(page: Page) -> None:
    """Refuse a page that stops before its end: half a list looks like a shorter list.

    Raises ``NothingFound``.
    """
    if "</html>" not in page.html[-5000:].lower():
        raise NothingFound("the page stops before its end")


def section(page: Page, heading: str) -> Page | None:
    """Give what follows a heading of that text, if the page has one."""
    try:
        return page.section(heading)
    except NothingFound:
        return None


def no_other_label(area: Page, columns: Iterable[Column]) -> None:
    """Refuse an area, up to its first heading, that says something under a label of its own.

    Raises ``UnknownHeader``: the layout has moved, and what a known label lacks may stand there.
    """
    known = tuple(fold(label) for column in columns for label in column.labels)
    for line in area.lines:
        if line.heading:
            return
        for label in _labels(line.text):
            if not fold(label).endswith(known):
                raise UnknownHeader(f"unknown label {squeeze(label)!r}")


def _labels(text: str) -> Iterator[str]:
    """Give what stands before each colon, from a letter to a letter."""
    for colon in _COLON.finditer(text):
        begin = text.rfind(":", 0, colon.start()) + 1
        said = text[begin : colon.start()].rstrip()[-_LABEL:]
        label = said.lstrip("".join(char for char in said if not char.isalpha()))
        if len(label) > 1 and label[-1].isalpha():
            yield label


def no_other_field(area: Page, columns: Iterable[Column], free: str) -> None:
    """Refuse an area with a label that no column names, even as left out on purpose.

    Labels are fields' labels and lines that end with a colon, but for the free text under the
    heading ``free``. Raises ``UnknownHeader``.
    """
    known = {_key(label) for column in columns for label in column.labels}
    said = {_key(tag.get_text()) for tag in area.select(".field__label, .field-label, dt")}
    heading = ""
    for line in area.lines:
        heading = fold(line.text) if line.heading else heading
        if line.text.endswith(":") and heading != fold(free):
            said.add(_key(line.text))
    if unknown := said - known:
        raise UnknownHeader(f"unknown labels: {', '.join(sorted(unknown))}")


def between(page: Page, *headings: str) -> Page:
    """Cut out the smallest part of a page that holds all of these headings that it has.

    Raises ``NothingFound`` if it has fewer than two.
    """
    wanted = {fold(heading) for heading in headings}
    found = [
        tag for tag in page.select(",".join((*_HEADINGS, "legend"))) if fold(tag.text) in wanted
    ]
    if len(found) < 2:
        raise NothingFound(f"the page has none of the sections {', '.join(headings)}")
    for around in found[0].parents:
        if all(any(one is around for one in tag.parents) for tag in found[1:]):
            return Page(page.url, str(around).encode(), "text/html; charset=utf-8", seen=page.seen)
    return page


def prose(area: Page, heading: str) -> str:
    """Give the sentences under a heading, up to the next; labels and counters are left out."""
    said: list[str] = []
    under = False
    for line in area.lines:
        if line.heading:
            under = fold(line.text) == fold(heading)
        elif under and len(line.text) >= _SENTENCE:
            said.append(line.text)
    return " ".join(said)


def teasers(area: Page) -> Iterator[Teaser]:
    """Give the items of a list of news, each the largest element with one date of publication."""
    dated = [e for e in area.tree.iter() if len(_PUBLISHED.findall(e.text_content())) == 1]
    for item in dated:
        found = _PUBLISHED.search(item.text_content())
        if not found or item.getparent() in dated:
            continue
        links = sorted(item.iter("a"), key=lambda link: -len(squeeze(link.text_content())))
        titled = [e for e in item.iter(*_HEADINGS) if squeeze(e.text_content())] or links
        inside = list(titled[0].iter("a")) if titled else []
        hrefs = [str(link.get("href") or "") for link in (*inside, *links)]
        yield Teaser(
            squeeze(titled[0].text_content()) if titled else "",
            next((area.absolute(href) for href in hrefs if href), ""),
            squeeze(found.group(1)),
        )


def _key(label: str) -> str:
    return fold(label).strip(" :")
