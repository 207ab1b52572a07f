"""Addresses are built by arguments, and the reader's language is found."""

from __future__ import annotations

import pytest

from observatory.present.addresses import address, link_in, root, web
from observatory.present.languages import negotiate


def test_links_are_built_by_arguments() -> None:
    link = link_in("fr")
    assert link() == "/fr/"
    assert link("clusters", "ce3m") == "/fr/clusters/ce3m"
    assert link("clusters", region="MA-06", q="منارة & co", page=None) == (
        "/fr/clusters?region=MA-06&q=%D9%85%D9%86%D8%A7%D8%B1%D8%A9+%26+co"
    )
    assert root("feeds", "changes.atom", lang="fr") == "/feeds/changes.atom?lang=fr"


def test_the_language_switch_keeps_path_and_query() -> None:
    assert address("clusters", lang="ar", query=(("q", "a"), ("q", "b"))) == "/ar/clusters?q=a&q=b"


def test_a_part_cannot_leave_its_place() -> None:
    assert address("clusters", "../../x?y", lang="en") == "/en/clusters/..%2F..%2Fx%3Fy"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//x.example", "data:text/html,x", "http://[", "", "ftp://x/y"]
)
def test_what_a_source_calls_an_address_is_checked(url: str) -> None:
    assert web(url) == ""


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "fr"),
        ("ar-MA,fr;q=0.8", "ar"),
        ("de, en;q=0.7, fr;q=0.9", "fr"),
        ("en-GB", "en"),
        ("de;q=1", "fr"),
        ("ar;q=0, en;q=0.1", "en"),
        ("en;q=nan, ar;q=x, ;;;,", "fr"),
    ],
)
def test_the_readers_language_is_taken(header: str, lang: str) -> None:
    assert negotiate(header) == lang
