"""Events as people read them: what, when, who tells it; the same event told twice stands once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from observatory.domain.clean import fold
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.present import tags
from observatory.present.reader import Reader
from observatory.present.views import SourceTag
from observatory.store.queries.events import Told

BESIDE = ("reported", "lead", "mention")
"""Kinds that stand under headings of their own."""


@dataclass(frozen=True, slots=True)
class ToldView:
    """One event; ``told_by`` are the tags of all who tell it, ``note`` the reviewer's remark."""

    id: int
    kind: str
    what: str
    on: Period | None
    text: str
    lang: str
    told_by: tuple[SourceTag, ...]
    inferred: tuple[str, ...]
    note: str = ""
    amount: str = ""
    url: str = ""


def told(rows: Iterable[Told], reader: Reader) -> tuple[ToldView, ...]:
    """Give events, the latest first; what several sources tell in the same words stands once."""
    merged: dict[tuple[str, str, str], list[Told]] = {}
    for row in rows:
        merged.setdefault((row.kind, str(row.on), fold(row.text)), []).append(row)
    return tuple(_view(same, reader) for same in merged.values())


def of_life(row: Told) -> bool:
    """Say whether an event belongs to a body's life: no label act, no loose line."""
    return not EVENT_KINDS[row.kind].in_ledger and row.kind not in BESIDE


def only(kind: str) -> Callable[[Told], bool]:
    """Give the test for events of one kind."""
    return lambda row: row.kind == kind


def _view(same: list[Told], reader: Reader) -> ToldView:
    first = same[0]
    ledger = EVENT_KINDS[first.kind].in_ledger
    return ToldView(
        id=first.id,
        kind=first.kind,
        what=reader.term("event_kind", first.kind),
        on=first.on,
        text="" if ledger else first.payload.get(reader.lang, first.text),
        lang=reader.lang if reader.lang in first.payload else first.lang,
        told_by=tuple(tags.of_told(row) for row in same),
        inferred=tuple(p for p in first.by.inferred if p not in tags.OF_DATES),
        note=first.by.note,
        amount="" if (paid := first.payload.get("amount", "")) in first.text else paid,
        url=first.payload.get("url", ""),
    )
