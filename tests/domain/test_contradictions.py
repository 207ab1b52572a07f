"""A page that says two things of one record at once is not believed on that."""

from __future__ import annotations

import pytest

from observatory.domain.clean import value
from observatory.domain.contradictions import contradictions
from observatory.domain.statements import Assertion
from observatory.domain.vocabulary.properties import PROPERTIES


def says(name: str, raw: str, lang: str = "fr", stated: str = "", record: str = "a") -> Assertion:
    rule = PROPERTIES[name]
    typed = value(rule, raw, lang, None, "dmy")
    return Assertion(record, 1, name, typed, raw, "", "", rule.many, lang, stated=stated)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (says("members_companies", "42"), says("members_companies", "42 entreprises")),
        (says("creation_date", "2013"), says("creation_date", "2013-05-04")),
        (says("members_companies", "42", stated="2022"), says("members_companies", "57")),
        (says("host", "Technopark"), says("host", "تكنوبارك", "ar")),
        (says("members_companies", "42"), says("members_companies", "57", record="b")),
        (says("partner", "OFPPT"), says("partner", "ONEE")),
    ],
    ids=["spelling", "precision", "time", "language", "record", "many"],
)
def test_what_agrees_or_may_differ_is_no_contradiction(one: Assertion, other: Assertion) -> None:
    assert list(contradictions([one, other])) == []


def test_every_value_of_a_contradiction_is_left_with_one_reason() -> None:
    said = [says("host", host) for host in ("Technopark", "CCIS", "Technopark")]
    found = list(contradictions([*said, says("address", "Rabat")]))
    assert [one for one, _ in found] == said
    assert {str(reason) for _, reason in found} == {
        "unclear_value: a, host: the page says both 'Technopark' and 'CCIS'"
    }
