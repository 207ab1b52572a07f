"""The label ledger as people see it: a state with its dates, a timeline, and how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from observatory.domain.labels import (
    ACTS,
    STATED_SPEAKS,
    LabelState,
    LedgerEvent,
    term_end,
)
from observatory.domain.periods import Period, add_years
from observatory.domain.vocabulary.events import LABEL_SCHEMES
from observatory.present import dates, tags
from observatory.present.reader import Reader
from observatory.present.views import LabelView, Timeline, TimelineEvent, TimelineTerm
from observatory.present.words import N_
from observatory.store.queries.events import Told

COMPUTED = N_("No source states the end: counted as three years for acts before 2023, five since.")
AGAINST = N_("A later source says otherwise: %(said)s (%(day)s).")
TERM = N_("%(act)s of %(day)s")


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a state rests: an act or a word, its independent voices, what is worked out."""

    kind: str
    on: Period | None
    voices: int
    inferred: tuple[str, ...]
    told: tuple[Told, ...]
    call: str = ""


def label(state: LabelState, told: Mapping[int, Told], reader: Reader) -> LabelView:
    """Give a state with its dates, the reason of a computed end, and what contradicts it."""
    first = _first_told(state.basis, told)
    return LabelView(
        state=state.state,
        scheme=state.scheme,
        since=state.since,
        until=state.until,
        computed=state.computed and state.state in ("labelled", "under_contract", "lapsed"),
        reason=reader.gettext(COMPUTED) if state.computed and state.until else "",
        conflict=against(state, reader),
        years_of_support=state.years_of_support or None,
        tag=tags.of_told(first) if first else None,
    )


def against(state: LabelState, reader: Reader) -> str:
    """Say what contradicts a state, or nothing."""
    return " ".join(
        reader.gettext(
            AGAINST,
            said=reader.term("event_kind", event.kind),
            day=dates.period(event.on, reader.lang) if event.on else "",
        )
        for event in state.conflict
    )


def basis(state: LabelState, told: Mapping[int, Told]) -> tuple[Basis, ...]:
    """Give on what a state rests."""
    out = []
    for event in state.basis:
        rows = tuple(told[key] for key in event.sources if key in told)
        parts = {part for row in rows for part in row.by.inferred}
        if any(not row.by.inferred for row in rows):
            parts = set()
        voices = len({row.by.voice for row in rows})
        out.append(Basis(event.kind, event.on, voices, tuple(sorted(parts)), rows, event.call))
    return tuple(out)


def timeline(
    ledger: Collection[LedgerEvent],
    scheme: str,
    told: Mapping[int, Told],
    reader: Reader,
    today: date,
) -> Timeline | None:
    """Draw one scheme: acts as bars to their end, words for as long as they speak."""
    mine = [event for event in ledger if event.scheme == scheme and event.on is not None]
    if not mine:
        return None
    return Timeline(
        title=reader.term("scheme", scheme),
        today=today,
        events=tuple(_mark(event, told, reader) for event in mine),
        terms=tuple(term for event in mine if (term := _term(event, reader))),
    )


def undated(ledger: Collection[LedgerEvent], scheme: str) -> list[LedgerEvent]:
    """Give the events of a scheme that no source dates."""
    return [event for event in ledger if event.scheme == scheme and event.on is None]


def _mark(event: LedgerEvent, told: Mapping[int, Told], reader: Reader) -> TimelineEvent:
    assert event.on is not None
    rows = [told[key] for key in event.sources if key in told]
    text = reader.term("event_kind", event.kind)
    voices = len({row.by.voice for row in rows})
    if voices > 1:
        more = reader.ngettext("%(count)s voice", "%(count)s voices", voices)
        text = f"{text} ({more})"
    mark = sign(event.kind) if event.scheme in LABEL_SCHEMES else ""
    return TimelineEvent(event.on, text, mark, tags.of_told(rows[0]) if rows else None)


def sign(kind: str) -> str:
    """Give the state whose star stands for a kind of label event, or nothing."""
    if kind in ACTS:
        return "labelled"
    return kind if kind.startswith("stated_") or kind == "withdrawn" else ""


def _term(event: LedgerEvent, reader: Reader) -> TimelineTerm | None:
    assert event.on is not None
    named = reader.term("event_kind", event.kind)
    text = reader.gettext(TERM, act=named, day=dates.period(event.on, reader.lang))
    if event.kind in ACTS:
        end, computed = term_end(event)
        if end is None:
            return None
        if event.scheme not in LABEL_SCHEMES:
            return TimelineTerm(event.on, end, "lapsed", text)
        return TimelineTerm(event.on, end, "labelled", text, computed)
    if event.kind.startswith("stated_"):
        last = Period.day(add_years(event.on.hi, STATED_SPEAKS))
        return TimelineTerm(event.on, last, event.kind, text)
    return None


def _first_told(events: Collection[LedgerEvent], told: Mapping[int, Told]) -> Told | None:
    return next((told[key] for event in events for key in event.sources if key in told), None)
