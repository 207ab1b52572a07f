"""Indicators: every cluster is counted once under each key, and who is not known stays visible."""

from __future__ import annotations

from datetime import date

from observatory.domain.indicators import (
    INDICATORS,
    NOT_CREATED,
    NOT_STATED,
    Answer,
    Point,
    Subject,
)
from observatory.domain.indicators.counting import Asked, Row
from observatory.domain.indicators.subjects import LabelOn
from observatory.domain.labels import LabelState, LedgerEvent, state_at
from observatory.domain.periods import Period

DAY = date(2020, 6, 30)
SCHEME = "ministry-industry"


def nobody_says(_day: date) -> LabelState:
    return LabelState(SCHEME, "unknown")


def labelled_in(year: int) -> LabelOn:
    signed = LedgerEvent(SCHEME, "contract_signed", Period.parse(str(year)), None, "", (7,))
    return lambda day: state_at([signed], day, SCHEME)


def cluster(
    slug: str,
    *,
    created: str = "",
    label_on: LabelOn = nobody_says,
    members: tuple[Point, ...] = (),
    **answers: str,
) -> Subject:
    return Subject(
        slug,
        slug.title(),
        {name: tuple(Answer(key, (1,)) for key in keys.split()) for name, keys in answers.items()},
        (Period.parse(created),) if created else (),
        (2,) if created else (),
        members,
        label_on,
    )


def counted(
    name: str, *subjects: Subject, by: str = "", day: date = DAY
) -> dict[tuple[str, ...], Row]:
    asked = Asked(day, by=by)
    return {row.keys: row for row in INDICATORS[name].rows(subjects, asked)}


def test_who_is_not_stated_stands_under_its_own_key() -> None:
    rows = counted(
        "sectors", cluster("a", sector="rail"), cluster("b"), cluster("c", sector="rail")
    )
    assert rows["rail",].clusters == ("a", "c")
    assert rows["rail",].statements == (1,)
    assert rows[NOT_STATED,].clusters == ("b",)
    assert sum(row.value for row in rows.values()) == 3


def test_a_cluster_of_two_vocations_counts_under_both() -> None:
    rows = counted("vocations", cluster("a", vocation="industrial scientific"))
    assert {keys: row.value for keys, row in rows.items()} == {
        ("industrial",): 1,
        ("scientific",): 1,
    }
    assert INDICATORS["vocations"].several


def test_the_state_of_each_year_is_that_of_its_last_day() -> None:
    rows = counted("label-states", cluster("a", label_on=labelled_in(2014)))
    states = {keys[0]: keys[1] for keys, row in rows.items() if row.value}
    assert states["2013"] == "unknown"
    assert states["2014"] == states["2016"] == "labelled"
    assert states["2019"] == "lapsed"
    assert rows["2014", "labelled"].events == (7,)
    assert rows["2013", "labelled"].value == 0
    assert max(states) == "2020"


def test_a_cluster_of_unknown_label_counts_as_not_created_only_before_its_creation() -> None:
    rows = counted("label-states", cluster("a", created="2015"), cluster("b"))
    assert rows["2014", NOT_CREATED].clusters == ("a",)
    assert rows["2014", "unknown"].clusters == ("b",)
    assert rows["2015", "unknown"].clusters == ("a", "b")


def test_a_year_in_which_no_creation_is_stated_has_no_row() -> None:
    rows = counted(
        "creations", cluster("a", created="2013-02"), cluster("b", created="2015"), cluster("c")
    )
    assert list(rows) == [("2013",), ("2015",), (NOT_STATED,)]


def test_a_blank_mark_is_neither_a_no_nor_unknown() -> None:
    rows = counted(
        "levers",
        cluster("a", lever_skills="marked"),
        cluster("b", lever_skills="not_marked"),
        cluster("c"),
    )
    assert {keys[1]: row.clusters for keys, row in rows.items() if keys[0] == "skills"} == {
        "marked": ("a",), "not_marked": ("b",), NOT_STATED: ("c",),
    }  # fmt: skip


def test_stated_numbers_stay_apart_and_undated_ones_are_kept() -> None:
    points = (
        Point("members_total", Period.parse("2017-05"), 60, "", (4, 5)),
        Point("members_total", None, 80, ">", (6,)),
        Point("members_total", Period.parse("2021"), 90, "", (8,)),
    )
    rows = counted("members", cluster("a", members=points))
    assert {keys[2]: (row.value, row.qualifier) for keys, row in rows.items()} == {
        "2017-05": (60, ""), NOT_STATED: (80, ">"),
    }, "a number of after the day is not known on it"  # fmt: skip


def test_a_second_heading_divides_and_loses_nobody() -> None:
    subjects = [cluster("a", sector="rail", governance="private"), cluster("b", sector="rail")]
    rows = counted("sectors", *subjects, by="governance")
    assert {keys: row.clusters for keys, row in rows.items()} == {
        ("rail", "private"): ("a",), ("rail", NOT_STATED): ("b",),
    }  # fmt: skip
