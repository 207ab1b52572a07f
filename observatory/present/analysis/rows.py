"""Series as data: one long table for every indicator, for files and for the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from observatory.domain.indicators import NOT_STATED, Indicator
from observatory.domain.indicators.series import Axis
from observatory.present import datasets
from observatory.present.analysis.series import Series
from observatory.present.datasets import Variable
from observatory.present.plain import Plain

INDICATORS = (
    Variable("indicator", "name of the indicator", "key"),
    Variable("year", "year that is counted or at whose end one looks", "date"),
    Variable("time", "time that a stated number speaks for", "date"),
    Variable("cluster", "slug of the cluster, where a row is about one", "key"),
    Variable("category", "key under which the row counts; not_stated: no source says", "key"),
    Variable("vocabulary", "vocabulary of the category", "key"),
    Variable("mark", "mark of a lever; not_stated: no source says", "key", "mark"),
    Variable("by", "heading by which the rows are divided further, if one is asked for", "key"),
    Variable("by_key", "key of that heading; not_stated: no source says", "key"),
    Variable("value", "number of clusters, or the number stated", "number"),
    Variable("qualifier", "> more than, < less than, ~ about, as stated", "key"),
    Variable("unit", "clusters or members", "key"),
    Variable("clusters", "slugs of the clusters counted, separated by blanks"),
    Variable("statements", "ids of the statements behind the number, separated by blanks"),
    Variable("events", "ids of the label events behind the number, separated by blanks"),
)


def rows(found: Series) -> Iterator[datasets.Row]:
    """Give the rows of one series under the variables of the dataset."""
    by = found.asked.by
    for row in found.rows:
        cells: dict[str, datasets.Cell] = dict.fromkeys(variable.name for variable in INDICATORS)
        cells |= {"indicator": found.indicator.key, "unit": found.indicator.unit}
        for axis, key in zip(found.indicator.axes, row.keys, strict=False):
            cells |= _cells(axis, key)
        if by:
            cells |= {"by": by, "by_key": row.keys[-1]}
        cells |= {
            "value": _whole(row.value),
            "qualifier": row.qualifier or None,
            "clusters": " ".join(row.clusters) or None,
            "statements": " ".join(map(str, row.statements)) or None,
            "events": " ".join(map(str, row.events)) or None,
        }
        yield cells


def whole(found: Series) -> Plain:
    """Give one series as the API does: what it is, and its rows with the keys of every axis."""
    return {
        **about(found.indicator),
        "axes": _axes(found.axes),
        "by": found.asked.by or None,
        "counted": found.total,
        "rows": [
            {
                "keys": list(row.keys),
                "value": _whole(row.value),
                "qualifier": row.qualifier or None,
                "clusters": list(row.clusters),
                "statements": list(row.statements),
                "events": list(row.events),
            }
            for row in found.rows
        ],
    }


def about(indicator: Indicator) -> Plain:
    """Say what an indicator is, in the three languages."""
    return {
        "name": indicator.key,
        "title": {"fr": indicator.fr, "ar": indicator.ar, "en": indicator.en},
        "meaning": {lang: indicator.means(lang) for lang in ("fr", "ar", "en")},
        "unit": indicator.unit,
        "several": indicator.several,
        "axes": _axes(indicator.axes),
    }


def _axes(axes: Iterable[Axis]) -> list[Plain]:
    return [{"key": axis.key, "vocabulary": axis.vocabulary or None} for axis in axes]


def _cells(axis: Axis, key: str) -> dict[str, datasets.Cell]:
    """Put a key under the variable of its axis; a time that nobody gives leaves its cell empty."""
    if axis.key == "time" and key == NOT_STATED:
        return {}
    if axis.key == "year" and key == NOT_STATED:
        return {"category": key}
    if axis.key in ("year", "time", "cluster", "mark"):
        return {axis.key: key}
    return {"category": key, "vocabulary": axis.vocabulary}


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
