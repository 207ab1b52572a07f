"""Of all that is stated, one value is shown first by a written rule; the others stay beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.belief import Stated, believe, disagrees, same_value
from observatory.domain.periods import Period
from observatory.domain.values import Value
from observatory.domain.vocabulary.properties import AUTHORITIES, PROPERTIES

DAY = date(2026, 11, 21)
BY_AUTHORITY, BY_DATE = PROPERTIES["region"], PROPERTIES["president"]
TIMELESS, COUNT, MANY = (
    PROPERTIES["creation_date"],
    PROPERTIES["members_companies"],
    PROPERTIES["vocation"],
)


def stated(
    id: int,
    text: str,
    speaks: str = "2025",
    kind: str = "press",
    voice: str = "",
    *,
    open: bool = True,
    inferred: tuple[str, ...] = (),
) -> Stated:
    period = Period.parse(speaks) if speaks else None
    value = Value(text, text.lower())
    return Stated(id, value, period, voice or f"voice {id}", kind, open, inferred)


def number(text: str) -> Value:
    bare = text.strip("<>~")
    return Value(bare, text, float(bare), text[0] if text[0] in "<>~" else "")


def first(rule: str, *statements: Stated, day: date = DAY) -> str:
    belief = believe(PROPERTIES[rule], statements, day)
    assert belief is not None
    return belief.shown[0].value.text


def test_nothing_stated_is_unknown() -> None:
    assert believe(BY_DATE, [], DAY) is None
    assert believe(BY_DATE, [stated(1, "Alami", "2027")], DAY) is None


def test_the_president_is_the_one_stated_last() -> None:
    assert BY_DATE.chosen == "latest"
    old, new = stated(1, "Alami", "2022", "ministry"), stated(2, "Bennani", "2025", "press")
    assert first("president", old, new) == "Bennani"


def test_the_region_is_the_one_that_the_best_authority_states() -> None:
    assert BY_AUTHORITY.chosen == "authority"
    old, new = stated(1, "MA-06", "2022", "ministry"), stated(2, "MA-04", "2025", "press")
    assert first("region", old, new) == "MA-06"


@pytest.mark.parametrize(("better", "worse"), list(pairwise(AUTHORITIES)))
def test_authorities_have_an_order(better: str, worse: str) -> None:
    assert first("region", stated(1, "MA-04", kind=worse), stated(2, "MA-06", kind=better)) == (
        "MA-06"
    )


def test_an_undated_value_never_wins_over_a_dated_one() -> None:
    undated = stated(1, "MA-06", "", "ministry")
    assert first("region", undated, stated(2, "MA-04", "2019", "press")) == "MA-04"
    assert first("president", stated(3, "Alami", ""), stated(4, "Bennani", "2019")) == "Bennani"
    assert first("region", undated) == "MA-06"


def test_a_timeless_property_needs_no_date() -> None:
    undated = stated(1, "2009", "", "ministry")
    assert first("creation_date", undated, stated(2, "2010", "2019", "press")) == "2009"


def test_what_a_source_no_longer_states_comes_after_what_is_stated() -> None:
    gone = stated(1, "Alami", "2026", open=False)
    assert first("president", gone, stated(2, "Bennani", "2020")) == "Bennani"
    assert first("president", gone) == "Alami"


def test_the_past_is_seen_with_the_eyes_of_the_past() -> None:
    old, new = stated(1, "Alami", "2020"), stated(2, "Bennani", "2025-06-01")
    assert first("president", old, new, day=date(2025, 5, 31)) == "Alami"
    assert first("president", old, new, day=date(2025, 6, 1)) == "Bennani"


def test_what_was_worked_out_comes_after_what_was_printed() -> None:
    guess, printed = stated(1, "MA-06", inferred=("as_of",)), stated(2, "MA-04")
    assert first("region", guess, printed) == "MA-04"


def test_the_others_stay_beside_the_one_that_is_shown() -> None:
    belief = believe(BY_DATE, [stated(1, "Alami", "2022"), stated(2, "Bennani", "2025")], DAY)
    assert belief is not None
    assert [s.id for s in belief.others] == [1]
    assert not belief.conflict


def test_sources_that_differ_about_one_time_disagree() -> None:
    one, other = stated(1, "Alami", "2025"), stated(2, "Bennani", "2025-03")
    belief = believe(BY_DATE, [one, other], DAY)
    assert belief is not None
    assert belief.conflict
    assert {s.id for s in (*belief.shown, *belief.conflicts)} == {1, 2}


def test_another_time_the_same_voice_or_a_closed_statement_is_no_disagreement() -> None:
    one, other = stated(1, "Alami", "2025"), stated(2, "Bennani", "2025")
    assert disagrees(BY_DATE, one, other)
    assert not disagrees(BY_DATE, one, stated(2, "Bennani", "2024"))
    assert not disagrees(BY_DATE, one, stated(2, "Bennani", ""))
    assert not disagrees(BY_DATE, one, replace(other, voice=one.voice))
    assert not disagrees(BY_DATE, one, replace(other, open=False))


def test_timeless_statements_disagree_without_a_date() -> None:
    assert disagrees(TIMELESS, stated(1, "2009", ""), stated(2, "2011", ""))
    assert not disagrees(TIMELESS, stated(1, "2009", ""), stated(2, "2009-05", ""))


@pytest.mark.battery("T041")
def test_carriers_of_one_communique_are_one_voice() -> None:
    carried = [stated(n, "Alami", voice="MAP") for n in (1, 2, 3)]
    belief = believe(BY_DATE, [*carried, stated(4, "alami", voice="Cluster")], DAY)
    assert belief is not None
    assert belief.voices == 2


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("110", "110", True),
        ("110", "111", False),
        (">110", "142", True),
        (">110", "90", False),
        ("<50", "42", True),
        ("~100", "108", True),
        ("~100", "120", False),
        (">110", ">120", True),
        ("<50", ">60", False),
    ],
)
def test_numbers_agree_as_far_as_they_are_meant(one: str, other: str, agree: bool) -> None:
    assert same_value(COUNT, number(one), number(other)) is agree
    assert same_value(COUNT, number(other), number(one)) is agree


def test_numbers_within_tolerance_are_one() -> None:
    rule = replace(COUNT, tolerance=0.05)
    assert same_value(rule, number("100"), number("104"))
    assert not same_value(rule, number("100"), number("110"))


def test_amounts_of_two_currencies_are_two_values() -> None:
    dirham, euro = (Value("100", f"100{unit}", 100.0, "", unit) for unit in ("MAD", "EUR"))
    assert not same_value(PROPERTIES["gdp"], dirham, euro)


def test_a_property_of_many_shows_every_value_that_stands() -> None:
    belief = believe(
        MANY,
        [
            stated(1, "export", "2023"),
            stated(2, "export", "2025"),
            stated(3, "innovation", "2020"),
            stated(4, "training", "2024", open=False),
        ],
        DAY,
    )
    assert belief is not None
    assert [s.id for s in belief.shown] == [2, 3]
    assert {s.id for s in belief.others} == {1, 4}
    assert not belief.conflict


STATEMENTS = st.lists(
    st.builds(
        lambda text, year, kind, standing: stated(
            0, text, str(year) if year else "", kind, open=standing
        ),
        st.sampled_from(["Alami", "Bennani", "Chraibi"]),
        st.none() | st.integers(2015, 2030),
        st.sampled_from(AUTHORITIES),
        st.booleans(),
    ),
    max_size=6,
).map(lambda found: [replace(s, id=n, voice=f"voice {n}") for n, s in enumerate(found)])


@given(STATEMENTS)
def test_nothing_that_is_stated_by_then_is_lost(statements: list[Stated]) -> None:
    for prop in (BY_AUTHORITY, BY_DATE, MANY):
        belief = believe(prop, statements, DAY)
        known = {s.id for s in statements if not s.speaks or s.speaks.lo <= DAY}
        shown = {s.id for s in (*belief.shown, *belief.others)} if belief else set()
        assert shown == known


@given(STATEMENTS)
def test_the_order_of_the_rows_decides_nothing(statements: list[Stated]) -> None:
    for prop in (BY_AUTHORITY, BY_DATE, MANY):
        assert believe(prop, statements, DAY) == believe(prop, statements[::-1], DAY)
