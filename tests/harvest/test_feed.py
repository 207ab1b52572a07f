"""Feeds and sitemaps as they really come: comments first, markup inside, hostile entities."""

from __future__ import annotations

import time

import pytest

from observatory.harvest import Entry, Misread, NothingFound, feed_items, plain, sitemap_entries
from tests.harvest.pages import page

RSS = """<!-- THEME DEBUG --> <!-- 💡 -->
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>News</title><item><title>Deux clusters &amp;#8211; labellis&#233;s</title>
<link>https://leseco.ma/a?utm_source=rss</link><guid>https://leseco.ma/?p=1</guid>
<pubDate>Mon, 13 Jan 2025 09:00:00 +0000</pubDate>
<description><![CDATA[<p>CINM &amp; Menara</p><script>alert(1)</script>]]></description>
<content:encoded><![CDATA[<p>Le texte.</p><p>Entier.</p>]]></content:encoded>
</item><item><title>&lt;script&gt;alert(1)&lt;/script&gt;Deux</title></item></channel></rss>"""

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>http://default/content/ce3m</loc><lastmod>2026-04-04T08:00Z</lastmod></url>
<url><loc> https://www.clustercollaboration.eu/content/x </loc></url>
<url><loc>javascript:alert(1)</loc></url></urlset>"""

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{("&" + a + ";") * 10}">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><{0}><channel><title>&i;</title></channel></{0}>"
)


def test_items_are_text_with_clean_addresses() -> None:
    first, second = feed_items(page(RSS, content_type="text/html"))
    assert first.title == "Deux clusters – labellisés"
    assert first.url == "https://leseco.ma/a"
    assert first.id == "https://leseco.ma/?p=1"
    assert first.published == "Mon, 13 Jan 2025 09:00:00 +0000"
    assert first.summary == "CINM & Menara"
    assert first.content == "Le texte. Entier."
    assert second.title == "Deux"


def test_atom_is_read_as_well() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>A</title>'
        '<link href="/a"/><id>tag:a</id><updated>2025-01-13T00:00:00Z</updated></entry></feed>'
    )
    (item,) = feed_items(page(atom, url="https://a.ma/feed"))
    assert (item.title, item.url, item.published) == (
        "A",
        "https://a.ma/a",
        "2025-01-13T00:00:00Z",
    )


def test_a_page_that_is_no_feed_is_nothing_found() -> None:
    for reader in (feed_items, sitemap_entries):
        with pytest.raises(NothingFound):
            reader(page("<html><body><p>Log in</p></body></html>"))
    with pytest.raises(NothingFound):
        sitemap_entries(page(RSS))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_at_once(encoding: str) -> None:
    external = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><a>&x;</a></rss>'
    started = time.monotonic()
    for text in (BOMB.replace("{0}", "rss"), '<?xml version="1.0"?>' + external):
        for reader in (feed_items, sitemap_entries):
            with pytest.raises(Misread) as caught:
                reader(page(text.encode(encoding), content_type="application/xml"))
            assert caught.value.reason.code == "bad_response"
    assert time.monotonic() - started < 1


def test_a_feed_of_too_many_items_is_refused() -> None:
    with pytest.raises(Misread, match="items"):
        feed_items(page("<rss version='2.0'><channel>" + "<item>" * 5_001))


def test_a_plain_doctype_is_ignored() -> None:
    old = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/x.dtd">'
    rss = RSS.replace("<rss", f"{old}<rss")
    assert len(feed_items(page(rss))) == 2


def test_sitemaps_name_the_real_host() -> None:
    site = "https://www.clustercollaboration.eu/content"
    assert sitemap_entries(page(SITEMAP)) == [
        Entry(f"{site}/ce3m", "2026-04-04T08:00Z"),
        Entry(f"{site}/x"),
    ]
    index = "<sitemapindex><sitemap><loc>/sitemap.xml?page=1</loc></sitemap></sitemapindex>"
    assert sitemap_entries(page(index)) == [
        Entry("https://www.clustercollaboration.eu/sitemap.xml?page=1", "", True)
    ]


def test_a_sitemap_without_its_namespaces_is_read_as_far_as_it_goes() -> None:
    found = sitemap_entries(page("<urlset><s:url><s:loc>https://a.ma/x</s:loc></s:url><s:ur"))
    assert found == [Entry("https://a.ma/x")]


def test_comments_of_a_sitemap_hide_no_address() -> None:
    found = sitemap_entries(page("<urlset><url><loc><!-- a -->https://a.ma/x</loc></url></urlset>"))
    assert found == [Entry("https://a.ma/x")]


def test_an_instruction_alone_is_no_sitemap() -> None:
    with pytest.raises(NothingFound, match="no XML"):
        sitemap_entries(page("<?xml-stylesheet href='x'?>"))


def test_markup_becomes_one_line() -> None:
    assert plain("<p>a</p><p>b&nbsp;c</p>") == "a b c"
    assert plain("moins de <5 MDH &amp; plus") == "moins de <5 MDH & plus"
    assert plain("<!--") == ""


@pytest.mark.parametrize(
    "markup",
    ["<image></width>", "<item<category</item>></category>", "<item><title>&#x110000;<b></title>"],
)
def test_a_feed_that_the_parser_stumbles_over_is_refused(markup: str) -> None:
    with pytest.raises(Misread, match="cannot be parsed"):
        feed_items(page(f"<rss {markup}"))


def test_an_item_whose_text_broken_markup_took_away_has_none() -> None:
    (item,) = feed_items(page("<rss <item<description</content:encoded>"))
    assert item.summary == ""


@pytest.mark.parametrize("written", ["&#0;", "&#1;", "<![CDATA[<b>\x01</b>]]>", "&#xfffe;"])
def test_control_characters_reach_no_item(written: str) -> None:
    (item,) = feed_items(page(f"<rss><channel><item><title>Un {written}</title></item></channel>"))
    assert item.title == "Un"
