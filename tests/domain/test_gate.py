"""What may be believed of a page, and which outcome a run gets from its pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.extract import CODES, Extract, Reason
from observatory.domain.gate import ACCEPTED, SEVERITY, judge, judge_change, judge_extract, outcome

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
