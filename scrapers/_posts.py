"""Posts of a WordPress site: from its interface (wp-json), else its feed, else its page of news."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from observatory.harvest import Follow, Item, NothingFound, Page, follow, plain, squeeze
from scrapers import _feed

INTERFACE = "https://api.w.org/"
"""What the link to a site's interface is called in the head of its pages."""
MOST = 50
"""Posts that are asked for at once, the newest first."""
_FIELDS = "id,link,date,modified_gmt,title,excerpt,content"
_NEWS = re.compile(r"/(?:actualites?|nouvelles|news|blog)/?$")
_FEED = re.compile(r"/feed/?$")
_ARCHIVE = frozenset(["blog", "archive", "category"])
_POST = frozenset(["hentry", "post", "type-post"])


def posts(page: Page) -> Iterator[Follow]:
    """Ask for the posts of a site by the ways that its page names, each standing in for the last.

    Of the interface those that were touched since the year before the look are asked for.
    """
    interface, feeds = "", []
    for link in page.tree.iter("link"):
        url = page.absolute(link.get("href") or "")
        if link.get("rel") == INTERFACE:
            interface = url
        elif "rss" in (link.get("type") or "") and "/comments/" not in url:
            feeds.append(url)
    ways = [_since(interface, page.seen.year - 1)] if interface else []
    ways += [url for url in feeds if url][:1]
    if interface:
        ways += [url for url in page.links() if _NEWS.search(urlsplit(url).path)][:1]
    if ways:
        yield follow(*ways)


def is_posts(page: Page) -> bool:
    """Say whether a page lists posts: an answer of the interface, a feed, a page of news.

    Raises ``NothingFound`` where the address promises posts and something else came.
    """
    parts = urlsplit(page.url)
    if _is_answer(page) or _feed.is_feed(page):
        return True
    if _FEED.search(parts.path) or "wp/v2/posts" in page.url:
        raise NothingFound("the page is not a feed and no list of posts")
    body = page.tree.find("body")
    return body is not None and not _ARCHIVE.isdisjoint((body.get("class") or "").split())


def items(page: Page) -> list[Item]:
    """Give the posts of a page, newest first, without contacts.

    Raises ``NothingFound`` for a feed or a page of news without any, and for an answer that is no
    list; an answer with none says that none was touched.
    """
    if _is_answer(page):
        return [_feed.bare(item) for item in _answered(page)]
    if _feed.is_feed(page):
        return _feed.items(page)
    found = [_feed.bare(item) for item in _printed(page)]
    if not found:
        raise NothingFound("the page of news has no post")
    return found


def _since(interface: str, year: int) -> str:
    joint = "&" if "?" in interface else "?"
    asked = f"modified_after={year}-01-01T00:00:00&per_page={MOST}&_fields={_FIELDS}"
    return f"{interface.rstrip('/')}/wp/v2/posts{joint}{asked}"


def _is_answer(page: Page) -> bool:
    return page.html.lstrip()[:1] in ("[", "{")


def _answered(page: Page) -> Iterator[Item]:
    try:
        answer = json.loads(page.html)
    except ValueError as error:
        raise NothingFound("the list of posts stops before its end") from error
    if not isinstance(answer, list) or not all(isinstance(post, dict) for post in answer):
        raise NothingFound("the site's interface gives no list of posts")
    for post in answer:
        url = page.absolute(str(post.get("link") or ""))
        title = plain(_rendered(post, "title"))
        if url and title:
            summary, content = (plain(_rendered(post, key)) for key in ("excerpt", "content"))
            yield Item(
                title, url, str(post.get("date") or "")[:10], summary, str(post.get("id") or ""),
                content,
            )  # fmt: skip


def _rendered(post: dict[str, Any], key: str) -> str:
    said = post.get(key)
    return str(said.get("rendered") or "") if isinstance(said, dict) else ""


def _printed(page: Page) -> Iterator[Item]:
    """Read the teasers of a page of news: each an article with a linked title."""
    for article in page.tree.iter("article"):
        if _POST.isdisjoint((article.get("class") or "").split()):
            continue
        titled = [h for h in article.iter("h1", "h2", "h3") if h.find(".//a") is not None]
        link = titled[0].find(".//a") if titled else None
        url = page.absolute(link.get("href") or "") if link is not None else ""
        if url and (title := squeeze(titled[0].text_content())):
            times = [time.get("datetime") or "" for time in article.iter("time")]
            yield Item(title, url, times[0][:10] if times else "", _summary(article), url)


def _summary(article: HtmlElement) -> str:
    found = article.find_class("entry-summary") or article.find_class("entry-content")
    return squeeze(found[0].text_content()) if found else ""
