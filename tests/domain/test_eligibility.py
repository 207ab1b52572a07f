"""A condition is met, not met, or cannot be said; silence never counts as a no."""

from __future__ import annotations

import pytest

from observatory.domain.eligibility import Answers, Condition, Rule, Verdict, judge


@pytest.mark.parametrize(
    ("rule", "least", "given", "expected"),
    [
        ("members", 15, Answers(members=15), "met"),
        ("members", 15, Answers(members=14), "not_met"),
        ("firm_share", 60, Answers(members=10, firms=6), "met"),
        ("firm_share", 60, Answers(members=10, firms=5), "not_met"),
        ("firm_share", 60, Answers(members=10, firms=11), "cannot_say"),
        ("firm_share", 60, Answers(firms=6), "cannot_say"),
        ("association", 0, Answers(association=False), "not_met"),
        ("new_or_supported", 8, Answers(labelled=False), "met"),
        ("new_or_supported", 8, Answers(labelled=True, years=9), "met"),
        ("new_or_supported", 8, Answers(labelled=True, years=8), "cannot_say"),
        ("new_or_supported", 8, Answers(labelled=True, years=7), "not_met"),
        ("new_or_supported", 8, Answers(years=9), "cannot_say"),
        ("judged", 0, Answers(20, 20, True, False, 9), "cannot_say"),
    ],
)
def test_what_answers_give(rule: Rule, least: int, given: Answers, expected: Verdict) -> None:
    assert judge(Condition(rule, least), given) == expected


@pytest.mark.parametrize(
    "rule", ["members", "firm_share", "association", "new_or_supported", "judged"]
)
def test_nothing_answered_says_nothing(rule: Rule) -> None:
    assert judge(Condition(rule, 8), Answers()) == "cannot_say"
