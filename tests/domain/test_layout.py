"""The layout of a page: what may move without a word, and what is held when it moves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from observatory.domain.facts import Fact, Ref
from observatory.domain.layout import judge_layout, layout
from observatory.domain.wire import unpack_fact

SAVED = sorted((Path(__file__).parents[1] / "scrapers").glob("*/*.facts.json"))
BODY = Ref("partnership", ("MOVE",))


def facts_of(path: Path) -> list[Fact]:
    return [unpack_fact(fact) for fact in json.loads(path.read_text("utf-8"))["facts"]]


def records(facts: list[Fact], name: str) -> set[str]:
    return {fact.record for fact in facts if fact.property == name}


def exchanged(facts: list[Fact], one: str, other: str) -> list[Fact]:
    """Give the facts of a page whose readers takes two columns for each other."""
    names = {one: other, other: one}
    return [replace(f, property=names.get(f.property, f.property)) for f in facts]


def table(*rows: tuple[str, str, str], place: str = "SMEs") -> list[Fact]:
    """Give a table of acronym, number of SMEs and technology."""
    return [
        Fact(record, BODY, name, raw, locator=f"row {n}, {head}", scope="list")
        for n, row in enumerate(rows, start=1)
        for record in [row[0]]
        for name, head, raw in zip(
            ("acronym", "smes_involved", "technology_field"), ("Acronym", place, "Field"), row,
            strict=True,
        )
    ]  # fmt: skip


FIVE = [(name, str(50 + n), f"field {name}") for n, name in enumerate(("a", "b", "c", "d", "e"))]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_saved_page_is_held_for_what_does_not_change(path: Path) -> None:
    facts = facts_of(path)
    places = [replace(fact, locator=f"elsewhere, {fact.locator}") for fact in facts]
    for other in (facts, list(reversed(facts)), places, facts[:-1]):
        assert judge_layout(facts, other) == ()
    assert (layout(facts) != layout(places)) == bool(facts)
    assert layout(facts) == sorted(layout(facts))


def pairs() -> Iterator[tuple[Path, str, str]]:
    for path in SAVED:
        facts = facts_of(path)
        names = sorted({fact.property for fact in facts})
        for one, other in combinations(names, 2):
            if len(records(facts, one) & records(facts, other)) >= 3:
                yield path, one, other


def test_two_columns_taken_for_each_other_are_held_on_every_saved_page() -> None:
    found = list(pairs())
    assert len(found) > 20
    for path, one, other in found:
        facts = facts_of(path)
        (reason,) = judge_layout(facts, exchanged(facts, one, other))
        assert reason.code == "layout_changed"
        assert one in reason.said or other in reason.said


@pytest.mark.parametrize(("changed", "held"), [(2, False), (3, True), (5, True)])
def test_a_column_that_moves_with_its_values_is_held(changed: int, held: bool) -> None:
    rows = [(a, str(int(b) + (n < changed)), c) for n, (a, b, c) in enumerate(FIVE)]
    reasons = judge_layout(table(*FIVE), table(*rows, place="Firms"))
    assert bool(reasons) == held
    assert judge_layout(table(*FIVE), table(*rows)) == ()
    if held:
        assert reasons[0].said == (
            "smes_involved moved from column 2 (row #, SMEs) to column 2 (row #, Firms),"
            f" and {changed} of its 5 values changed with it"
        )


@pytest.mark.parametrize(
    ("raw", "held"), [("4", True), ("2026-03-02", True), ("Mars 2026", True), ("C2TM", False),
                      ("Energy 4.0", False)],
)  # fmt: skip
def test_words_that_become_numbers_or_dates_are_held(raw: str, held: bool) -> None:
    was = [Fact("a", BODY, "name", "Moving", locator="title", scope="page")]
    assert bool(judge_layout(was, [replace(was[0], raw=raw)])) == held


def test_a_year_that_becomes_a_month_is_typed_by_its_own_rule() -> None:
    was = [Fact("a", BODY, "creation_date", "2013", locator="label", scope="page")]
    assert judge_layout(was, [replace(was[0], raw="Mars 2013")]) == ()


def test_a_new_president_beside_another_word_is_news() -> None:
    was = [Fact("a", BODY, "president", "Salma Modèle", locator="beside 'Présidente'", scope="p")]
    now = [replace(was[0], raw="Tarik Exemple", locator="beside 'Président'")]
    assert judge_layout(was, now) == ()
    assert layout(was) != layout(now)


def test_three_labels_of_a_profile_that_move_with_their_values_are_held() -> None:
    names = ("president", "director", "treasurer")
    was = [Fact("a", BODY, n, f"{n} one", locator=f"label {n}", scope="p") for n in names]
    now = [replace(f, raw=f"{f.property} two", locator=f"beside {f.property}") for f in was]
    (reason,) = judge_layout(was, now)
    assert reason.said == (
        "president, director, treasurer moved, and 3 of the 3 values that moved changed"
    )


def test_a_new_column_moves_no_other() -> None:
    more = [
        Fact(f.record, BODY, "targeted_country", "Peru", locator="row 1, Countries", scope="list")
        for f in table(*FIVE)
        if f.property == "acronym"
    ]
    rows = [(a, str(int(b) + 1), c) for a, b, c in FIVE]
    assert judge_layout(table(*FIVE), [*more, *table(*rows)]) == ()
