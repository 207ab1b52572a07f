"""What may be believed of a page, and which outcome a run gets from its pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.extract import CODES, Extract, Reason
from observatory.domain.facts import Fact, Ref
from observatory.domain.gate import (
    ACCEPTED,
    SEVERITY,
    judge,
    judge_change,
    judge_extract,
    judge_fill,
    judge_names,
    judge_numbers,
    outcome,
)
from observatory.domain.statements import Assertion
from observatory.domain.values import Value
from tests.domain.looks import says

RECORDS = [f"r{n}" for n in range(20)]


def values(*pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(record, "smes_involved", value) for record, value in pairs]


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def test_a_page_without_a_reason_is_accepted() -> None:
    assert judge([]).word == ACCEPTED
    assert judge([]).good


@given(st.lists(st.sampled_from(sorted(CODES)), min_size=1))
def test_the_worst_reason_gives_the_verdict(chosen: list[str]) -> None:
    verdict = judge(Reason(code, "seen") for code in chosen)
    assert verdict.word == min((CODES[code] for code in chosen), key=SEVERITY.index)
    assert codes(verdict.reasons) == chosen


def test_an_unknown_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="weather"):
        Reason("weather", "it rained")


def test_only_accepted_and_degraded_pages_are_taken() -> None:
    good = {word for word in SEVERITY if judge([Reason(c, "x") for c in CODES if CODES[c] == word])}
    assert {word for word in good if judge(_reasons(word)).good} == {"accepted", "degraded"}


def _reasons(word: str) -> list[Reason]:
    return [Reason(code, "x") for code in CODES if CODES[code] == word][:1]


def test_a_broken_block_alone_makes_a_page_degraded() -> None:
    verdict = judge_extract(Extract(damage=frozenset({"broken_block#1", "broken_block#2"})))
    assert verdict.word == "degraded"
    assert [str(reason) for reason in verdict.reasons] == [
        "broken_block: 2 part(s) of the page are broken"
    ]


@pytest.mark.parametrize(
    ("gone", "of", "held"),
    [(2, 5, False), (3, 5, True), (3, 14, True), (3, 15, False), (4, 20, False), (5, 20, True)],
)
def test_more_than_a_fifth_and_at_least_three_gone_is_implausible(
    gone: int, of: int, held: bool
) -> None:
    before = values(*((record, "1") for record in RECORDS[:of]))
    now = before[gone:]
    reasons = judge_change(before, now, RECORDS[:of])
    assert codes(reasons) == (["records_gone"] if held else [])
    if held:
        assert f"{gone} of {of}" in reasons[0].said


def test_records_gone_from_an_incomplete_list_say_nothing() -> None:
    before = values(*((record, "1") for record in RECORDS))
    assert judge_change(before, [], listing=()) == ()


@pytest.mark.parametrize(("changed", "of", "held"), [(2, 4, False), (3, 6, True), (3, 7, False)])
def test_half_of_the_facts_changed_is_implausible(changed: int, of: int, held: bool) -> None:
    before = values(*((record, "1") for record in RECORDS[:of]))
    now = values(*((r, "2" if n < changed else "1") for n, r in enumerate(RECORDS[:of])))
    assert codes(judge_change(before, now, RECORDS[:of])) == (["half_changed"] if held else [])


@pytest.mark.parametrize(("blank", "of", "held"), [(2, 3, False), (3, 6, True), (3, 7, False)])
def test_half_of_a_column_blank_at_once_is_implausible(blank: int, of: int, held: bool) -> None:
    names = [(record, "acronym", record) for record in RECORDS[:of]]
    before = [*names, *values(*((record, "1") for record in RECORDS[:of]))]
    now = [*names, *values(*((record, "1") for record in RECORDS[blank:of]))]
    reasons = judge_change(before, now, RECORDS[:of])
    assert codes(reasons) == (["half_changed"] if held else [])
    assert judge_change(before, now, listing=()) == ()


def test_a_column_that_is_gone_as_a_whole_is_no_change() -> None:
    names = [(record, "acronym", record) for record in RECORDS]
    before = [*names, *values(*((record, "1") for record in RECORDS))]
    assert judge_change(before, names, RECORDS) == ()


def stating(name: str, records: list[str], raw: str = "") -> list[Fact]:
    about = Ref("partnership")
    return [Fact(r, about, name, raw or f"{name} of {r}", scope="list") for r in records]


@pytest.mark.parametrize(
    ("left", "of", "held"),
    [(0, 20, True), (0, 3, True), (0, 2, False), (3, 6, True), (4, 6, False)],
)
def test_a_property_that_half_of_its_records_state_no_more_is_held(
    left: int, of: int, held: bool
) -> None:
    names, was = stating("acronym", RECORDS[:of]), stating("smes_involved", RECORDS[:of])
    reasons = judge_fill([*names, *was], [*names, *was[:left]])
    assert codes(reasons) == (["half_changed"] if held else [])
    if held:
        assert reasons[0].said == f"{of - left} of {of} values of smes_involved are blank"


def test_a_blank_cell_a_record_that_is_gone_and_a_new_one_count_as_what_they_are() -> None:
    names, was = stating("acronym", RECORDS), stating("smes_involved", RECORDS)
    blank = stating("smes_involved", RECORDS, " ")
    assert codes(judge_fill([*names, *was], [*names, *blank])) == ["half_changed"]
    assert judge_fill([*names, *was], [*names[:4], *was[:4]]) == ()
    assert judge_fill([*names[:3], *was[:3]], [*names, *was[:3]]) == ()


@pytest.mark.parametrize(
    ("gone", "new", "of", "held"),
    [(5, 5, 5, True), (3, 3, 6, True), (3, 3, 7, False), (2, 2, 2, False), (5, 0, 5, False),
     (0, 9, 9, False)],
)  # fmt: skip
def test_a_list_that_goes_on_under_other_names_is_another_list(
    gone: int, new: int, of: int, held: bool
) -> None:
    was = stating("acronym", RECORDS[:of])
    now = [*was[gone:], *stating("acronym", [f"new{n}" for n in range(new)])]
    assert codes(judge_names(was, now)) == (["records_renamed"] if held else [])


@pytest.mark.parametrize(("renamed", "held"), [(2, False), (3, True), (6, True)])
def test_records_that_all_get_another_name_are_held(renamed: int, held: bool) -> None:
    was, numbers = stating("acronym", RECORDS[:6]), stating("smes_involved", RECORDS[:6])
    now = [*stating("acronym", RECORDS[:renamed], "Another"), *was[renamed:]]
    reasons = judge_names([*was, *numbers], [*now, *numbers])
    assert codes(reasons) == (["records_renamed"] if held else [])
    more = stating("name", RECORDS[:renamed], "Another")
    assert judge_names([*was, *numbers], [*was, *more, *numbers]) == ()


def number(value: float, unit: str = "", *, many: bool = False) -> Assertion:
    typed = Value(f"{value:g}", f"{value:g} {unit}", value, unit=unit)
    return replace(says("move", "567", many=many), value=typed)


@pytest.mark.parametrize(
    ("was", "now", "held"),
    [(50, 50_000, True), (50_000, 50, True), (50, 1000, False), (50, 1001, True), (50, 3, False),
     (0, 20, False), (0, 21, True), (0.5, 15, False), (567, 567, False)],
)  # fmt: skip
def test_a_number_that_leaps_is_implausible(was: float, now: float, held: bool) -> None:
    reasons = judge_numbers([number(was)], [number(now)])
    assert codes(reasons) == (["number_leapt"] if held else [])
    if held:
        assert reasons[0].said == f"move, smes_involved: {was:g} became {now:g}"


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_a_leap_is_as_far_back_as_forth(one: float, other: float) -> None:
    forth = judge_numbers([number(one)], [number(other)])
    assert codes(forth) == codes(judge_numbers([number(other)], [number(one)]))


def test_what_is_not_the_same_number_does_not_leap() -> None:
    was, elsewhere = number(50, "MAD"), replace(number(90_000, "MAD"), record="reina")
    assert judge_numbers([was], [number(90_000, "EUR"), elsewhere]) == ()
    assert judge_numbers([number(50, many=True)], [number(90_000, many=True)]) == ()
    assert judge_numbers([], [number(90_000)]) == ()


def test_new_records_are_never_implausible() -> None:
    assert judge_change([], values(*((record, "1") for record in RECORDS)), ()) == ()


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([], "failed"),
        ([("accepted", True), ("accepted", True)], "unchanged"),
        ([("accepted", True), ("accepted", False)], "ok"),
        ([("degraded", True)], "degraded"),
        ([("degraded", True), ("quarantined", False)], "quarantined"),
        ([("rejected", False), ("quarantined", False)], "rejected"),
        ([("blocked", False), ("rejected", False), ("accepted", False)], "blocked"),
        ([("failed", False), ("blocked", False), ("accepted", True)], "failed"),
    ],
)
def test_the_worst_page_gives_the_outcome_of_a_run(
    pages: list[tuple[str, bool]], expected: str
) -> None:
    assert outcome(pages) == expected
