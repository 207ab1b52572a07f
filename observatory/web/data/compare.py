"""Comparisons as data: every difference between two sides, typed."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.domain.comparing import OVER_TIME, SIDE_BY_SIDE
from observatory.present import comparing
from observatory.present.datasets import Row, Variable
from observatory.web import comparison
from observatory.web.data import dataset
from observatory.web.site import site

COMPARE = (
    Variable("subject", "slug of the body; empty where two bodies or regions are compared", "key"),
    Variable("family", "label, property, or count (of bodies that have a key)", "key"),
    Variable("name", "scheme of the label, property, or facet that is counted", "key"),
    Variable("key", "key of the facet that is counted", "key"),
    Variable("difference", "type: " + " ".join([*OVER_TIME, *SIDE_BY_SIDE]), "key"),
    Variable("left", "what the first side holds, joined by |; empty: nothing"),
    Variable("right", "what the second side holds, joined by |; empty: nothing"),
    Variable("left_conflict", "true where sources disagree on the first side", "boolean"),
    Variable("right_conflict", "true where sources disagree on the second side", "boolean"),
    Variable(
        "left_basis", "statements (s12), events (e12) or bodies that the first side rests on", "key"
    ),
    Variable("right_basis", "the same of the second side", "key"),
)


@dataset("compare", "What differs between two days, two bodies or two regions.", COMPARE)
def compare() -> Iterable[Row]:
    """Give the rows of ``/compare``; without arguments, what a year has changed."""
    wanted = comparison.asked()
    with site().database.read() as db:
        found = comparison.compared(db, wanted)
    return comparing.rows(found.found, found.left, found.right)
