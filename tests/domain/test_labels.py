"""The label is a ledger: its state at any date comes from dated acts, stated words and terms."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.labels import (
    ACTS,
    STATED,
    Act,
    LabelState,
    merge,
    state_at,
    states,
    term_end,
)
from observatory.domain.periods import Period
from tests.domain.test_label_ledger import INDUSTRY, NOW


def act(on: str, kind: str = "labelled", *, until: str = "", source: int = 0) -> Act:
    return Act(
        INDUSTRY,
        kind,
        Period.parse(on) if on else None,
        Period.parse(until) if until else None,
        source,
    )


def state(day: str, *acts: Act) -> LabelState:
    return state_at(merge(acts), date.fromisoformat(day), INDUSTRY)


def test_citations_of_one_act_are_one_event() -> None:
    events = merge([act("2011", source=1), act("2011-09-20", source=2), act("2011-09", source=3)])
    assert [(str(event.on), event.sources) for event in events] == [("2011-09-20", (2, 3, 1))]


def test_acts_of_other_kinds_days_or_schemes_stay_apart() -> None:
    other = Act("ministry-agriculture", "labelled", Period.parse("2011"))
    acts = act("2011"), act("2013"), act("2011", "selected"), act(""), act(""), other
    assert len(merge(acts)) == 6


def test_a_term_is_what_the_source_states() -> None:
    (event,) = merge([act("2023-12-22"), act("2023-12", until="2028")])
    assert term_end(event) == (Period.parse("2028"), False)


@pytest.mark.parametrize(
    ("on", "end"),
    [
        ("2011-09-20", "2014-09-20"),
        ("2011-09", "2014-09"),
        ("2011", "2014"),
        ("2022-12-31", "2025-12-31"),
        ("2023-01-01", "2028-01-01"),
        ("2024-10-25/2025-01-13", "2030-01-13"),
        ("2024-02-29", "2029-02-28"),
    ],
)
def test_an_unstated_term_is_computed_and_marked(on: str, end: str) -> None:
    (event,) = merge([act(on)])
    assert term_end(event) == (Period.parse(end), True)


def test_a_label_lapses_by_computation_only() -> None:
    label = act("2016-11-15")
    assert state("2016-11-14", label).state == "unknown"
    assert state("2016-11-15", label).said == "labelled (term computed)"
    assert state("2019-11-15", label).state == "labelled"
    assert state("2019-11-16", label).said == "lapsed (computed)"
    assert state("2029-01-01", label).said == "lapsed (computed)"


def test_a_stated_term_that_has_ended_is_not_computed() -> None:
    assert state("2026-01-01", act("2020-01-01", until="2025")).said == "lapsed (on 2025)"


def test_being_selected_is_no_label() -> None:
    for kind in (
        "applied",
        "named_as_target",
        "selected",
        "renewal_recommended",
        "supported_stated",
    ):
        assert state("2025-06-01", act("2025-01-01", kind)).state == "unknown"


def test_a_withdrawal_ends_a_running_label() -> None:
    label, gone = act("2023-01-01"), act("2024-06-01", "withdrawn")
    assert state("2024-05-31", label, gone).state == "labelled"
    withdrawn = state("2024-06-01", label, gone)
    assert (withdrawn.state, str(withdrawn.since)) == ("withdrawn", "2024-06-01")
    back = state("2025-06-01", label, gone, act("2025-01-01", "reinstated"))
    assert back.state == "labelled"


def test_a_later_no_is_a_conflict_and_a_later_yes_confirms() -> None:
    label = act("2023-01-01", source=1)
    no, yes = act("2024", "stated_not_labelled", source=2), act("2025", "stated_labelled", source=3)
    found = state("2026-01-01", label, no, yes)
    assert found.state == "labelled"
    assert [event.sources for event in found.conflict] == [(2,)]
    assert [event.sources for event in found.basis] == [(1,), (3,)]


def test_a_word_before_the_act_contradicts_nothing() -> None:
    found = state("2024-01-01", act("2022", "stated_not_labelled"), act("2023-12-22"))
    assert (found.state, found.conflict) == ("labelled", ())


def test_a_stated_word_speaks_for_two_years_then_it_is_unknown() -> None:
    yes = act("2023-06/2023-12", "stated_labelled")
    assert state("2023-12-31", yes).said == "stated labelled"
    assert state("2025-12-31", yes).said == "stated labelled"
    assert state("2026-01-01", yes).said == "unknown since 2025-12"


def test_a_word_after_the_term_speaks_and_one_within_it_does_not() -> None:
    label = act("2016-01-01")
    assert state("2020-01-01", label, act("2018", "stated_labelled")).said == "lapsed (computed)"
    assert state("2020-01-01", label, act("2019-06", "stated_in_process")).said == (
        "stated in process"
    )


def test_two_words_of_one_time_that_differ_are_a_conflict() -> None:
    yes = act("2023", "stated_labelled", source=1)
    no = act("2023-06", "stated_not_labelled", source=2)
    found = state("2024-01-01", yes, no)
    assert found.state == "stated_labelled"
    assert [event.sources for event in found.conflict] == [(2,)]


def test_an_undated_act_is_no_evidence() -> None:
    assert state("2026-01-01", act("")).state == "unknown"


def test_schemes_are_told_apart() -> None:
    digital = Act("ministry-digital-transition", "contract_signed", Period.parse("2024-05-01"))
    found = states(merge([digital, act("2011-09-20")]), NOW)
    assert {s.scheme: s.state for s in found} == {
        "ministry-digital-transition": "under_contract",
        INDUSTRY: "lapsed",
    }


def test_years_of_support_are_the_sum_of_terms_up_to_the_day() -> None:
    first, second = act("2011-09-20"), act("2023-12-22")
    assert state("2010-01-01", first, second).years_of_support == 0
    assert state("2013-03-20", first, second).years_of_support == 1.5
    assert state("2020-01-01", first, second).years_of_support == 3
    assert state("2026-12-22", first, second).years_of_support == 6


def test_overlapping_terms_count_once() -> None:
    assert (
        state("2030-01-01", act("2014-01-01"), act("2015-01-01", "renewed")).years_of_support == 4
    )


def test_a_renewal_without_a_gap_keeps_the_first_day() -> None:
    found = state("2018-06-01", act("2014-01-01"), act("2016-12-01", "renewed"))
    assert (str(found.since), str(found.until)) == ("2014-01-01", "2019-12-01")
    found = state("2018-06-01", act("2012-01-01"), act("2016-12-01", "renewed"))
    assert str(found.since) == "2016-12-01"


KINDS = sorted(ACTS | set(STATED) | {"withdrawn", "selected"})
PERIODS = st.builds(
    lambda day, form: Period.parse(day.strftime(form)),
    st.dates(date(2008, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]),
)
SOME_ACTS = st.lists(
    st.builds(
        Act,
        st.just(INDUSTRY),
        st.sampled_from(KINDS),
        st.none() | PERIODS,
        source=st.integers(1, 99),
    ),
    max_size=8,
)


@given(SOME_ACTS, st.dates(date(2005, 1, 1), date(2040, 1, 1)))
def test_the_state_never_depends_on_the_order_of_the_rows(acts: list[Act], day: date) -> None:
    there, back = state_at(merge(acts), day, INDUSTRY), state_at(merge(acts[::-1]), day, INDUSTRY)
    assert (there.state, there.since, there.until) == (back.state, back.since, back.until)


@given(SOME_ACTS, st.dates(date(2005, 1, 1), date(2040, 1, 1)))
def test_acts_of_the_future_never_change_the_past(acts: list[Act], day: date) -> None:
    # A later, more precise telling of one act may move it: that is no act of the future.
    acts = [a for a in acts if a.on and a.on.precision == "day"]
    known = [a for a in acts if a.on and a.on.lo <= day]
    assert state_at(merge(acts), day, INDUSTRY).said == state_at(merge(known), day, INDUSTRY).said


@given(SOME_ACTS, st.dates(date(2005, 1, 1), date(2040, 1, 1)))
def test_only_an_act_within_its_term_makes_a_label(acts: list[Act], day: date) -> None:
    found = state_at(merge(acts), day, INDUSTRY)
    if found.state == "labelled":
        assert found.basis[0].kind in ACTS
        assert found.until is not None
        assert found.until.hi >= day
