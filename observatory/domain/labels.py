"""The label ledger: from dated events to the state of a label, at any date, per scheme.

An act (a contract, a label, a renewal) holds for its term; a survey's or an article's word about
the status is "stated" and never a label; a lapse is computed, never stored. The rules are those of
``docs/decisions`` on labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from observatory.domain.periods import Period, add_years

STATED_SPEAKS = 2
"""Years after its period for which a stated status still speaks."""

ACTS = frozenset(
    {"contract_signed", "labelled", "conditional", "renewed", "extended", "reinstated"}
)
STATED = {
    "stated_labelled": "stated_labelled",
    "stated_in_process": "stated_in_process",
    "stated_not_labelled": "stated_not_labelled",
}

CONTRACTS_ONLY = frozenset({"ministry-digital-transition"})
"""Schemes whose contracts are no label: while one runs, the state is ``under_contract``."""

State = Literal[
    "labelled",
    "under_contract",
    "stated_labelled",
    "stated_in_process",
    "stated_not_labelled",
    "lapsed",
    "withdrawn",
    "unknown_since",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Act:
    """One event of the ledger as one citation tells it.

    ``on`` is None if undated; ``term`` is the stated end of the term, or None; ``source`` is the
    id of the event row that it came from.
    """

    scheme: str
    kind: str
    on: Period | None
    term: Period | None = None
    source: int = 0
    call: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """The same act told by several citations: its most precise date, its latest stated term."""

    scheme: str
    kind: str
    on: Period | None
    term: Period | None
    call: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LabelState:
    """What the ledger says of one scheme on one day, and from what.

    ``since`` and ``until`` are days or periods with their precision; ``computed`` marks an end that
    no source states; ``conflict`` lists later stated words that contradict an act still running.
    """

    scheme: str
    state: State
    since: Period | None = None
    until: Period | None = None
    computed: bool = False
    basis: tuple[LedgerEvent, ...] = ()
    conflict: tuple[LedgerEvent, ...] = ()
    years_of_support: float = 0.0

    @property
    def said(self) -> str:
        """Say the state in English words, with what is computed marked."""
        match self.state:
            case "labelled" | "under_contract":
                word = self.state.replace("_", " ")
                return f"{word} (term computed)" if self.computed else f"{word} (to {self.until})"
            case "lapsed":
                return "lapsed (computed)" if self.computed else f"lapsed (on {self.until})"
            case "unknown_since":
                return f"unknown since {self.since}"
        return self.state.replace("_", " ")


def merge(acts: Iterable[Act]) -> list[LedgerEvent]:
    """Merge acts of one scheme and kind whose periods overlap into one event each.

    Undated acts stand alone. The result is in order of date, undated first.
    """
    events: list[LedgerEvent] = []
    ordered = sorted(acts, key=lambda act: (act.scheme, act.kind))
    for (scheme, kind), group in groupby(ordered, key=lambda act: (act.scheme, act.kind)):
        clusters: list[list[Act]] = []
        for act in sorted(group, key=_precision):
            home = next((c for c in clusters if _overlap(c[0], act)), None)
            if home is None:
                clusters.append([act])
            else:
                home.append(act)
        for told in clusters:
            terms = [act.term for act in told if act.term]
            events.append(
                LedgerEvent(
                    scheme,
                    kind,
                    told[0].on,
                    max(terms, key=lambda term: term.hi) if terms else None,
                    next((act.call for act in told if act.call), ""),
                    tuple(act.source for act in told),
                )
            )
    return sorted(events, key=lambda e: (e.on is not None, e.on.hi if e.on else date.min, e.kind))


def term_end(event: LedgerEvent) -> tuple[Period | None, bool]:
    """Give the end of an act's term and whether it is computed.

    Unstated terms are 3 years for acts before 2023 and 5 years from 2023 (ministry's rules of 2011
    and 2023), counted from the last day on which the act can have happened.
    """
    if event.term:
        return event.term, False
    if event.on is None:
        return None, True
    years = 5 if event.on.hi.year >= 2023 else 3
    if event.on.precision in ("month", "year"):
        end = add_years(event.on.lo, years), add_years(event.on.hi, years)
        return Period(*end), True
    return Period.day(add_years(event.on.hi, years)), True


def state_at(events: Sequence[LedgerEvent], day: date, scheme: str) -> LabelState:
    """Give the state of a scheme on ``day``, from evidence dated on or before it."""
    dated = [e for e in events if e.scheme == scheme and e.on is not None]
    acts = [e for e in dated if e.kind in ACTS and _last(e) <= day]
    support = _support(acts, day)
    withdrawn = [e for e in dated if e.kind == "withdrawn" and _last(e) <= day]
    stated = [e for e in dated if e.kind in STATED and _first(e) <= day]
    last = max(acts, key=lambda e: (_last(e), e.term is not None), default=None)
    if withdrawn and (last is None or _last(withdrawn[-1]) >= _last(last)):
        gone = withdrawn[-1]
        return LabelState(scheme, "withdrawn", gone.on, basis=(gone,), years_of_support=support)
    end, computed = longest(acts, last) if last else (None, False)
    if last and end and end.hi >= day:
        against = tuple(
            e for e in stated if e.kind != "stated_labelled" and _first(e) > _last(last)
        )
        confirming = tuple(
            e for e in stated if e.kind == "stated_labelled" and _first(e) > _last(last)
        )
        since = _unbroken(acts, last)
        running: State = "under_contract" if scheme in CONTRACTS_ONLY else "labelled"
        return LabelState(
            scheme, running, since, end, computed, (last, *confirming), against, support
        )
    later = [e for e in stated if end is None or _speaks_until(e)[0] > end.hi]
    if later:
        word = max(later, key=lambda e: (_speaks_until(e)[0], e.kind))
        rivals = tuple(e for e in later if e.kind != word.kind and _overlap(e, word))
        if day <= _speaks_until(word)[1]:
            state: State = STATED[word.kind]  # type: ignore[assignment]
            return LabelState(scheme, state, word.on, None, False, (word,), rivals, support)
        since = Period.parse(f"{_speaks_until(word)[1]:%Y-%m}")
        return LabelState(scheme, "unknown_since", since, None, True, (word,), rivals, support)
    if last and end:
        return LabelState(scheme, "lapsed", end, end, computed, (last,), (), support)
    return LabelState(scheme, "unknown", years_of_support=support)


def states(events: Sequence[LedgerEvent], day: date) -> list[LabelState]:
    """Give the state of every scheme that the ledger speaks of, on ``day``."""
    return [state_at(events, day, scheme) for scheme in sorted({e.scheme for e in events})]


def _support(acts: Sequence[LedgerEvent], day: date) -> float:
    """Sum the days of the terms up to ``day``, overlapping days once; in years, one decimal."""
    terms = ((_last(act), term_end(act)[0]) for act in acts)
    spans = sorted((start, min(end.hi, day)) for start, end in terms if end)
    total, reached = 0, date.min
    for start, stop in spans:
        if stop > max(start, reached):
            total += (stop - max(start, reached)).days
            reached = stop
    return round(total / 365.25, 1)


def longest(acts: Sequence[LedgerEvent], last: LedgerEvent) -> tuple[Period | None, bool]:
    """Give the end of the last act; a term stated by an act of the same days wins."""
    same = [act for act in acts if _overlap(act, last)]
    ends = [term_end(act) for act in same]
    stated = [end for end in ends if not end[1]]
    return max(stated or ends, key=lambda end: end[0].hi if end[0] else date.min)


def _unbroken(acts: Sequence[LedgerEvent], last: LedgerEvent) -> Period | None:
    """Give the date from which the label runs without a gap up to the last act."""
    first = last
    for act in sorted(acts, key=_last, reverse=True):
        end, _ = term_end(act)
        if end and end.hi >= _first(first) and _last(act) <= _last(first):
            first = act
    return first.on


def _speaks_until(event: LedgerEvent) -> tuple[date, date]:
    assert event.on is not None
    return event.on.hi, add_years(event.on.hi, STATED_SPEAKS)


def _overlap(one: Act | LedgerEvent, other: Act | LedgerEvent) -> bool:
    return bool(one.on and other.on and one.on.overlaps(other.on))


def _precision(act: Act) -> tuple[int, date]:
    return ((act.on.hi - act.on.lo).days, act.on.lo) if act.on else (10**6, date.max)


def _first(event: LedgerEvent) -> date:
    assert event.on is not None
    return event.on.lo


def _last(event: LedgerEvent) -> date:
    assert event.on is not None
    return event.on.hi
