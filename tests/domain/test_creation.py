"""Who is created later is told apart from whom nobody dates."""

from __future__ import annotations

from datetime import date

import pytest

from observatory.domain.creation import created_later, not_created, number_later
from observatory.domain.periods import Period

DAY = date(2016, 12, 31)


@pytest.mark.parametrize(
    ("created", "later"),
    [("", False), ("2017", True), ("2016", False), ("2016-12-31", False), ("2017-01-01", True),
     ("2016-12/2018-01", False), ("2017 2014", False), ("2017 2019", True)],
)  # fmt: skip
def test_only_a_creation_that_lies_wholly_after_the_day_is_later(created: str, later: bool) -> None:
    stated = [Period.parse(one) for one in created.split()]
    assert created_later(stated, DAY) is later
    assert number_later([stated, [], stated], DAY) == 2 * later


def test_a_label_that_somebody_speaks_of_keeps_its_state() -> None:
    assert not_created("unknown", [Period.parse("2017")], DAY)
    assert not not_created("labelled", [Period.parse("2017")], DAY)
    assert not not_created("unknown", [], DAY)
