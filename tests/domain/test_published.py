"""Published figures: measures as data, computed over plain values, judged as stated."""

from __future__ import annotations

import pytest

from observatory.domain.published.measures import Measure, compute
from observatory.domain.published.stated import Figure, judge, reached

FOUR = {
    "a": {"governance": ["private"], "vocation": ["technological"], "created": ["2021-04"]},
    "b": {
        "governance": ["private"], "vocation": ["technological", "scientific"], "created": ["2020"],
    },
    "c": {"governance": ["mixed"], "vocation": ["industrial"], "created": ["2013"], "staff": ["4"]},
    "d": {"vocation": ["technological"], "created": ["2022"], "staff": ["12"]},
}  # fmt: skip


def test_a_share_says_for_whom_it_holds_for_whom_not_and_of_whom_it_is_not_known() -> None:
    found = compute(Measure.parse("share(governance=private)"), FOUR)
    assert (found.match, found.rest, found.unknown) == (("a", "b"), ("c",), ("d",))
    assert (found.percent(), found.percent(of_known=True)) == (50, 66.7)


@pytest.mark.parametrize(
    ("measure", "match", "all_of"),
    [
        ("share(vocation={technological} | created>=2020)", "ad", 3),
        ("share(vocation=technological | created>=2020)", "abd", 3),
        ("share(created in {2013, 2020})", "bc", 4),
        ("share(staff<=5)", "c", 4),
        ("share(5<=staff<=40)", "d", 4),
        ("count(clusters)", "abcd", 4),
        ("count(governance=mixed)", "c", 4),
    ],
)
def test_a_measure_is_read_and_computed(measure: str, match: str, all_of: int) -> None:
    found = compute(Measure.parse(measure), FOUR)
    assert ("".join(found.match), found.all) == (match, all_of)


def test_the_commonest_value_is_found_and_a_tie_is_not_decided() -> None:
    found = compute(Measure.parse("mode(governance)"), FOUR)
    assert (found.most, found.match, found.unknown) == (("private",), ("a", "b"), ("d",))
    assert judge(Figure.parse("private"), found) == "open"  # d might make it a tie
    assert judge(Figure.parse("private"), compute(Measure.parse("mode(governance)"), {
        key: FOUR[key] for key in "abc"
    })) == "agrees"  # fmt: skip


def test_a_range_gives_both_ends_and_is_open_while_anything_is_unknown() -> None:
    found = compute(Measure.parse("range(staff)"), FOUR)
    assert found.span
    assert tuple(found.span) == (4.0, 12.0)
    assert judge(Figure.parse("5-30"), found) == "disagrees"
    assert judge(Figure.parse("3-30"), found) == "open"
    known = compute(Measure.parse("range(staff)"), {key: FOUR[key] for key in "cd"})
    assert judge(Figure.parse("4-12"), known) == "agrees"


@pytest.mark.parametrize(
    "text",
    ["", "share", "share()", "share(governance)", "eval(1)", "share(a=b", "share(a in axis)",
     "mode(a b)", "__import__('os')", "count(a<5<b)"],
)  # fmt: skip
def test_what_is_no_measure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a|needs a"):
        Measure.parse(text)


@pytest.mark.parametrize(
    ("stated", "value", "admitted"),
    [
        ("65%", 64.7, True), ("18%", 23.5, False), ("60%", 58.8, True), ("60%", 54.9, False),
        (">90%", 76.5, False), ("~80%", 76.5, True), ("~80%", 70, False), ("62.5%", 62.47, True),
        ("17", 17, True), ("17", 16, False), ("~10", 9, True), ("~10", 6, False),
    ],
)  # fmt: skip
def test_a_figure_admits_what_rounds_to_it(stated: str, value: float, *, admitted: bool) -> None:
    assert Figure.parse(stated).admits(value) is admitted


def test_what_is_not_known_leaves_a_figure_open_only_if_it_could_matter() -> None:
    private = compute(Measure.parse("share(governance=private)"), FOUR)
    assert judge(Figure.parse("75%"), private) == "open"
    assert judge(Figure.parse("10%"), private) == "disagrees"
    few = compute(Measure.parse("share(staff<=5)"), {"a": {}, "b": {}})
    assert judge(Figure.parse("10%"), few) == "open"


def test_a_target_is_reached_missed_or_open() -> None:
    found = compute(Measure.parse("count(governance=private)"), FOUR)
    assert [reached(target, found) for target in (2, 3, 4)] == ["agrees", "open", "disagrees"]
