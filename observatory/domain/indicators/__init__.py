"""Indicators: what the record says of clusters, counted, with what stands behind every number.

Only counted clusters are counted. Who is not known under a heading is counted as not known, under
its own key, so that the keys of one heading add up to all clusters (or to more, where a cluster may
have several). A number that nobody states is no row.
"""

from __future__ import annotations

from observatory.domain.creation import NOT_CREATED
from observatory.domain.indicators.counting import NOT_STATED, Row, span
from observatory.domain.indicators.series import INDICATORS, Indicator
from observatory.domain.indicators.subjects import Answer, Point, Subject

__all__ = [
    "INDICATORS", "NOT_CREATED", "NOT_STATED", "Answer", "Indicator", "Point", "Row", "Subject",
    "span",
]  # fmt: skip
