"""Clusters' own sites on WordPress: standing pages, and the feed of their news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from observatory.harvest import Event, Fact, Item, Page, Said, fold, follow
from scrapers._news import language, speaks_of_labelling
from scrapers._offices import is_name
from scrapers._posts import is_posts, items, posts
from scrapers._site import Body, page_facts, phrases

_FIRST_POSTS = ("bonjour tout le monde", "hello world", "مرحبا بالعالم")
_WANTED = re.compile(
    r"/(?:membres|members|nos-membres|gouvernance|governance|bureau|a-propos|about|about-us"
    r"|qui-sommes-nous|presentation|le-cluster|the-cluster|mission)/?$"
)
_FURTHER = 6
"""Standing pages that are visited from a start page."""
_ELECTED = re.compile(
    r"\bassemblee generale elective\b|\belue? president|\belections? du (?:bureau|president)"
    r"|\bnouveau (?:bureau|president)\b|\belected president\b|\bnew (?:board|president)\b"
)
_DAY = re.compile(
    r"\b\d{1,2} (?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre"
    r"|novembre|d[ée]cembre) \d{4}\b",
    re.IGNORECASE,
)
_PRESIDENTS = (
    re.compile(
        r"\b(?:ont élu|elected) ([^:,;]{5,60}?) (?:à la |as |comme )?(?:présiden|president)"
    ),
    re.compile(
        r"(?:^|[:.,] )(?=[^:,;]{5,69}lu)([^:,;]{5,60}?) (?:est )?(?:ré)?élue? (?:à la )?présiden"
    ),
)


def read_site(
    page: Page, starts: tuple[str, ...], body: Body, label: bool = True
) -> Iterator[Said]:
    """Read a standing page or the news of a body's site.

    With ``label=False`` news of labels are no leads: the body labels projects itself.
    """
    if is_posts(page):
        yield from _news(page, body, label)
        return
    if page.url in starts:
        yield from posts(page)
        yield from map(follow, _further(page))
    yield from page_facts(page, body)


def _further(page: Page) -> list[str]:
    """Give the standing pages of a page's menu that tell most."""
    here = urlsplit(page.url)
    pages = [
        url
        for url in page.links()
        if _WANTED.search(urlsplit(url).path) and urlsplit(url).path != here.path
    ]
    return pages[:_FURTHER]


def _news(page: Page, body: Body, label: bool) -> Iterator[Fact | Event]:
    printed: set[tuple[str, str]] = set()
    for item in items(page):
        if fold(item.title).strip(" !.") in _FIRST_POSTS:
            continue
        text = f"{item.title}. {item.summary}"
        told = ["news", *(["lead"] if label and speaks_of_labelling(text) else [])]
        for kind in told:
            yield _event(item, body, kind, item.published)
        yield from _election(item, body)
        new = [found for found in phrases(text, body) if found not in printed]
        printed.update(new)
        for key, raw in new:
            yield _fact(item, body, key, raw, item.published)


def _election(item: Item, body: Body) -> Iterator[Fact | Event]:
    text = f"{item.title}. {item.content or item.summary}"
    if not _ELECTED.search(fold(text)):
        return
    day = _DAY.search(text)
    date = day.group() if day else item.published
    yield _event(item, body, "election", date)
    named = (found.group(1) for form in _PRESIDENTS for found in form.finditer(text))
    name = next(filter(is_name, named), "")
    if name:
        yield _fact(item, body, "president", name, date)


def _event(item: Item, body: Body, kind: str, date: str) -> Event:
    return Event(
        item.url, body.about, kind, date, item.title,
        lang=language(f"{item.title} {item.summary}"),
        payload={"title": item.title, "url": item.url},
        locator=f"item {item.id or item.url}",
        scope="news",
    )  # fmt: skip


def _fact(item: Item, body: Body, key: str, raw: str, stated: str) -> Fact:
    return Fact(
        item.url, body.about, key, raw,
        lang=language(f"{item.title} {item.summary}"), stated=stated,
        locator=f"item {item.id or item.url}", scope="news",
    )  # fmt: skip
