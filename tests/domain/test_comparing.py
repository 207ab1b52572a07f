"""Comparing two sides: every difference has its type, and swapping the sides swaps the types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from observatory.domain.comparing import (
    LABEL,
    OVER_TIME,
    PROPERTY,
    SIDE_BY_SIDE,
    Aspect,
    Held,
    compare,
)

MENARA = Aspect("menara", LABEL, "ministry-industry")
MEMBERS = Aspect("menara", PROPERTY, "members_total")
SIDES = st.dictionaries(
    st.builds(
        Aspect,
        st.sampled_from(["menara", "ce3m"]),
        st.sampled_from([LABEL, PROPERTY]),
        st.sampled_from(["x", "y"]),
    ),
    st.builds(Held, st.frozensets(st.sampled_from("abc"), min_size=1, max_size=2), st.booleans()),
)


def held(*keys: str, conflict: bool = False) -> Held:
    return Held(frozenset(keys), conflict)


def kinds(left: dict[Aspect, Held], right: dict[Aspect, Held]) -> list[str]:
    return [kind for one in compare(left, right).differences for kind in one.kinds]


def test_each_type_of_difference() -> None:
    assert kinds({MENARA: held("lapsed")}, {MENARA: held("labelled")}) == ["label_changed"]
    assert kinds({}, {MEMBERS: held("40")}) == ["value_added"]
    assert kinds({MEMBERS: held("40")}, {}) == ["value_withdrawn"]
    assert kinds({MEMBERS: held("40")}, {MEMBERS: held("60")}) == ["value_changed"]
    begun = {MEMBERS: held("40", conflict=True)}
    assert kinds({MEMBERS: held("40")}, begun) == ["conflict_begun"]
    assert kinds(begun, {MEMBERS: held("40")}) == ["conflict_ended"]


def test_a_value_and_the_agreement_about_it_may_both_change() -> None:
    after = {MEMBERS: held("60", conflict=True)}
    found = compare({MEMBERS: held("40")}, after)
    assert [one.kinds for one in found.differences] == [("value_changed", "conflict_begun")]
    assert found.counts == {"value_changed": 1, "conflict_begun": 1}


def test_a_label_of_which_nothing_is_said_is_unknown_and_not_absent() -> None:
    found = compare({}, {MENARA: held("labelled")})
    assert [one.kinds for one in found.differences] == [("label_changed",)]
    assert found.differences[0].left == held("unknown")
    assert compare({}, {MENARA: held("unknown")}).same == (MENARA,)


def test_two_bodies_have_names_of_their_own() -> None:
    found = compare({MEMBERS: held("40")}, {MENARA: held("labelled")}, SIDE_BY_SIDE)
    assert dict(found.counts) == {"label_differs": 1, "only_here": 1}


@given(SIDES, SIDES)
def test_swapping_the_sides_swaps_what_begins_and_what_ends(
    left: dict[Aspect, Held], right: dict[Aspect, Held]
) -> None:
    n = OVER_TIME
    swapped = {n.right_only: n.left_only, n.conflict_right: n.conflict_left}
    swapped |= {after: before for before, after in swapped.items()}
    there, back = compare(left, right), compare(right, left)
    assert there.same == back.same
    assert [
        (tuple(swapped.get(kind, kind) for kind in one.kinds), one.aspect)
        for one in there.differences
    ] == [(one.kinds, one.aspect) for one in back.differences]


@given(SIDES, SIDES)
def test_every_aspect_differs_or_is_the_same_and_nothing_differs_from_itself(
    left: dict[Aspect, Held], right: dict[Aspect, Held]
) -> None:
    found = compare(left, right)
    differing = {one.aspect for one in found.differences}
    assert len(differing) == len(found.differences)
    assert differing | set(found.same) == {*left, *right}
    assert differing & set(found.same) == set()
    assert compare(left, left).differences == ()
