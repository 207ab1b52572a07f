"""Looks fold into spells: opened when first read, closed when gone for good, never on a doubt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from observatory.domain.folding import TWO_LOOKS, fold
from observatory.domain.statements import Look
from tests.domain.looks import PAGE, SCOPES, at, look, open_values, says, spells

MOVE, REINA = says("move", "567"), says("reina", "210")


def test_a_value_seen_again_stays_one_spell() -> None:
    assert spells(look(0, MOVE), look(7, MOVE), look(14, MOVE)) == [("move", "567", 0, None, None)]


def test_a_changed_value_closes_its_spell_at_once() -> None:
    assert spells(look(0, MOVE), look(7, says("move", "570"))) == [
        ("move", "567", 0, 7, 7),
        ("move", "570", 7, None, None),
    ]


def test_there_and_back_are_three_spells() -> None:
    assert spells(look(0, MOVE), look(7, says("move", "570")), look(14, MOVE)) == [
        ("move", "567", 0, 7, 7),
        ("move", "570", 7, 14, 14),
        ("move", "567", 14, None, None),
    ]


def test_a_record_is_gone_after_two_complete_looks_twelve_hours_apart() -> None:
    both, one = (MOVE, REINA), (MOVE,)
    assert spells(look(0, *both), look(7, *one))[1] == ("reina", "210", 0, 7, None)
    assert spells(look(0, *both), look(7, *one), look(7.49, *one))[1] == (
        "reina", "210", 0, 7, None,
    )  # fmt: skip
    assert spells(look(0, *both), look(7, *one), look(7.5, *one))[1] == (
        "reina", "210", 0, 7, 7.5,
    )  # fmt: skip


def test_a_record_that_comes_back_before_the_second_look_was_never_away() -> None:
    looks = look(0, MOVE, REINA), look(7, MOVE), look(14, MOVE, REINA), look(21, MOVE)
    assert spells(*looks)[1] == ("reina", "210", 0, 21, None)


def test_a_record_listed_again_begins_a_new_spell() -> None:
    both, one = (MOVE, REINA), (MOVE,)
    assert spells(look(0, *both), look(7, *one), look(14, *one), look(21, *both))[1:] == [
        ("reina", "210", 0, 7, 14),
        ("reina", "210", 21, None, None),
    ]


def test_an_incomplete_look_ends_no_record() -> None:
    both, one = (MOVE, REINA), (MOVE,)
    partial = [look(day, *one, complete=False) for day in (7, 14, 21)]
    assert spells(look(0, *both), *partial)[1] == ("reina", "210", 0, None, None)


def test_an_incomplete_look_does_not_count_as_the_second() -> None:
    both, one = (MOVE, REINA), (MOVE,)
    looks = look(0, *both), look(7, *one), look(14, *one, complete=False)
    assert spells(*looks)[1] == ("reina", "210", 0, 7, None)
    assert spells(*looks, look(21, *one))[1] == ("reina", "210", 0, 7, 21)


def test_new_damage_protects_what_it_may_hide() -> None:
    both, one = (MOVE, REINA), (MOVE,)
    broken = [look(day, *one, damage=["broken_block#1"]) for day in (7, 14, 21)]
    assert spells(look(0, *both), *broken)[1] == ("reina", "210", 0, None, None)


def test_damage_that_always_stood_protects_nothing() -> None:
    both, one, always = (MOVE, REINA), (MOVE,), ["broken_block#1"]
    looks = look(0, *both, damage=always), look(7, *one, damage=always), look(14, *one)
    assert spells(*looks)[1] == ("reina", "210", 0, 7, 14)
    looks = look(0, *both, damage=always), look(7, *one), look(14, *one, damage=always)
    assert spells(*looks)[1] == ("reina", "210", 0, 7, 14)


def test_damage_on_any_page_of_a_list_is_damage_to_the_list() -> None:
    first, second = f"{PAGE}?page=0", f"{PAGE}?page=1"
    move, reina = says("move", "567", page=first), says("reina", "210", page=second)
    whole = {first: frozenset[str](), second: frozenset[str]()}
    broken = {**whole, second: frozenset({"broken_block#1"})}
    lists = frozenset({"list"})
    seen = [Look(at(0), (move, reina), broken, lists)]
    gone = [Look(at(day), (reina,), broken, lists) for day in (7, 14)]
    assert open_values(fold([*seen, *gone], SCOPES)) == {"210"}
    seen = [Look(at(0), (move, reina), whole, lists)]
    assert open_values(fold([*seen, *gone], SCOPES)) == {"567", "210"}


def test_an_empty_column_says_nothing_of_the_value() -> None:
    named = says("move", "MOVE", property="acronym", many=True)
    looks = look(0, named, MOVE), look(7, named), look(14, named)
    assert ("move", "567", 0, None, None) in spells(*looks)


def emptied(days: float, *, complete: bool = True, **more: Any) -> Look:
    """Look at the list when the cell of one record is blank, and its column stands elsewhere."""
    named = says("move", "MOVE", property="acronym", many=True)
    return look(days, named, REINA, complete=complete, **more)


def test_a_cell_that_two_complete_looks_find_empty_is_withdrawn() -> None:
    began = look(0, says("move", "MOVE", property="acronym", many=True), MOVE, REINA)
    assert ("move", "567", 0, 7, None) in spells(began, emptied(7))
    assert ("move", "567", 0, 7, None) in spells(began, emptied(7), emptied(7.49))
    assert ("move", "567", 0, 7, 14) in spells(began, emptied(7), emptied(14))
    assert ("move", "MOVE", 0, None, None) in spells(began, emptied(7), emptied(14))
    assert ("move", "567", 0, None, None) in spells(began, emptied(7), look(14, MOVE, REINA))


@pytest.mark.parametrize(
    "doubt",
    [
        {"complete": False},
        {"damage": ["broken_block#1"]},
        {"unread": [("move", "smes_involved")]},
    ],
    ids=str,
)
def test_a_cell_is_not_empty_on_a_doubt(doubt: dict[str, Any]) -> None:
    began = look(0, MOVE, REINA)
    doubtful = [emptied(day, **doubt) for day in (7, 7.5)]
    assert ("move", "567", 0, None, None) in spells(began, doubtful[0])
    if "damage" not in doubt:  # what stays broken protects only while it is new
        assert ("move", "567", 0, None, None) in spells(began, *doubtful)


def test_one_of_several_values_is_gone_where_the_others_stand() -> None:
    chile, japan = (says("move", c, property="targeted_country", many=True) for c in ("CL", "JP"))
    looks = look(0, chile, japan), look(7, chile), look(14, chile)
    assert spells(*looks) == [("move", "CL", 0, None, None), ("move", "JP", 0, 7, 14)]


def test_a_value_is_gone_from_a_page_that_must_state_it() -> None:
    capital = says("morocco", "Rabat", property="capital", scope="facts")
    other = says("morocco", "MAD", property="currency", scope="facts")
    gone = look(7, other, complete=False), look(14, other, complete=False)
    assert ("morocco", "Rabat", 0, 7, 14) in spells(look(0, capital, other), *gone)


def test_a_value_is_not_gone_from_a_page_that_its_reader_doubts() -> None:
    capital = says("morocco", "Rabat", property="capital", scope="facts")
    other = says("morocco", "MAD", property="currency", scope="facts")
    doubted = [look(day, other, doubtful=True) for day in (7, 14, 21)]
    assert ("morocco", "Rabat", 0, None, None) in spells(look(0, capital, other), *doubted)
    sure = look(28, other), look(35, other)
    assert ("morocco", "Rabat", 0, 28, 35) in spells(look(0, capital, other), *doubted, *sure)


def test_a_value_is_not_gone_from_a_page_that_was_not_read() -> None:
    capital = says("morocco", "Rabat", property="capital", scope="facts")
    elsewhere = [look(day, MOVE, pages=["https://example.org/other"]) for day in (7, 14)]
    assert ("morocco", "Rabat", 0, None, None) in spells(look(0, capital), *elsewhere)


def test_news_never_end() -> None:
    news = says("item-1", "A fair", property="mission", scope="news", many=True)
    assert spells(look(0, news), look(7), look(14)) == [("item-1", "A fair", 0, None, None)]


def test_what_stands_unread_on_a_page_is_not_gone() -> None:
    both, one = (MOVE, REINA), (MOVE,)
    unread = [look(day, *one, unread=[("reina", "smes_involved")]) for day in (7, 14)]
    assert spells(look(0, *both), *unread)[1] == ("reina", "210", 0, None, None)
    capital = says("morocco", "Rabat", property="capital", scope="facts")
    blurred = [look(day, unread=[("morocco", "capital")]) for day in (7, 14)]
    assert spells(look(0, capital), *blurred) == [("morocco", "Rabat", 0, None, None)]


def test_a_row_that_a_new_edition_lacks_is_given_up_and_nothing_happened() -> None:
    row = says("ce3m:sector:paper", "electronics", scope="")
    (spell,) = fold([look(0, row), look(1)], SCOPES)
    assert (spell.superseded, spell.closed, spell.absent_since) == (at(1), None, None)


def test_a_row_that_a_new_edition_words_anew_replaces_the_old_one() -> None:
    old, new = (says("ce3m:sector:paper", v, scope="") for v in ("electronic", "electronics"))
    first, second = fold([look(0, old), look(1, new)], SCOPES)
    assert (first.superseded, second.superseded) == (at(1), None)


def test_the_same_value_for_another_time_is_another_spell() -> None:
    old, new = (says("menara", "42", scope="facts", stated=year) for year in ("2024", "2025"))
    first, second = fold([look(0, old), look(7, new)], SCOPES)
    assert (first.closed, second.first_seen) == (at(7), at(7))
    assert [s.assertion.stated for s in (first, second)] == ["2024", "2025"]


def test_a_look_released_late_was_seen_then_and_believed_later() -> None:
    released = look(7, says("move", "570"), believed=at(30))
    first, second, third = fold([look(0, MOVE), released, look(14, MOVE)], SCOPES)
    assert (first.absent_since, first.closed) == (at(7), at(30))
    assert (second.first_seen, second.recorded, second.closed) == (at(7), at(30), at(30))
    assert (third.first_seen, third.recorded) == (at(14), at(14))


@pytest.mark.parametrize("hours", [11.99, 12.0])
def test_two_looks_are_twelve_hours_apart(hours: float) -> None:
    gone = look(7, MOVE), look(7 + hours / 24, MOVE)
    ended = spells(look(0, MOVE, REINA), *gone)[1][4]
    assert (ended is not None) is (timedelta(hours=hours) >= TWO_LOOKS)
