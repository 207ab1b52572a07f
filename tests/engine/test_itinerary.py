"""Which addresses come next: each once, however it is written, and no more than the cap."""

from __future__ import annotations

from observatory.engine.run.itinerary import Itinerary
from observatory.harvest import Source
from observatory.harvest.sameness import Marks

HOST = "https://www.poles.example"


def way(most: int = 40) -> Itinerary:
    """Begin at one page, which is gone to."""
    source = Source(
        title="Poles", publisher="P", kind="eu", start=f"{HOST}/poles", max_pages=most,
        scopes={"poles": "record"},
    )  # fmt: skip
    found = Itinerary(source)
    assert found.next() == (f"{HOST}/poles",)
    found.gone += 1
    return found


def test_an_address_comes_once_however_it_is_written() -> None:
    here = way()
    here.add([f"{HOST}/a", "https://poles.example/a/?page=0", f"{HOST}/poles", f"{HOST}/a?page=1"])
    assert [here.next(), here.next(), here.next()] == [(f"{HOST}/a",), (f"{HOST}/a?page=1",), ()]


def test_an_address_comes_also_where_its_stand_in_was_gone_to() -> None:
    here = way()
    here.add([f"{HOST}/old"])
    assert list(here.in_turn(here.next())) == [f"{HOST}/old"]
    here.add([f"{HOST}/new {HOST}/old {HOST}/older"])
    assert list(here.in_turn(here.next())) == [f"{HOST}/new"], "and its stand-in not again"


def test_a_stand_in_that_was_gone_to_is_not_asked_for_again() -> None:
    here = way()
    here.add([f"{HOST}/new {HOST}/old"])
    assert list(here.in_turn(here.next())) == [f"{HOST}/new", f"{HOST}/old"]
    here.add([f"{HOST}/old"])
    assert here.next() == ()


def test_another_name_of_a_page_that_was_met_waits_no_longer() -> None:
    here = way()
    here.add([f"{HOST}/node/312", f"{HOST}/b"])
    here.meet(Marks(frozenset({"poles.example/node/312", "poles.example/a"}), ""))
    here.add([f"{HOST}/a"])
    assert (here.left(), here.next(), here.next()) == (1, (f"{HOST}/b",), ())


def test_what_is_above_the_cap_waits_and_is_counted() -> None:
    here = way(most=2)
    here.add([f"{HOST}/{letter} {HOST}/{letter}{letter}" for letter in "abc"])
    for url in here.in_turn(here.next()):
        assert url == f"{HOST}/a", "a stand-in counts like any other"
        here.gone += 1
    assert (here.next(), here.left()) == ((), 2)


def test_a_host_that_the_source_does_not_name_is_left_out() -> None:
    here = way()
    here.add(["https://elsewhere.example/a", f"https://elsewhere.example/b {HOST}/b"])
    assert (here.next(), here.next()) == ((f"{HOST}/b",), ())
