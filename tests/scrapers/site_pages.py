"""Pages and feeds of clusters' own sites, as short as a test needs them."""

from __future__ import annotations

from observatory.domain.extract import Extract
from tests.scrapers.saved import read, sources

PAGE = "https://clusteremc.org/qui-sommes-nous/"


def look(body: str, head: str = "", url: str = PAGE, source: str = "cluster_emc") -> Extract:
    """Read a page with this body, by default one that is no start page."""
    html = f"<html><head><title>x</title>{head}</head><body><main>{body}</main></body></html>"
    return read(sources()[source], html.encode(), url)


def said(extract: Extract) -> dict[str, str]:
    """Give what was read, names left out."""
    names = ("name", "acronym", "former_name")
    return {fact.property: fact.raw for fact in extract.facts if fact.property not in names}


FEED = (
    """<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>"""
)


def feed(*items: tuple[str, str], source: str = "cluster_emc") -> Extract:
    """Read a feed of these titles and texts."""
    rows = "".join(
        f"<item><title>{title}</title><link>https://clusteremc.org/{number}/</link>"
        "<pubDate>Mon, 06 Feb 2023 09:15:00 +0000</pubDate>"
        f"<description>{text}</description></item>"
        for number, (title, text) in enumerate(items)
    )
    body = FEED.format(items=rows).encode()
    return read(sources()[source], body, "https://clusteremc.org/feed/", "application/rss+xml")
