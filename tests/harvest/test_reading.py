"""Whatever a page or a reader does, an extract comes out and says why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from observatory.domain.facts import Event, Fact, Ref, Said, follow
from observatory.harvest import Page, Source, count, expected, read_page
from observatory.harvest.misread import NothingFound, UnknownHeader
from observatory.harvest.source import Loaded, Reader
from tests.harvest.pages import COUNTRY_PAGE, page

A = Ref("cluster", ("A",))


def said(raw: str = "x", scope: str = "", record: str = "r") -> Fact:
    return Fact(record, A, "website", raw, scope=scope)


def loaded(read: Reader, **more: Any) -> Loaded:
    source = Source(title="T", publisher="P", kind="eu", start="https://a.ma/", **more)
    return Loaded("made", source, read, "1", "tests.made")


def gives(*things: Said) -> Reader:
    return lambda page: things


def codes(reader: Loaded, html: str | bytes = "<p>Key Facts</p>", start: bool = True) -> list[str]:
    return [reason.code for reason in read_page(reader, page(html), start=start).reasons]


def test_facts_events_and_addresses_are_sorted_out() -> None:
    event = Event("e", A, "mention", "2025", "text")
    found = read_page(
        loaded(gives(said(), event, follow("https://a.ma/x#y"), follow("javascript:1"))),
        page("<p>x</p>"),
        start=True,
    )
    assert (found.facts, found.events, found.follows) == ((said(),), (event,), ("https://a.ma/x",))
    assert found.reasons == ()


def test_an_anchor_that_is_missing_rejects_a_start_page_only() -> None:
    reader = loaded(gives(said()), anchors=("KEY facts", "Membres agréés"))
    assert codes(reader) == ["anchor_missing"]
    assert codes(reader, "<p>Key  Facts</p><p>membres agrees") == []
    assert codes(reader, start=False) == []


def test_poison_keeps_the_reader_out() -> None:
    def never(page: Page) -> Iterator[Said]:
        raise AssertionError

    assert codes(loaded(never), "<title>Page not found | x</title><body>x") == ["soft_404"]


def _raises(error: Exception) -> Callable[[Page], Iterator[Said]]:
    def read(page: Page) -> Iterator[Said]:
        yield said()
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError("secret text of the page"), "reader_raised"),
        (RecursionError(), "reader_raised"),
        (UnknownHeader("unknown headers: Budget"), "unknown_header"),
        (NothingFound("no table"), "nothing_found"),
    ],
)
def test_what_a_reader_raises_becomes_a_reason(error: Exception, code: str) -> None:
    found = read_page(loaded(_raises(error)), page("<p>x</p>"), start=True)
    assert [reason.code for reason in found.reasons] == [code]
    assert "secret" not in str(found.reasons)


def test_a_reader_that_does_not_end_is_stopped() -> None:
    def read(page: Page) -> Iterator[Said]:
        while True:
            yield said()

    assert codes(loaded(read)) == ["reader_raised"]


def test_an_undeclared_scope_is_an_error_of_the_reader() -> None:
    reader = loaded(gives(said(scope="list")), scopes={"members": "value"})
    found = read_page(reader, page("<p>x</p>"), start=True)
    assert [str(reason) for reason in found.reasons] == [
        "reader_raised: scope 'list' is not declared"
    ]


def test_broken_blocks_degrade_and_the_rest_is_read() -> None:
    found = read_page(loaded(gives(said())), page(COUNTRY_PAGE), start=True)
    assert [reason.code for reason in found.reasons] == ["broken_block"]
    assert len(found.damage) == 3
    assert found.facts


def test_nothing_where_something_is_expected() -> None:
    assert codes(loaded(gives(), expect=range(3, 60))) == ["nothing_found"]
    assert codes(loaded(gives(), expect=range(3, 60)), start=False) == []
    assert codes(loaded(gives(follow("https://a.ma/1")), expect=range(3, 60))) == []
    assert codes(loaded(gives())) == []


def test_a_value_with_bytes_that_are_no_letter_is_doubted() -> None:
    body = ("<p>Pôle agréé à Fès</p>" * 20).encode() + b"<p>caf\xe9</p>"
    assert codes(loaded(gives(said("caf\ufffd"))), body) == ["encoding"]
    assert codes(loaded(gives(said("Pôle"))), body) == []


def test_records_are_counted_in_the_first_scope_that_lists_them() -> None:
    source = loaded(gives(), scopes={"about": "value", "list": "record"}, expect=range(2, 4)).source
    facts = [said(scope="list", record=r) for r in ("a", "a", "b")] + [said(scope="about")]
    assert count(source, facts, []) == 2
    assert count(loaded(gives()).source, facts, [Event("e", A, "mention", "", "")]) == 5
    assert expected(source, 2) is None
    few, none = expected(source, 1), expected(source, 0)
    assert few
    assert none
    assert [few.code, none.code] == ["unexpected_count", "nothing_found"]


def test_no_contact_leaves_a_page_whatever_its_reader_gives() -> None:
    payload = {"title": "Écrire à nom [at] b.example", "url": "https://a.example/0612345678"}
    reader = gives(
        Fact("r", A, "address", "Agadir, tél. 05 28 00 00 00", note="a@b.example"),
        Event("e", A, "news", "2024", "Appeler le 0612345678", payload=payload),
    )
    found = read_page(loaded(reader), page("<p>x</p>"), start=False)
    (fact,), (event,) = found.facts, found.events
    assert (fact.raw, fact.note, event.raw) == ("Agadir", "", "Appeler le")
    assert dict(event.payload) == payload | {"title": "Écrire à"}
