"""Numbered changes as entries of a list."""

from __future__ import annotations

from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.present.homes import href
from observatory.present.reader import Reader
from observatory.present.values import scalar
from observatory.present.views import ChangeView, SourceTag
from observatory.store.queries.changes import ChangeRow

WHOLE = ("listed", "no_longer_listed", "call_opened")
"""Changes of a whole record: their value is its name, which stands above already."""


def change(row: ChangeRow, reader: Reader) -> ChangeView:
    """Give one change as an entry that leads to its number and to whom it is about."""
    before, after = (None, None) if row.kind in WHOLE else (row.before, row.after)
    return ChangeView(
        seq=row.seq,
        at=row.at,
        kind=row.kind,
        entity=row.title,
        entity_href=href(row.entity_kind, row.slug, reader),
        entity_lang="und",
        property=about(row.property, reader),
        before=None if before is None else scalar(row.property, before, reader, row.unit or ""),
        after=None if after is None else scalar(row.property, after, reader, row.unit or ""),
        not_before=row.not_before.date() if row.not_before else None,
        not_after=row.not_after.date() if row.not_after else None,
        tag=SourceTag(row.publisher, "other", Period.day(row.at.date()), url=row.url),
        href=number(row.seq, reader),
        corrects=row.corrects or 0,
        why=row.why or "",
        corrects_href=number(row.corrects, reader) if row.corrects else "",
        retrospective=row.retrospective,
        sha_before=row.sha_before or "",
        sha_after=row.sha_after or "",
    )


def number(seq: int, reader: Reader) -> str:
    """Give the address of a change by its number."""
    return f"{reader.link('changes', after=seq - 1, retrospective=1)}#change-{seq}"


def about(name: str, reader: Reader) -> str:
    """Name what changed: a property, or a kind of event."""
    if name in PROPERTIES:
        return PROPERTIES[name].label(reader.lang)
    return EVENT_KINDS[name].label(reader.lang) if name in EVENT_KINDS else name
