"""What comes out of a published figure, in words: values, of how many, and on what it depends."""

from __future__ import annotations

from observatory.domain.published.measures import Result
from observatory.domain.published.stated import Figure
from observatory.domain.values import Value
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present import dates
from observatory.present.published.checking import Checked, Side
from observatory.present.reader import Reader
from observatory.present.values import number, written
from observatory.present.words import N_

WHOLE = N_("Every cluster of this record that meets the ministry’s definition, also younger ones.")


def said(stated: Figure, looks_at: str, reader: Reader) -> str:
    """Write a figure as it is stated: a number with its qualifier, a range, or a term."""
    if stated.number is None:
        rule = PROPERTIES.get(looks_at)
        return written(rule, Value(stated.text, stated.text), "", reader).text if rule else ""
    if stated.upto is not None:
        return "–".join(dates.number(one, reader.lang) for one in (stated.number, stated.upto))
    unit = "%" if stated.percent else ""
    return number(Value(stated.text, stated.text, stated.number, stated.qualifier, unit), reader)


def value(side: Side, looks_at: str, reader: Reader) -> str:
    """Write what comes out, or nothing."""
    found = side.result
    if found is None or side.verdict is None:
        return ""
    match found.kind:
        case "share" | "count":
            return _written(found, 0, reader)
        case "mode":
            return reader.joined([said(Figure(one), looks_at, reader) for one in found.most])
        case "range" if found.span:
            ends = dict.fromkeys(found.span)
            return "–".join(dates.number(end, reader.lang) for end in ends)
    return ""


def who(side: Side, reader: Reader) -> str:
    if side.by == "survey":
        return reader.gettext(N_("Its own tables"))
    if side.day is None:
        return reader.gettext(N_("This record"))
    day = dates.day(side.day, reader.lang)
    return reader.gettext(N_("This record, for %(day)s"), day=day)


def parts(found: Result, reader: Reader) -> tuple[str, ...]:
    """Say of how many it is, and of how many known ones where some are not known."""
    if found.kind == "range":
        return (_of(found.known, found.all, reader),)
    if found.kind == "count" and found.all == len(found.match):
        return ()
    whole = _of(len(found.match), found.all, reader)
    if not found.unknown or found.kind == "count":
        return (whole,)
    share = dates.percent(found.percent(of_known=True) / 100, reader.lang)
    of_known = reader.gettext(
        N_("%(share)s of those known, %(count)s of %(known)s"),
        share=share, count=len(found.match), known=found.known,
    )  # fmt: skip
    return whole, of_known


def _of(count: int, whole: int, reader: Reader) -> str:
    return reader.gettext(N_("%(count)s of %(all)s"), count=count, all=whole)


def why(one: Checked, side: Side, reader: Reader) -> str:
    """Say why nothing comes out, or on what it depends."""
    found = side.result
    if found is None:
        return reader.gettext(N_("Its measure is not one that can be computed."))
    if side.verdict is None:
        if side.by == "survey":
            return reader.gettext(N_("The study prints it for none of the clusters of its sample."))
        return reader.gettext(N_("No source states it of any of these clusters."))
    if side.verdict != "open":
        whole = side.by == "record" and one.group == "claim" and found.kind == "count"
        return reader.gettext(WHOLE) if whole else ""
    unknown = len(found.unknown)
    if found.kind in ("mode", "range"):
        return reader.ngettext(
            "No source says it of %(count)s cluster, and it depends on that.",
            "No source says it of %(count)s clusters, and it depends on them.",
            unknown,
        )
    low, high = (_written(found, count, reader) for count in (0, unknown))
    if one.looks_at in ("region", "host_city"):
        return reader.ngettext(
            "No source places %(count)s cluster of %(all)s: it may be %(low)s to %(high)s.",
            "No source places %(count)s clusters of %(all)s: it may be %(low)s to %(high)s.",
            unknown, all=found.all, low=low, high=high,
        )  # fmt: skip
    return reader.ngettext(
        "No source says it of %(count)s cluster: it may be %(low)s to %(high)s.",
        "No source says it of %(count)s clusters: it may be %(low)s to %(high)s.",
        unknown, low=low, high=high,
    )  # fmt: skip


def _written(found: Result, more: int, reader: Reader) -> str:
    """Write a count or share as it would be if it held for ``more`` clusters."""
    if found.kind == "share":
        return dates.percent(found.percent(more=more) / 100, reader.lang)
    return dates.number(len(found.match) + more, reader.lang)
