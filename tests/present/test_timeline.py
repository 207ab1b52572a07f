"""A timeline's marks stand in order, do not touch, and run leftwards in Arabic."""

from __future__ import annotations

from datetime import date

from observatory.domain.periods import Period
from observatory.present.timeline import GAP, lay_out
from observatory.present.views import Timeline, TimelineEvent, TimelineTerm


def label_of_ce3m() -> Timeline:
    def on(text: str) -> TimelineEvent:
        return TimelineEvent(Period.parse(text), text, "labelled")

    return Timeline(
        "CE3M",
        date(2026, 11, 21),
        (on("2011-09"), on("2023-05"), on("2023-06/2023-12"), on("2023-12-22")),
        (
            TimelineTerm(Period.parse("2011-09"), Period.parse("2014-09"), "labelled"),
            TimelineTerm(Period.parse("2023-06"), Period.parse("2023-12"), "stated_labelled"),
            TimelineTerm(Period.parse("2023-12-22"), Period.parse("2028-12-22"), "labelled"),
        ),
    )


def test_marks_on_one_level_do_not_touch() -> None:
    drawing = lay_out(label_of_ce3m())
    for mark in drawing.marks:
        for other in drawing.marks:
            if mark is not other and mark.level == other.level:
                assert abs(mark.x - other.x) >= GAP
    assert drawing.levels == 3


def test_time_runs_rightwards_and_in_arabic_leftwards() -> None:
    ltr, rtl = lay_out(label_of_ce3m()), lay_out(label_of_ce3m(), "rtl")
    assert ltr.marks[0].x < ltr.marks[-1].x < ltr.today
    assert [round(100 - mark.x, 1) for mark in rtl.marks] == [round(m.x, 1) for m in ltr.marks]


def test_what_is_only_said_stands_in_a_lane_of_its_own() -> None:
    assert [bar.lane for bar in lay_out(label_of_ce3m()).bars] == [0, 1, 0]


def test_everything_lies_within_the_drawing() -> None:
    drawing = lay_out(label_of_ce3m())
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in drawing.bars)
    assert drawing.ticks[0].label == "2011"
    assert drawing.ticks[-1].label == "2028"


def test_an_empty_timeline_is_the_year_one_looks_from() -> None:
    assert [tick.label for tick in lay_out(Timeline("", date(2026, 1, 1))).ticks] == ["2026"]
