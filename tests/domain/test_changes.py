"""What looks altered becomes entries: one per thing that happened, with the window it fell in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from observatory.domain.changes import Entry, entries, is_old, label_entry_kind, scalar
from observatory.domain.folding import step
from observatory.domain.periods import Period
from observatory.domain.statements import Assertion, Look, Spell
from observatory.domain.values import Value
from observatory.domain.vocabulary.events import CHANGE_KINDS, EVENT_KINDS
from tests.domain.looks import SCOPES, START, at, days, look, says

MOVE, REINA = says("move", "567"), says("reina", "210", entity=2)
NAMED = says("move", "MOVE", property="acronym", many=True)


@dataclass
class Past:
    """The looks before the last one."""

    looks: Sequence[Look]

    def had(self, record: str, property: str, before: datetime) -> datetime | None:
        found = (
            look.seen
            for look in self.looks
            for said in look.assertions
            if look.seen < before and said.record == record and property in ("", said.property)
        )
        return max(found, default=None)

    def looked(self, page: str, before: datetime) -> datetime | None:
        return max((look.seen for look in self.looks if look.seen < before), default=None)


def told(*looks: Look, kinds: dict[int, str] | None = None) -> list[Entry]:
    """Give the entries of the last look, as a run announces them."""
    standing: dict[Any, Spell] = {}
    out: list[Entry] = []
    for number, one in enumerate(looks):
        before = list(standing.values())
        taken = step(before, one, SCOPES, lambda _: {})
        out = entries(
            taken,
            Past(looks[:number]),
            kinds=kinds or {1: "partnership", 2: "partnership"},
            titles={1: "MOVE", 2: "ReINA+"},
            scopes=SCOPES,
            known=frozenset(spell.assertion.record for spell in before),
            present=one.records,
        )
        for spell in (*taken.closed, *taken.superseded):
            del standing[spell.key]
        standing |= {spell.key: spell for spell in (*taken.updated, *taken.opened)}
    return out


def line(entry: Entry) -> tuple[Any, ...]:
    window = days(entry.not_before), days(entry.not_after)
    return entry.kind, entry.record, entry.property, entry.before, entry.after, window


def test_a_record_that_comes_is_one_entry_whatever_it_says() -> None:
    found = told(look(0, REINA), look(7, REINA, MOVE, NAMED))
    assert [line(entry) for entry in found] == [("listed", "move", "", None, "MOVE", (0, 7))]


def test_a_call_that_comes_is_opened() -> None:
    found = told(look(0, REINA), look(7, REINA, MOVE), kinds={1: "call"})
    assert [entry.kind for entry in found] == ["call_opened"]


def test_a_changed_value_says_both_and_between_which_looks() -> None:
    found = told(look(0, MOVE), look(7, MOVE), look(14, says("move", "570")))
    assert [line(entry) for entry in found] == [
        ("value_changed", "move", "smes_involved", "567", "570", (7, 14))
    ]
    assert found[0].old is not None
    assert found[0].new is not None


def test_a_record_gone_says_when_it_was_last_there_and_first_missed() -> None:
    looks = look(0, MOVE, NAMED, REINA), look(7, MOVE, NAMED, REINA), look(14, REINA)
    assert told(*looks) == []
    found = told(*looks, look(21, REINA))
    assert [line(entry) for entry in found] == [
        ("no_longer_listed", "move", "", "MOVE", None, (7, 14))
    ]


def test_a_record_listed_again_is_listed() -> None:
    gone = look(0, MOVE, REINA), look(7, REINA), look(14, REINA)
    assert [entry.kind for entry in told(*gone, look(21, MOVE, REINA))] == ["listed"]


def test_a_value_added_and_withdrawn_of_a_record_that_stands() -> None:
    chile, japan = (says("move", c, property="targeted_country", many=True) for c in ("CL", "JP"))
    added = told(look(0, chile), look(7, chile, japan))
    assert [line(entry) for entry in added] == [
        ("value_added", "move", "targeted_country", None, "JP", (0, 7))
    ]
    gone = told(look(0, chile, japan), look(7, chile), look(14, chile))
    assert [line(entry) for entry in gone] == [
        ("value_withdrawn", "move", "targeted_country", "JP", None, (0, 7))
    ]


def test_a_value_changed_after_an_empty_column_was_last_confirmed_before_it() -> None:
    named = says("move", "MOVE", property="acronym", many=True)
    found = told(look(0, named, MOVE), look(7, named), look(14, named, says("move", "570")))
    assert [line(entry) for entry in found] == [
        ("value_changed", "move", "smes_involved", "567", "570", (0, 14))
    ]


def test_a_moved_deadline_has_a_name_of_its_own() -> None:
    old, new = (says("call", f"2023-0{m}-01", property="deadline", scope="facts") for m in (6, 7))
    assert [entry.kind for entry in told(look(0, old), look(7, new))] == ["deadline_moved"]


@pytest.mark.parametrize("many", [False, True])
def test_the_same_value_for_another_time_is_no_change(many: bool) -> None:
    name = "vocation" if many else "president"
    old, new = (
        says("menara", "Alami", property=name, scope="facts", many=many, stated=year)
        for year in ("2024", "2025")
    )
    assert told(look(0, old), look(7, new)) == []


def test_a_reworded_row_of_the_record_is_told_once() -> None:
    old, new = (says("ce3m:sector:paper", v, scope="") for v in ("electronic", "electronics"))
    assert [entry.kind for entry in told(look(0, old), look(1, new))] == ["value_added"]
    assert told(look(0, old), look(1)) == []


def test_nothing_happens_where_nothing_changes() -> None:
    assert told(look(0, MOVE, REINA), look(7, MOVE, REINA)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value("567", "567", 567.0), 567),
        (Value("17.5", "17.5%", 17.5, "", "%"), 17.5),
        (Value("110", ">110", 110.0, ">"), "110"),
        (Value("Rabat", "rabat"), "Rabat"),
        (Value("2026-11-21", "2026-11-21"), "2026-11-21"),
    ],
)
def test_values_are_announced_as_canonical_scalars(value: Value, expected: object) -> None:
    found = scalar(value)
    assert found == expected
    assert type(found) is type(expected)


def test_only_acts_of_the_ledger_are_changes_of_their_own() -> None:
    told_kinds = {kind: label_entry_kind(kind) for kind in EVENT_KINDS}
    assert told_kinds["contract_signed"] == "contract_signed"
    assert told_kinds["labelled"] == told_kinds["withdrawn"] == "label_event"
    for quiet in ("mention", "lead", "news", "stated_labelled", "named_as_target", "count_stated"):
        assert told_kinds[quiet] is None
    assert {kind for kind in told_kinds.values() if kind} <= set(CHANGE_KINDS)


@pytest.mark.parametrize(
    ("on", "old"),
    [("2026-02-20", False), ("2026-02", False), ("2026-01-29", True), ("2025", True), ("", True)],
)
def test_an_act_past_for_more_than_thirty_days_is_history(on: str, old: bool) -> None:
    assert is_old(Period.parse(on) if on else None, date(2026, 3, 1)) is old


def test_entries_of_one_look_end_at_that_look() -> None:
    assertions: list[Assertion] = [MOVE, NAMED, REINA]
    found = told(look(0), look(7, *assertions))
    assert {entry.not_after for entry in found} == {at(7)}
    assert {entry.not_before for entry in found} == {START}
