"""Indicators as data: every series in one long table."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.domain.indicators import INDICATORS
from observatory.present.analysis import rows
from observatory.present.datasets import Row
from observatory.web import asking, indicators
from observatory.web.data import dataset


@dataset(
    "indicators",
    "Series of the analysis: one row per number, with the clusters and statements behind it.",
    rows.INDICATORS,
)
def all_indicators() -> Iterable[Row]:
    """Give the rows of every page of ``/analysis``."""
    found = indicators.counted(INDICATORS.values(), asking.as_of())
    return [row for one in found for row in rows.rows(one)]
