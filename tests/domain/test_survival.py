"""Spells have bounds and no guesses: nothing inverts, and what is not known to end is censored."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.labels import Act, merge, states
from observatory.domain.periods import Period
from observatory.domain.survival import END_KINDS, Existence, LabelSpell, existence, label_spells
from tests.domain.test_label_ledger import INDUSTRY, NOW, ledger
from tests.domain.test_labels import act
from tests.labelled import DAYS

DAY = date.fromisoformat
RUNNING = ("labelled", "under_contract")


def spells(*acts: Act, day: date = NOW) -> list[LabelSpell]:
    return label_spells(merge(acts), INDUSTRY, day)


def bounds(spell: LabelSpell | Existence) -> tuple[str, str, str, str, str]:
    days = (spell.start_lo, spell.start_hi, spell.end_lo, spell.end_hi)
    start_lo, start_hi, end_lo, end_hi = (day.isoformat() if day else "" for day in days)
    return start_lo, start_hi, end_lo, end_hi, spell.end_kind


def of(cluster: str, day: date = NOW) -> list[tuple[str, str, str, str, str]]:
    return [bounds(one) for one in label_spells(merge(ledger()[cluster]), INDUSTRY, day)]


def lived(
    *created: str,
    life: tuple[tuple[str, str], ...] = (),
    acts: tuple[str, ...] = (),
    signs: tuple[str, ...] = (),
    day: date = NOW,
) -> Existence | None:
    return existence(
        [Period.parse(one) for one in created],
        [(status, Period.read(on)) for status, on in life],
        [Period.parse(one) for one in acts],
        [Period.parse(one) for one in signs],
        day,
    )


def existed(*created: str, **given: object) -> tuple[str, str, str, str, str]:
    found = lived(*created, **given)  # type: ignore[arg-type]
    assert found is not None
    return bounds(found)


@pytest.mark.parametrize(
    ("cluster", "expected"),
    [
        ("ce3m", [
            ("2011-09-01", "2011-09-30", "2014-09-01", "2014-09-30", "lapsed_computed"),
            ("2023-12-22", "2023-12-22", "2026-11-21", "", "censored"),
        ]),
        ("menara", [
            ("2013-04-16", "2013-04-16", "2016-04-16", "2016-04-16", "lapsed_computed"),
            ("2016-04-16", "2023-12-31", "2023-06-01", "2025-01-13", "act_followed"),
            ("2024-10-25", "2025-01-13", "2026-11-21", "", "censored"),
        ]),
        ("mnc", [("2011-09-01", "2011-09-30", "2014-09-01", "2014-09-30", "lapsed_computed")]),
        ("enr", [("", "2023-12-31", "2023-06-01", "", "unknown")]),
        ("mmi", [
            ("2020-07-01", "2020-07-31", "2023-07-01", "2023-07-31", "lapsed_computed"),
            ("2023-07-01", "2023-12-31", "2023-07-01", "", "unknown"),
        ]),
    ],
)  # fmt: skip
def test_what_a_person_worked_out_by_hand(
    cluster: str, expected: list[tuple[str, str, str, str, str]]
) -> None:
    assert of(cluster) == expected


def test_the_survey_still_speaks_two_years_after() -> None:
    assert of("enr", DAY("2025-12-31"))[0][-1] == "censored"
    assert of("enr", DAY("2026-01-01"))[0][-1] == "unknown"


def test_an_act_within_the_term_joins_and_a_later_one_opens_a_new_spell() -> None:
    joined = spells(act("2013-04-16"), act("2016-04-16", "renewed"))
    assert [(one.renewals, one.end_hi) for one in joined] == [(1, DAY("2019-04-16"))]
    assert len(spells(act("2013-04-16"), act("2016-04-17", "renewed"))) == 2


def test_a_stated_term_ends_where_it_is_stated() -> None:
    (one,) = spells(act("2013-04-16", until="2015"), act("2013-04", "contract_signed"))
    assert bounds(one)[2:] == ("2015-01-01", "2015-12-31", "term_ended")


def test_a_withdrawal_ends_a_spell_and_parts_it_from_the_next() -> None:
    first, second = spells(
        act("2023-01-10"), act("2024-03", "withdrawn"), act("2025-01-01", "reinstated")
    )
    assert bounds(first)[2:] == ("2024-03-01", "2024-03-31", "withdrawn")
    assert bounds(second)[::4] == ("2025-01-01", "censored")


def test_a_later_no_bounds_a_stated_label() -> None:
    (one,) = spells(act("2016-04", "stated_labelled"), act("2019", "stated_not_labelled"))
    assert bounds(one) == ("", "2016-04-30", "2016-04-01", "2019-12-31", "stated_otherwise")


def test_sources_that_disagree_widen_the_start_and_an_act_closes_it() -> None:
    assert existed("2013", "2023-04")[:2] == ("2013-01-01", "2023-04-30")
    menara = existed("2012", "2013", "2014", acts=("2013-04-16",), signs=("2013-04-16",))
    assert menara[:2] == ("2012-01-01", "2013-04-16")
    assert existed("2014", acts=("2013-04-16",))[:2] == ("2013-04-16", "2013-04-16")


def test_without_a_date_of_creation_it_began_by_its_first_sign() -> None:
    assert existed(signs=("2016-11", "2018"))[:2] == ("", "2016-11-30")
    assert existed() == ("", "", "", "", "unknown")


def test_what_has_ended_stays_with_its_bounds() -> None:
    signs = ("2013", "2015-06")
    dead = existed("2012-07", life=(("ended", "2018"),), signs=signs)
    assert dead[2:] == ("2015-06-01", "2018-12-31", "ended")
    assert existed("2012-07", life=(("dormant", ""),))[2:] == ("2012-07-01", "", "dormant")
    alive = existed("2012-07", life=(("dormant", "2018"),), signs=(*signs, "2021-05-01"))
    assert alive[2:] == ("2021-05-01", "", "censored")


def test_it_is_censored_at_the_last_sign_of_life_not_today() -> None:
    assert existed("2014", signs=("2014-04", "2025-09-10"))[2:] == ("2025-09-10", "", "censored")


def test_before_its_creation_a_body_is_not_at_risk() -> None:
    assert lived("2014", day=DAY("2013-12-31")) is None


@pytest.mark.parametrize("day", [*DAYS, DAY("2012-06-30"), DAY("2024-12-31"), DAY("2025-12-31")])
def test_spells_agree_with_the_state_and_the_years_of_support(day: date) -> None:
    for cluster, acts in ledger().items():
        events = merge(acts)
        for state in states(events, day):
            found = label_spells(events, state.scheme, day)
            lasting = [one for one in found if one.end_kind == "censored"]
            mine = (cluster, state.scheme, state.state, found)
            running = [one for one in lasting if one.basis == "act"]
            assert (state.state in RUNNING) == bool(running), mine
            if state.state == "stated_labelled":
                assert [one.basis for one in lasting] == ["stated"], mine
            if state.state == "lapsed":
                assert found[-1].end_kind in ("lapsed_computed", "term_ended"), mine
            years = sum(one.support_years for one in found)
            assert round(years, 1) == pytest.approx(state.years_of_support, abs=0.051), mine


PERIODS = st.builds(
    lambda lo, more: Period(lo, date.fromordinal(lo.toordinal() + more)),
    st.dates(DAY("2005-01-01"), DAY("2026-01-01")),
    st.sampled_from([0, 0, 29, 200, 364]),
)
KINDS = ("contract_signed", "labelled", "renewed", "withdrawn", "stated_labelled",
         "stated_in_process", "stated_not_labelled", "selected")  # fmt: skip
TOLD = st.builds(
    lambda kind, on, term: Act(INDUSTRY, kind, on, term),
    st.sampled_from(KINDS), st.none() | PERIODS, st.none() | PERIODS,
)  # fmt: skip


@given(st.lists(TOLD, max_size=8), st.dates(DAY("2004-01-01"), DAY("2031-01-01")))
def test_bounds_of_labels_never_invert(acts: list[Act], day: date) -> None:
    for one in label_spells(merge(acts), INDUSTRY, day):
        upright(one)


@given(
    st.lists(PERIODS, max_size=4),
    st.lists(st.tuples(st.sampled_from(["ended", "dormant", "active"]), st.none() | PERIODS)),
    st.lists(PERIODS, max_size=3),
    st.lists(PERIODS, max_size=4),
    st.dates(DAY("2004-01-01"), DAY("2031-01-01")),
)
def test_bounds_of_existence_never_invert(
    created: list[Period],
    life: list[tuple[str, Period | None]],
    acts: list[Period],
    signs: list[Period],
    day: date,
) -> None:
    found = existence(created, life, acts, [*acts, *signs], day)
    if found:
        upright(found)


def upright(one: LabelSpell | Existence) -> None:
    assert one.end_kind in END_KINDS
    for lo, hi in (
        (one.start_lo, one.start_hi),
        (one.end_lo, one.end_hi),
        (one.start_lo, one.end_lo),
        (one.start_lo, one.end_hi),
    ):
        assert lo is None or hi is None or lo <= hi, one
    assert one.end_hi is None or one.end_lo is not None or one.start_lo is None
