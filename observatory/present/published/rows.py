"""Published figures as data: a row for each side of each figure, and the whole of one as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.present import plain
from observatory.present.datasets import Row, Variable
from observatory.present.published.checking import Checked, Side
from observatory.present.published.views import verdict
from observatory.store.queries.events import Told
from observatory.store.queries.statements import Said

VARIABLES = (
    Variable("figure", "key of the figure", "key"),
    Variable("kind", "claim of a study, count, or target", "key"),
    Variable("says", "what it says or counts, in English"),
    Variable("stated", "the figure as stated"),
    Variable("stated_by", "who states it first"),
    Variable("stated_for", "what it speaks for", "date"),
    Variable("stated_url", "where it is stated"),
    Variable("measure", "how it is computed: kind(condition | among)"),
    Variable("computed_from", "survey (the study's own tables) or record (this record)", "key"),
    Variable("day", "day that it is computed for", "date"),
    Variable("value", "what comes out: per cent for a share, else a number or a term's key"),
    Variable("numerator", "clusters for which it holds", "number"),
    Variable("denominator", "clusters looked at, known or not", "number"),
    Variable("known", "clusters of which it is known", "number"),
    Variable("verdict", "agrees, disagrees, open, none; of a target reached or missed", "key"),
    Variable("clusters", "slugs of the clusters for which it holds"),
    Variable("clusters_not", "slugs of those for which it does not hold"),
    Variable("clusters_unknown", "slugs of those of which it is not known"),
)


def rows(one: Checked) -> Iterator[Row]:
    """Give a row for each side of a figure."""
    first = one.sources[0]
    for side in one.sides:
        found = side.result
        yield {
            "figure": one.key,
            "kind": one.group,
            "says": one.says["en"],
            "stated": one.stated.text,
            "stated_by": first.by.voice or first.by.publisher,
            "stated_for": str(_when(first)) if _when(first) else None,
            "stated_url": first.by.url,
            "measure": one.measure,
            "computed_from": side.by,
            **_numbers(one, side),
            "clusters": " ".join(found.match) if found else None,
            "clusters_not": " ".join(found.rest) if found else None,
            "clusters_unknown": " ".join(found.unknown) if found else None,
        }


def whole(one: Checked, url: str) -> plain.Plain:
    """Give a figure with everyone who states it and the clusters behind what comes out."""
    return {
        "key": one.key,
        "kind": one.group,
        "says": dict(one.says),
        "about": one.body,
        "stated": one.stated.text,
        "stated_by": [
            plain.event(source) if isinstance(source, Told) else plain.statement(source)
            for source in one.sources
        ],
        "measure": one.measure,
        "url": url,
        "computed": [_side(one, side) for side in one.sides],
    }


def value(side: Side) -> float | str | None:
    """Give what comes out as a scalar: per cent to one decimal, a number, a key, or two ends."""
    found = side.result
    if found is None or side.verdict is None:
        return None
    match found.kind:
        case "share":
            return found.percent()
        case "count":
            return len(found.match)
        case "mode":
            return " ".join(found.most)
        case "range":
            return "/".join(f"{end:g}" for end in found.span) if found.span else None


def _side(one: Checked, side: Side) -> plain.Plain:
    found = side.result
    return {
        "from": side.by,
        **_numbers(one, side),
        "value_of_known": found.percent(of_known=True)
        if found and found.kind == "share" and found.known
        else None,
        "clusters": list(found.match) if found else [],
        "clusters_not": list(found.rest) if found else [],
        "clusters_unknown": list(found.unknown) if found else [],
    }


def _numbers(one: Checked, side: Side) -> Row:
    """Give what comes out of a side, of how many, and how that stands to the figure."""
    found = side.result
    return {
        "day": side.day.isoformat() if side.day else None,
        "value": value(side),
        "numerator": len(found.match) if found else None,
        "denominator": found.all if found else None,
        "known": found.known if found else None,
        "verdict": verdict(one, side),
    }


def _when(source: Said | Told) -> object:
    return source.on if isinstance(source, Told) else source.speaks
