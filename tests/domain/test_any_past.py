"""Laws of the fold, over any past: the live run's steps and ``rebuild``'s fold must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from observatory.domain.folding import TWO_LOOKS, LastDamage, fold, step
from observatory.domain.statements import Assertion, Key, Look, Spell
from tests.domain.looks import PAGE, SCOPES, at, open_values, says

PAGES = (PAGE, f"{PAGE}?page=1")


def assertions() -> Iterator[Assertion]:
    """Give all that a look may say, each kind as often as any other."""
    for record, value, page, stated in product(["move", "reina", "enw"], "12", PAGES, ["", "2025"]):
        yield says(record, value, page=page, stated=stated)
        yield says(record, value, property="targeted_country", many=True, page=page)
        yield says(record, value, property="president", scope="facts", page=page)
        yield says(record, value, property="sector", scope="", page=page)


SAID = st.lists(
    st.sampled_from(list(assertions())), max_size=6, unique_by=lambda a: (a.key, a.many)
)


@st.composite
def pasts(draw: st.DrawFn) -> list[Look]:
    """Draw a history of looks, in order of time."""
    moment, looks = at(0), []
    damage = st.frozensets(st.sampled_from(["broken_block#1", "broken_block#2"]))
    for _ in range(draw(st.integers(1, 8))):
        moment += timedelta(hours=draw(st.sampled_from([1, 11, 12, 24, 168])))
        read = draw(st.lists(st.sampled_from(PAGES), min_size=1, unique=True))
        said = draw(SAID)
        looks.append(
            Look(
                moment,
                tuple(a for a in said if a.page in read),
                {page: draw(damage) for page in read},
                frozenset({"list"}) if len(read) == 2 and draw(st.booleans()) else frozenset(),
            )
        )
    return looks


def damage_before(past: Sequence[Look]) -> LastDamage:
    """Answer as the store does: from the last look that had the record."""

    def last_damage(record: str) -> Mapping[str, frozenset[str]]:
        return next((one.pages for one in reversed(past) if record in one.records), {})

    return last_damage


@given(pasts())
def test_one_step_at_a_time_gives_what_folding_all_gives(past: list[Look]) -> None:
    standing: dict[Key, Spell] = {}
    done: list[Spell] = []
    for number, one in enumerate(past):
        taken = step(standing.values(), one, SCOPES, damage_before(past[:number]))
        done += [*taken.closed, *taken.superseded]
        for spell in (*taken.closed, *taken.superseded):
            del standing[spell.key]
        standing |= {spell.key: spell for spell in (*taken.updated, *taken.opened)}
        assert set(fold(past[: number + 1], SCOPES)) == {*done, *standing.values()}


@given(pasts())
def test_spells_of_one_assertion_never_overlap_or_invert(past: list[Look]) -> None:
    by_key: dict[Key, list[Spell]] = {}
    for spell in fold(past, SCOPES):
        by_key.setdefault(spell.key, []).append(spell)
    for own in by_key.values():
        own.sort(key=lambda spell: spell.first_seen)
        assert sum(s.closed is None and s.superseded is None for s in own) <= 1
        for before, after in pairwise(own):
            ended = before.absent_since or before.superseded
            assert ended is not None
            assert before.first_seen <= ended <= after.first_seen


@given(pasts())
def test_what_the_last_look_says_is_what_stands_of_its_records(past: list[Look]) -> None:
    standing = {s.key for s in fold(past, SCOPES) if s.closed is None and s.superseded is None}
    assert {a.key for a in past[-1].assertions} <= standing


@given(pasts())
def test_a_value_of_a_record_that_stands_ends_only_where_its_column_stands(
    past: list[Look],
) -> None:
    """What ends without another value in its place was missed by two looks with its column."""
    for spell in fold(past, SCOPES):
        old = spell.assertion
        if old.scope != "list" or spell.closed is None or spell.absent_since is None:
            continue
        missed = [one for one in past if one.seen in (spell.absent_since, spell.closed)]
        replaced = any(a.property == old.property for a in said_of(missed, old.record))
        if not replaced:
            assert all("list" in one.complete for one in missed)
            assert spell.closed - spell.absent_since >= TWO_LOOKS
            for one in missed:
                stands = old.record in one.records
                assert not stands or any(a.property == old.property for a in one.assertions)


def said_of(looks: Sequence[Look], record: str) -> list[Assertion]:
    return [a for one in looks for a in one.assertions if a.record == record]


@given(pasts())
def test_a_repeated_look_changes_nothing_within_twelve_hours(past: list[Look]) -> None:
    last = past[-1]
    again = Look(last.seen + timedelta(hours=1), last.assertions, last.pages, last.complete)
    assert open_values(fold(past, SCOPES)) >= open_values(fold([*past, again], SCOPES))
    opened_again = {s for s in fold([*past, again], SCOPES) if s.first_seen == again.seen}
    assert not opened_again


@settings(max_examples=30)
@given(pasts(), st.integers(0, 8))
def test_looks_that_were_no_good_may_be_left_out(past: list[Look], place: int) -> None:
    """An outage gives no look; an incomplete look without any page concludes nothing either."""
    place = min(place, len(past) - 1)
    nothing = Look(past[place].seen + timedelta(minutes=1), (), {})
    edition_free = {name: absence for name, absence in SCOPES.items() if absence != "edition"}
    with_outage = [*past[: place + 1], nothing, *past[place + 1 :]]
    assert set(fold(with_outage, edition_free)) == set(fold(past, edition_free))
