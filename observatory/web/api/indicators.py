"""Indicators: what there is, and each counted with the clusters and statements behind it."""

from __future__ import annotations

from flask import Response, jsonify

from observatory.domain.indicators import INDICATORS
from observatory.present import plain
from observatory.present.analysis import rows
from observatory.web import asking
from observatory.web import indicators as asking_indicators
from observatory.web.api import V1, blueprint
from observatory.web.listing import answer_list


@blueprint.get(f"{V1}/indicators")
def indicators() -> Response:
    """List the indicators, by name."""
    return answer_list(
        sorted(INDICATORS.values(), key=lambda one: one.key),
        lambda one: one.key,
        rows.about,
        None,
    )


@blueprint.get(f"{V1}/indicators/<name>")
def indicator(name: str) -> Response:
    """Give one indicator, counted at ``valid_at``, from year to year, divided ``by`` a heading."""
    wanted = asking_indicators.indicator(name)
    chosen = asking.as_of()
    (found,) = asking_indicators.counted([wanted], chosen)
    return jsonify(**rows.whole(found), as_of=plain.as_of(chosen))
