"""Dates between page and store: the order of the source, the day they count from, the inferred."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from observatory.domain.facts import Event, Fact, Ref
from observatory.domain.identity import Index
from observatory.engine.run.placing import Placed, place_page
from observatory.harvest import Loaded, Source

LOOK = datetime(2024, 9, 12, 8, tzinfo=UTC)


def placed(*said: Fact | Event, order: str = "dmy") -> Placed:
    """Place what a source says whose figures stand in this order; every name is body 1."""
    source = Source("One", "One", "press", "https://a.example/", order=order)
    return place_page(
        Loaded("one", source, lambda _: [], "1"),
        [one for one in said if isinstance(one, Fact)],
        [one for one in said if isinstance(one, Event)],
        url="https://a.example/", read_at=LOOK, reading=1, index=Index.of([]), mint=lambda _: 1,
    )  # fmt: skip


def opening(raw: str, stated: str = "") -> Fact:
    return Fact("one", Ref("call", ("One",)), "opening", raw, "fr", stated=stated)


@pytest.mark.battery("T035")
@pytest.mark.parametrize(
    ("order", "iso"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04"), ("ymd", "")]
)
def test_figures_are_read_in_the_order_that_the_source_declares(order: str, iso: str) -> None:
    event = Event("e", Ref("cluster", ("One",)), "news", "03/04/2026", "Something")
    found = placed(opening("03/04/2026", stated="03/04/2026"), event, order=order)
    assert [(a.value.text, a.stated) for a in found.assertions] == ([(iso, iso)] if iso else [])
    assert [str(row.on) for row in found.events] == ([iso] if iso else [])
    assert len(found.unclear) == (0 if iso else 2)
    assert found.unread == (set() if iso else {("one", "opening")})


@pytest.mark.battery("T035")
def test_what_was_worked_out_counts_from_the_day_of_the_page_and_says_so() -> None:
    found = placed(opening("jeudi", stated="13/01/2023"), opening("25 octobre"))
    assert [(a.value.text, a.inferred) for a in found.assertions] == [
        ("2023-01-12", ("value",)), ("2024-10-25", ("value",)),
    ]  # fmt: skip
    (dated,) = placed(opening("1er mars 2024", stated="hier")).assertions
    assert (dated.stated, dated.inferred) == ("2024-09-11", ("as_of",))


@pytest.mark.battery("T035")
@pytest.mark.parametrize(
    ("printed", "on", "inferred"),
    [
        ("hier", "2024-09-11", ("day",)),
        ("le 18 février dernier", "2024-02-18", ("year",)),
        ("18 février 2024", "2024-02-18", ()),
    ],
)
def test_an_event_says_what_of_its_day_was_worked_out(
    printed: str, on: str, inferred: tuple[str, ...]
) -> None:
    event = Event("e", Ref("cluster", ("One",)), "news", printed, "Something", "fr")
    (row,) = placed(event).events
    assert (str(row.on), row.inferred) == (on, inferred)


@pytest.mark.battery("T035")
@pytest.mark.parametrize("raw", ["31/02/2026", "3 avril 20206"])
def test_a_date_that_is_none_is_flagged_as_printed(raw: str) -> None:
    found = placed(opening(raw))
    assert (found.assertions, found.unread) == ([], {("one", "opening")})
    assert [reason.code for reason in found.unclear] == ["unclear_value"]
    assert raw in found.unclear[0].said
