"""The news of a WordPress site, by the first way to them that is open."""

from __future__ import annotations

import json

import pytest

from observatory.store import tables as t
from tests.loopback import Answer
from tests.telling import rows
from tests.worlds import World

EMC = "https://clusteremc.org"
ABOUT = (
    "<html lang='fr-FR'><head><title>EMC</title><link rel='https://api.w.org/'"
    f" href='{EMC}/wp-json/' /><link rel='alternate' type='application/rss+xml'"
    f" href='{EMC}/feed/' /></head><body class='page'><nav><a href='{EMC}/actualites/'>Actus</a>"
    "</nav><main><h1>Cluster EMC</h1><p>Le Cluster EMC regroupe des entreprises.</p></main></body>"
)
API = (
    f"{EMC}/wp-json/wp/v2/posts?modified_after=2025-01-01T00:00:00&per_page=50"
    "&_fields=id,link,date,modified_gmt,title,excerpt,content"
)
POSTS = json.dumps([{
    "id": 7, "link": f"{EMC}/journee/", "date": "2026-02-27T10:00:00",
    "modified_gmt": "2026-02-28T09:00:00", "title": {"rendered": "Journ&eacute;e technique"},
    "excerpt": {"rendered": "<p>Le cluster invite. Tel 0522 00 00 00</p>"},
}])  # fmt: skip
RSS = (
    "<!-- w3tc --><?xml version='1.0'?><rss version='2.0'><channel><item><title>Journée technique"
    f"</title><link>{EMC}/journee/</link><pubDate>Fri, 27 Feb 2026 10:00:00 +0000</pubDate>"
    "<description>Le cluster invite.</description></item></channel></rss>"
)
NEWS = (
    "<html><body class='blog hfeed'><main><article class='post-7 post hentry'><h2>"
    f"<a href='{EMC}/journee/'>Journée technique</a></h2><time datetime='2026-02-27T10:00:00'>27"
    " février</time><div class='entry-summary'>Le cluster invite.</div></article></main></body>"
)
CLOSED = {
    "open": None,
    "closed": Answer(b'{"code":"rest_forbidden"}', 401, "application/json"),
    "closed with 200": Answer(b'{"code":"rest_disabled"}', content_type="application/json"),
    "led to the news": Answer(b"", 302, headers={"Location": "/actualites/"}),
    "led to another site": Answer(b"", 302, headers={"Location": "https://elsewhere.example/"}),
    "cut": Answer(POSTS[:60].encode(), content_type="application/json"),
}


@pytest.mark.parametrize("feed", [True, False], ids=["with a feed", "without"])
@pytest.mark.parametrize("api", CLOSED)
def test_the_news_of_a_wordpress_site_come_by_the_first_way_that_is_open(
    fast: World, api: str, feed: bool
) -> None:
    (start, *_) = fast.installation.sources["cluster_emc"].source.starts
    fast.web.put(start, ABOUT)
    fast.web.put(API, CLOSED[api] or Answer(POSTS.encode(), content_type="application/json"))
    fast.web.put(f"{EMC}/feed/", Answer(RSS.encode() if feed else b"", 200 if feed else 403))
    fast.web.put(f"{EMC}/actualites/", NEWS)
    report = fast.look("cluster_emc")
    assert report.outcome in ("ok", "degraded"), report
    told = [row for row in rows(fast.installation, t.Event) if row["source"] == "cluster_emc"]
    assert {(row["text"], row["date"]) for row in told} == {("Journée technique", "2026-02-27")}
    (reading,) = {row["url"] for row in told}
    last = f"{EMC}/feed/" if feed else f"{EMC}/actualites/"
    assert reading == (API if api == "open" else last)
