"""Addresses are written in one way, and tricks are refused before anything is resolved."""

from __future__ import annotations

import pytest

from observatory.domain.clean.blanks import Blank
from observatory.domain.clean.typed import value
from observatory.domain.values import Unclear
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.harvest import Source
from observatory.harvest.address import absolute, allowed_host, clean_url, identity, parse
from observatory.harvest.answers import Refusal
from observatory.harvest.misread import BadAddress, BadSource
from observatory.present.addresses import web
from tests.harvest.conftest import MakeDoor
from tests.harvest.pages import NOON
from tests.harvest.servers import Names

TRAP = (
    "HTTPS://ClusterCollaboration.eu:443/international-cooperation/morocco"
    "?amp%3Bamp%3Bsort=desc&amp%3Bamp%3Bpage=2&amp%3Bpage=2&page=0%2C1%2C0%2C1"
    "&order=field_escp_sme&sort=asc&amp;x=1#top"
)


def test_leftovers_go_and_the_pager_stays() -> None:
    clean = clean_url(TRAP)
    assert clean == (
        "https://clustercollaboration.eu/international-cooperation/morocco"
        "?page=0%2C1%2C0%2C1&order=field_escp_sme&sort=asc"
    )
    assert clean_url(clean) == clean


def test_identity_forgets_pager_order_scheme_and_www() -> None:
    assert identity(TRAP) == "clustercollaboration.eu/international-cooperation/morocco"
    assert identity("http://www.clusteremc.org/?p=2403") == "clusteremc.org/?p=2403"
    assert identity("https://a.ma/x/") == identity("http://www.a.ma/x")


def test_percent_encoding_has_one_form() -> None:
    arabic = clean_url("https://www.maroc.ma/ar/الأخبار")
    assert clean_url(arabic.replace("%D8", "%d8")) == arabic
    assert clean_url("https://a.ma/%7Euser/a b%2fc?q=l'%C3%A9t%C3%A9&utm_source=x&gclid=1") == (
        "https://a.ma/~user/a%20b%2Fc?q=l'%C3%A9t%C3%A9"
    )
    assert clean_url("https://a.ma/100%") == "https://a.ma/100%25"


def test_drupals_default_host_is_the_sources() -> None:
    assert clean_url("http://default/content/x", "www.clustercollaboration.eu") == (
        "https://www.clustercollaboration.eu/content/x"
    )
    assert absolute("https://a.ma/x/y", "../z?b=1#c") == "https://a.ma/z?b=1"
    assert absolute("https://a.ma/x/y", "//b.ma/") == "https://b.ma/"


TRAPS = (
    "http://127.0.0.1:8888\\@example.ma/",
    "http://example.ma#@127.0.0.1/",
    "http://example.ma?@127.0.0.1/",
    "http://exa\tmple.ma/",
    "http://exa\nmple.ma/",
    "http://exa\rmple.ma/",
    "http://example.ma\x00.evil/",
    "http://example.ma@127.0.0.1/",
    "http://user:pass@example.ma/",
    "file:///some/file",
    "file:/some/file",
    "FILE:///some/file",
    "ftp://example.ma/",
    "gopher://example.ma/",
    "data:text/html,x",
    "javascript:alert(1)",
    "source:file:///some/file",
)
"""Addresses that are another host to one parser than to the next, or no page of the web."""


@pytest.mark.battery("T002", "T004", "T005")
@pytest.mark.parametrize(
    "url",
    [
        *TRAPS,
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://example.ma./",
        "http://①②⑦.⓪.⓪.①/",
        "http://ex\u2488ample.ma/",
        "http://example.ma:0/",
        "http://example.ma:99999/",
        "http://exa mple.ma/",
        "http:///x",
        "curated:record",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        clean_url(url)


@pytest.mark.battery("T004", "T005")
@pytest.mark.parametrize("url", TRAPS)
def test_a_trap_is_one_for_every_parser(open_door: MakeDoor, url: str) -> None:
    """When a source is declared, when it is fetched, when a link is followed or shown."""
    for read in (parse, clean_url, identity, lambda url: allowed_host(url, ["example.ma"])):
        with pytest.raises(BadAddress):
            read(url)
    with pytest.raises(BadSource):
        Source(title="T", publisher="P", kind="eu", start=url)
    with pytest.raises(BadSource):
        Source(title="T", publisher="P", kind="eu", start=("https://example.ma/", url))
    source = Source(title="T", publisher="P", kind="eu", start="https://example.ma/")
    assert not source.allows(url)
    assert web(url) == ""
    if url.isprintable():  # the text of a page has lost its control characters before
        with pytest.raises((Unclear, Blank)):
            value(PROPERTIES["website"], url)
    names = Names(example_ma="93.184.216.34")
    hosts = frozenset(["example.ma", "127.0.0.1", "127.0.0.1:8888"])
    found = open_door(resolver=names).fetch(url, hosts, at=NOON)
    assert isinstance(found, Refusal)
    assert found.reason.code == "address"
    assert names.asked == []


def test_the_host_is_what_a_browser_would_take() -> None:
    assert parse("https://Pôle-Santé.ma/x").host == "xn--ple-sant-i1a6h.ma"
    assert parse("http://[::FFFF:127.0.0.1]:8080/").netloc == "[::ffff:7f00:1]:8080"


def test_only_declared_hosts_are_allowed() -> None:
    hosts = ["www.mcinet.gov.ma", "127.0.0.1:8000"]
    assert allowed_host("https://mcinet.gov.ma/fr", hosts)
    assert allowed_host("http://127.0.0.1:8000/", hosts)
    assert not allowed_host("http://127.0.0.1:8001/", hosts)
    assert not allowed_host("https://mcinet.gov.ma:8443/", hosts)
    assert not allowed_host("https://mcinet.gov.ma.evil.example/", hosts)
    assert not allowed_host("https://candidature.mcinet.gov.ma/", hosts)
    staging = "qa-cms.eccp.hosted-temp.com"
    assert not allowed_host(f"https://{staging}/", [staging])


def test_an_address_is_as_long_written_out_as_it_may_come() -> None:
    with pytest.raises(BadAddress, match="written out"):
        clean_url("https://a.ma/" + "é" * 1000)
    assert absolute("https://a.ma/", "é" * 1000) == ""
