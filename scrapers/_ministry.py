"""News of Moroccan ministries: items of a list, and one article without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from observatory.harvest import (
    Event,
    Follow,
    NothingFound,
    Page,
    Ref,
    UnknownHeader,
    fold,
    follow,
    squeeze,
)
from scrapers._doubt import two_dates
from scrapers._news import (
    LONGEST,
    PROGRAMME,
    language,
    own_dates,
    speaks_in_general,
    without_contacts,
)

Tag = Any
"""An element of ``Page.soup``."""

MAIN = ("[role=main]", "main", ".region-content", "body")
BODY = (
    "div.field--name-body",
    "div.field-name-body",
    "div.node__content",
    "article",
    "main .region--content",
    "div.content",
    "main",
)
"""Where the text of an article stands, the surest place first."""
_TITLES = "h2 a, h3 a, h4 a, h5 a, a h2, a h3, a h4, a h5, [class*=title] a"
_ENDS = frozenset(["lire aussi", "a lire aussi", "actualites similaires", "partager"])
_NUMERIC = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
_PLACE = re.compile(r"^\s*\d{1,2}/\d{1,2}/\d{4}\s*-?\s*")
_LOWER = re.compile(r"\A[\W_]*[a-zà-ÿ]")


@dataclass(frozen=True, slots=True)
class Teaser:
    """One item of a list; ``published`` is as printed, ``text`` what stands under the title."""

    title: str
    url: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``area`` is its text alone, ``lines`` that text up to "Lire Aussi".

    ``doubt`` says that it claims two days; empty if it does not.
    """

    title: str
    published: str
    area: Page
    lines: tuple[str, ...]
    doubt: str = ""

    @property
    def text(self) -> str:
        """The text on one line, without contacts."""
        return without_contacts(" ".join(self.lines))


def teasers(page: Page) -> list[Teaser]:
    """Give the items of a list of news: around each linked title, all up to the next one.

    Raises ``NothingFound`` if there is none: a list of news is never empty; ``UnknownHeader`` if
    the titles are not titles, since most begin without a capital.
    """
    area = _first(page, MAIN)
    links = [(tag, _href(page, tag)) for tag in area.select(_TITLES)]
    here = urlsplit(page.url).path
    titles = [(tag, url) for tag, url in links if url and urlsplit(url).path != here]
    found = [_teaser(tag, url, [other for other, _ in titles]) for tag, url in titles]
    if not found:
        raise NothingFound("no linked title in the list of news")
    odd = [item.title for item in found if _LOWER.match(item.title)]
    if len(odd) * 2 > len(found):
        raise UnknownHeader(f"the titles of the list begin without a capital: {odd[0]!r}")
    return list({item.url: item for item in found}.values())


def next_page(page: Page, last: int) -> Iterator[Follow]:
    """Ask for the next page of the list, up to page ``last`` (the first is 0)."""
    for url in page.links("a[rel~=next], .pager__item--next a, .pager-next a"):
        number = parse_qs(urlsplit(url).query).get("page", [""])[-1]
        if number.isdigit() and int(number) <= last:
            yield follow(url)
        return


def article(page: Page) -> Article:
    """Give the article of a page.

    Raises ``NothingFound`` if it has no title or no text, or is another one: an article that was
    taken down often leads to a page that greets.
    """
    area = _first(page, MAIN)
    heading = area.select_one("h1") or page.soup.select_one("h1")
    title = squeeze(heading.get_text(" ") if heading else page.meta("og:title"))
    body = _first(page, BODY)
    part = Page(page.url, str(body).encode(), "text/html; charset=utf-8", seen=page.seen)
    lines: list[str] = []
    for line in part.lines:
        if fold(line.text).strip(" :") in _ENDS:
            break
        lines.append(line.text)
    if not title or all(fold(line) == fold(title) for line in lines):
        raise NothingFound("the page has no article")
    if not _is_named_by(page.url, " ".join((title, *lines))):
        raise NothingFound("the article shares no word with its address")
    published = _published(area, lines)
    claimed = [page.meta("article:published_time")[:10], *_attributes(area), *own_dates(lines)]
    doubt = two_dates(published, filter(None, claimed), page.lang)
    return Article(title, published, part, tuple(lines), doubt)


def told(kind: str, url: str, title: str, published: str, text: str) -> Iterator[Event]:
    """Give the events of one piece of news: about every body it names, about the programme.

    Of the programme only what speaks of clusters in general is news.
    """
    context = f"{title}. {without_contacts(text)}"[: 2 * LONGEST]
    yield one_event(kind, url, Ref("cluster", context=context), title, published)
    if speaks_in_general(title):
        yield one_event(kind, url, Ref("programme", (PROGRAMME,)), title, published)


def one_event(kind: str, url: str, about: Ref, title: str, published: str) -> Event:
    """Give one event of a piece of news."""
    return Event(
        url, about, kind, published, title,
        lang=language(title, "fr"), payload={"title": title, "url": url}, locator="title",
        scope="news",
    )  # fmt: skip


def _teaser(tag: Tag, url: str, titles: list[Tag]) -> Teaser:
    row = tag
    for around in tag.parents:
        if any(other is not tag and other in around.descendants for other in titles):
            break
        row = around
    title = squeeze(tag.get_text(" "))
    text = squeeze(row.get_text(" "))
    return Teaser(title, url, _published(row, [text]), _PLACE.sub("", text.replace(title, " ", 1)))


def _is_named_by(url: str, text: str) -> bool:
    """Say whether an address that is made of words in Latin letters names a text in them."""
    words = re.findall(r"[a-z]{4,}", urlsplit(url).path.rpartition("/")[2])
    folded = fold(text)
    return not words or not re.search("[a-z]", folded) or any(word in folded for word in words)


def _published(area: Tag, lines: list[str]) -> str:
    """Give the day of publication as printed: beside the text, else at its head."""
    time = area.select_one("time")
    if time is not None:
        said = squeeze(time.get_text(" "))
        found = _NUMERIC.search(said)
        return found.group() if found else said or str(time.get("datetime") or "")[:10]
    found = _NUMERIC.search(lines[0][:200]) if lines else None
    return found.group() if found else ""


def _attributes(area: Tag) -> list[str]:
    """Give the day that stands in the markup of the printed one."""
    time = area.select_one("time")
    return [str(time.get("datetime") or "")[:10]] if time is not None else []


def _first(page: Page, selectors: tuple[str, ...]) -> Tag:
    for css in selectors:
        tag = page.soup.select_one(css)
        if tag is not None and squeeze(tag.get_text(" ")):
            return tag
    raise NothingFound("the page has no text")


def _href(page: Page, tag: Tag) -> str:
    link = tag if tag.name == "a" else tag.find_parent("a")
    return page.absolute(str(link.get("href") or "")) if link else ""
