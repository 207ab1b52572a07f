"""Bytes become text, whatever a page declares about itself."""

from __future__ import annotations

import codecs

import pytest

from observatory.harvest import NothingFound
from tests.harvest.pages import COUNTRY_PAGE, page

FRENCH = "<html><body><p>Pôle de compétitivité créé à Casablanca</p></body></html>"
ARABIC = "<html><body><p>تجمع الصناعة البحرية المغربية بالدار البيضاء</p></body></html>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (FRENCH.encode(), "text/html; charset=utf-8"),
        (FRENCH.encode(), "text/html; charset=ISO-8859-1"),
        (FRENCH.encode(), "text/html"),
        (FRENCH.encode("cp1252"), "text/html; charset=utf-8"),
        (FRENCH.encode("cp1252"), "text/html"),
        (FRENCH.encode("cp1252"), "text/html; charset=no-such-thing"),
        (FRENCH.encode("cp1252"), "text/html; charset=rot13"),
        (codecs.BOM_UTF8 + FRENCH.encode(), "text/html; charset=windows-1252"),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), "text/html"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "text/html; charset=utf-8"),
    ],
)
def test_french_text_survives_wrong_declarations(body: bytes, content_type: str) -> None:
    found = page(body, content_type=content_type)
    assert found.text == "Pôle de compétitivité créé à Casablanca"
    assert not found.decoded.doubt


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=windows-1256"])
def test_arabic_in_its_old_encoding_is_recognised(charset: str) -> None:
    found = page(ARABIC.encode("cp1256"), content_type="text/html" + charset)
    assert found.text.startswith("تجمع الصناعة")
    assert not found.decoded.doubt


def test_arabic_that_calls_itself_western_is_read_and_doubted() -> None:
    found = page(ARABIC.encode("cp1256"), content_type="text/html; charset=iso-8859-1")
    assert found.text.startswith("تجمع الصناعة")
    assert found.decoded.doubt


def test_the_declaration_inside_the_page_counts_where_the_header_is_silent() -> None:
    html = "<html><head><meta charset='windows-1250'></head><body>Łódź</body></html>"
    assert page(html.encode("cp1250"), content_type="text/html").text == "Łódź"


def test_a_few_bad_bytes_in_utf8_are_not_a_reason_to_read_the_rest_otherwise() -> None:
    found = page(FRENCH.encode() * 20 + b"<p>caf\xe9</p>")
    assert "compétitivité" in found.text
    assert found.text.endswith("caf\ufffd")


def test_many_bad_bytes_are_doubted() -> None:
    assert page("Łódź, Gdańsk".encode("cp1250"), content_type="text/html; charset=cp1253").decoded
    assert page(bytes(range(128, 256)), content_type="text/html; charset=cp1253").decoded.doubt


def test_text_that_was_encoded_twice_is_doubted() -> None:
    assert page(FRENCH.encode().decode("cp1252", "replace").encode() * 3).decoded.doubt
    assert not page(FRENCH).decoded.doubt


def test_a_page_cut_inside_a_letter_is_read_to_there() -> None:
    body = "<p>Cluster agréé".encode()[:-1]
    assert page(body).text.startswith("Cluster agr")


def test_nothing_is_lost_after_the_end_or_in_the_depth() -> None:
    deep = "<div>" * 1000 + "<p>deep</p>" + "</div>" * 1000
    found = page(f"<html><body><p>a</p></body></html>{deep}<html><body>b</body></html>")
    assert found.text == "a\ndeep\nb"


@pytest.mark.parametrize("body", [b"", b" \n", b"<!-- nothing -->", b"\x00\x01", b"<html"])
def test_a_page_of_nothing_has_no_text(body: bytes) -> None:
    assert page(body).text == ""
    assert page(body).select("p") == []


@pytest.mark.parametrize(
    "written", ["\x00", "\x1b", "&#1;", "&#x1f;", "&#127;", "&#xfffe;", "\x9d"]
)
def test_control_characters_reach_no_text_however_they_are_written(written: str) -> None:
    found = page(f"<title>A{written}B</title><p>a{written}b</p><a href='/x{written}'>c</a>")
    assert (found.title, found.text) == ("A B", "a b\nc")
    assert all(url.isprintable() for url in found.links())


def test_lines_follow_blocks_and_comments_and_scripts_are_gone() -> None:
    found = page(
        "<body><h2>Key <em>Facts</em></h2><!-- FILE NAME SUGGESTIONS --><p>one<br>two</p>"
        "<script>var three</script><style>four{}</style><table><tr><td>a<td>b</table></body>"
    )
    assert [tuple(line) for line in found.lines] == [
        ("Key Facts", True),
        ("one", False),
        ("two", False),
        ("a", False),
        ("b", False),
    ]


def test_broken_blocks_are_counted_and_their_sentence_is_gone() -> None:
    found = page(COUNTRY_PAGE)
    assert found.broken_blocks == 3
    assert "broken" not in found.text
    assert "original module" not in found.text


def test_links_are_absolute_clean_and_named_once() -> None:
    found = page(
        '<nav class="pager"><a rel="next" href="?page=1">2</a></nav><a href="/content/a#x">a</a>'
        '<a href="http://default/content/a?utm_source=x">a</a><a href="mailto:x@y.ma">m</a>'
        '<a href="javascript:alert(1)">j</a><a href="https://other.ma/?q=é b">o</a>'
    )
    base = "https://www.clustercollaboration.eu/content"
    assert found.links() == [
        f"{base}/morocco?page=1",
        f"{base}/a",
        "https://other.ma/?q=%C3%A9%20b",
    ]
    assert found.links("nav.pager a[rel=next]") == [f"{base}/morocco?page=1"]


def test_the_canonical_address_must_be_of_the_same_site() -> None:
    html = '<link rel="canonical" href="{}">'
    own = "https://clustercollaboration.eu/international-cooperation/morocco"
    assert page(html.format(own)).canonical_url == own
    assert page(html.format("https://evil.example/")).canonical_url == page("").url


def test_the_language_is_declared_or_in_the_path() -> None:
    assert page('<html lang="ar-MA"><body>x').lang == "ar"
    assert page("<body>x", url="https://cisemaroc.org/fr_FR/mission/").lang == "fr"
    assert page("<body>x").lang == ""


def test_a_region_is_cut_before_anything_is_parsed() -> None:
    part = page(COUNTRY_PAGE).region("ESCP-4is targetting", "</table>")
    assert "Capital" not in part.text
    assert len(part.select("tr")) == 3
    with pytest.raises(NothingFound):
        page(COUNTRY_PAGE).region("no such heading")


def test_a_section_ends_at_the_next_heading_of_its_rank() -> None:
    html = (
        "<h2>Menu</h2><p>no</p><h2 class='x'>Key <em>Facts</em></h2><p>a</p><h3>More</h3><p>b</p>"
        "<h2>Other countries</h2><p>c</p>"
    )
    assert page(html).section("key facts").text == "a\nMore\nb"
    assert page(html).section("Other countries").text == "c"
    with pytest.raises(NothingFound):
        page(html).section("Members")
