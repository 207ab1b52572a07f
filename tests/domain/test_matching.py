"""Who answers to what somebody looks for: counted, never weighed; unsaid is open."""

from __future__ import annotations

from datetime import date

from observatory.domain.matching import Candidate, Wish, judge, met, place, wishes

DAY = date(2026, 11, 22)
SKILLS, LAB = Wish("need", "skills"), Wish("need", "infrastructure")
CASABLANCA, RAIL = Wish("region", "MA-06"), Wish("sector", "rail")


def verdicts(asked: tuple[Wish, ...], one: Candidate) -> list[str]:
    return [reason.verdict for reason in judge(asked, one, DAY)]


def test_only_what_is_asked_is_a_wish() -> None:
    assert wishes("", "", "", ()) == ()
    assert wishes("x", "rail", "MA-06", ("skills",)) == (
        Wish("words", "x"), RAIL, CASABLANCA, SKILLS,
    )  # fmt: skip


def test_a_blank_cell_and_silence_are_open_and_another_value_is_refused() -> None:
    one = Candidate(sectors=("naval",), levers={"skills": "marked", "infrastructure": "not_marked"})
    assert verdicts((SKILLS, LAB, RAIL, CASABLANCA), one) == ["met", "open", "refused", "open"]
    assert verdicts((LAB,), Candidate()) == ["open"]


def test_who_gave_a_sign_within_two_years_is_alive_and_silence_is_no_no() -> None:
    (life,) = asked = wishes("", "", "", (), "1")
    assert life.about == "alive"
    for sign, verdict in (
        (date(2026, 11, 1), "met"),
        (date(2024, 11, 22), "met"),
        (date(2024, 11, 21), "open"),
        (None, "open"),
    ):
        assert verdicts(asked, Candidate(sign=sign)) == [verdict]


def test_of_my_field_and_alive_come_first_by_the_newest_sign() -> None:
    asked = wishes("", "rail", "", (), "1")
    rail = ("rail",)
    fresh = Candidate(sectors=rail, name="z fresh", sign=date(2026, 5, 1))
    older = Candidate(sectors=rail, name="a older", sign=date(2025, 5, 1))
    silent = Candidate(sectors=rail, name="b silent", sign=date(2012, 1, 1))
    assert order(asked, silent, older, fresh) == ["z fresh", "a older", "b silent"]


def order(asked: tuple[Wish, ...], *many: Candidate) -> list[str]:
    return [one.name for one in sorted(many, key=lambda one: place(judge(asked, one, DAY), one))]


def test_more_wishes_met_come_first_whichever_they_are() -> None:
    asked = (RAIL, CASABLANCA, SKILLS)
    two = Candidate(regions=("MA-06",), levers={"skills": "marked"}, name="two")
    one = Candidate(sectors=("rail",), name="one", named=5, sign=date(2026, 1, 1))
    assert order(asked, one, two) == ["two", "one"]
    assert met(judge(asked, two, DAY)) == 2


def test_among_equals_contradiction_then_name_then_life_then_alphabet() -> None:
    asked = (SKILLS, RAIL)
    marked = {"skills": "marked"}
    silent = Candidate(levers=marked, name="d silent")
    against = Candidate(levers=marked, sectors=("naval",), name="a against", named=5)
    named = Candidate(levers=marked, name="c named", named=3)
    lively = Candidate(levers=marked, name="z lively", sign=date(2025, 1, 1))
    asleep = Candidate(levers=marked, name="b asleep", sign=date(2012, 1, 1))
    assert order(asked, against, silent, asleep, lively, named) == [
        "c named", "z lively", "b asleep", "d silent", "a against",
    ]  # fmt: skip
