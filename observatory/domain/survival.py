"""Spells for survival analysis: when a body existed and when it was labelled, as bounds.

A spell begins on some day from ``start_lo`` to ``start_hi`` and ends on some day from ``end_lo``
to ``end_hi``; None is no bound. Nothing is guessed between the bounds: sources that disagree widen
them, and what is not known to have ended is censored where the evidence stops, never at today.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from observatory.domain.creation import created_later
from observatory.domain.labels import ACTS, STATED_SPEAKS, LedgerEvent, longest
from observatory.domain.periods import Period, add_years, begun

OVER = frozenset({"ended", "dormant"})
"""States of life that end a spell of existence."""

StartBy = Literal["stated", "act", "sign", "none"]
EndKind = Literal[
    "ended", "dormant", "censored", "unknown", "withdrawn", "lapsed_computed", "term_ended",
    "stated_otherwise", "act_followed", "no_spell",
]  # fmt: skip
END_KINDS: dict[str, str] = {
    "ended": "a source says that the body has ended, and no later sign of life is known",
    "dormant": "a source says that the body still exists and does nothing",
    "censored": "not known to have ended; right-censored at end_lo: the last sign of life, for a"
    " label by act the day asked for, for a stated label the last word that still speaks",
    "unknown": "nothing speaks for the day asked for: no sign of life is dated, or the last stated"
    " word is more than two years old; right-censored at end_lo",
    "withdrawn": "the authority withdrew the label",
    "lapsed_computed": "the term ran out; no source states its length, so it is computed: three"
    " years for acts before 2023, five since, as precise as the act is dated",
    "term_ended": "the term ran out on the day or in the period that a source states",
    "stated_otherwise": "a later source says that the body is not labelled, or not yet",
    "act_followed": "a label act followed the stated status and opens a spell of its own",
    "no_spell": "at risk and never known to be labelled in this scheme",
}
"""How a spell ends, for the codebook."""


@dataclass(frozen=True, slots=True)
class Existence:
    """One body’s spell of existence; ``start_by`` names what bounds its start."""

    start_lo: date | None
    start_hi: date | None
    end_lo: date | None
    end_hi: date | None
    end_kind: EndKind
    start_by: StartBy


@dataclass(frozen=True, slots=True)
class LabelSpell:
    """One unbroken run of terms, or of stated words, in one scheme.

    ``basis`` is ``act``, ``stated`` or ``none``. ``term`` is the end of the run, stated or
    ``computed``, also where it lies ahead. ``renewals`` counts later acts that joined.
    ``support_years`` are those of the run up to the day asked for. ``events`` it rests on.
    """

    scheme: str
    basis: Literal["act", "stated", "none"]
    start_lo: date | None
    start_hi: date | None
    end_lo: date | None
    end_hi: date | None
    end_kind: EndKind
    term: Period | None = None
    computed: bool = False
    renewals: int = 0
    support_years: float = 0.0
    events: tuple[LedgerEvent, ...] = ()


def existence(
    created: Collection[Period],
    life: Collection[tuple[str, Period | None]],
    acts: Collection[Period],
    signs: Collection[Period],
    day: date,
) -> Existence | None:
    """Give a body's spell of existence as known on ``day``; None if it began later.

    ``created`` are all stated dates of creation, ``life`` the stated states of life with the time
    each speaks for, ``acts`` the dates of label acts, ``signs`` those of every sign of life. The
    start lies within the widest span that the stated dates leave, and no later than the first act
    of the authority; an act before all stated dates widens the span. Without a stated date the
    start lies on or before the first act or sign. The end lies between the last sign of life and
    the last day for which a source says "ended" or "dormant"; a later sign of life overrules it,
    and an undated word counts only where there is no sign of life at all.
    """
    if created_later(created, day):
        return None
    born = [one for one in created if one.lo <= day]
    first_act = min((one for one in acts if one.lo <= day), key=_until, default=None)
    alive = [one for one in signs if one.lo <= day]
    seen = min([*alive, *filter(None, [first_act])], key=_until, default=None)
    start_lo, start_hi = None, seen.hi if seen else None
    by: StartBy = "none" if seen is None else "act" if seen == first_act else "sign"
    if born:
        start_lo, start_hi, by = min(one.lo for one in born), max(one.hi for one in born), "stated"
        if first_act:
            start_lo = min(start_lo, first_act.lo)
            start_hi = min(start_hi, max(first_act.hi, start_lo))
    last = max((one.lo for one in (*alive, *acts) if one.lo <= day), default=None)
    end_lo = max(filter(None, (last, start_lo)), default=None)
    said = [(on.hi if on else date.min, status, on) for status, on in life
            if status in OVER and begun(on, day)]  # fmt: skip
    if said:
        _, status, on = max(said, key=lambda one: one[0])
        if last is None or (on and on.hi >= last):
            kind: EndKind = "ended" if status == "ended" else "dormant"
            until = max(filter(None, (on.hi, end_lo))) if on else None
            return Existence(start_lo, start_hi, end_lo, until, kind, by)
    return Existence(start_lo, start_hi, end_lo, None, "censored" if last else "unknown", by)


def label_spells(events: Sequence[LedgerEvent], scheme: str, day: date) -> list[LabelSpell]:
    """Give the spells of one scheme as known on ``day``, in order of time.

    Acts: a spell is an unbroken run; an act whose last possible day falls within the running term
    joins it (a renewal), a later one opens a new spell, as years of support are counted. Words: a
    body said to be labelled while no act runs has a spell that began at the latest in the first
    word's period, and not before what last spoke against it.
    """
    mine = [one for one in events if one.scheme == scheme and one.on is not None]
    withdrawn = [one for one in mine if one.kind == "withdrawn" and _on(one).hi <= day]
    runs = _runs([one for one in mine if one.kind in ACTS and _on(one).hi <= day], withdrawn)
    by_act = [_act_spell(run, withdrawn, day) for run in runs]
    words = [one for one in mine if one.kind.startswith("stated_") and _on(one).lo <= day]
    yes = [one for one in words if one.kind == "stated_labelled"]
    against = [one for one in words if one.kind != "stated_labelled"]
    outside = [one for one in yes if not any(_covers(spell, _on(one)) for spell in by_act)]
    stated = [_stated_spell(run, by_act, against, day) for run in _said(outside, by_act, against)]
    return sorted((*by_act, *stated), key=lambda one: one.start_hi or date.max)


def _runs(
    acts: Sequence[LedgerEvent], withdrawn: Collection[LedgerEvent]
) -> list[list[LedgerEvent]]:
    """Put acts into unbroken runs, by the last day on which each can have happened."""
    out: list[list[LedgerEvent]] = []
    reached = before = date.min
    for act in sorted(acts, key=lambda one: _until(_on(one))):
        on = _on(act)
        if on.hi > reached or any(before <= _on(gone).hi <= on.hi for gone in withdrawn):
            out.append([])
        out[-1].append(act)
        end, _ = longest(acts, act)
        reached, before = max(reached, end.hi) if end else reached, on.hi
    return out


def _act_spell(
    run: Sequence[LedgerEvent], withdrawn: Collection[LedgerEvent], day: date
) -> LabelSpell:
    begins = _on(run[0])
    end, computed = max(
        (longest(run, act) for act in run), key=lambda one: one[0].hi if one[0] else date.min
    )
    assert end is not None  # a dated act has a term, if only a computed one
    days = {_on(act).lo for act in run if _on(act).lo > begins.hi}
    gone = next((w for w in withdrawn if begins.hi <= _on(w).hi <= end.hi), None)
    stops = min(_on(gone).hi if gone else end.hi, day)
    made = LabelSpell(
        run[0].scheme, "act", begins.lo, begins.hi, day, None, "censored", end, computed,
        len(days), round((stops - begins.hi).days / 365.25, 4), tuple(run),
    )  # fmt: skip
    if gone:
        on = _on(gone)
        lo = max(on.lo, begins.lo)
        return replace(made, end_lo=lo, end_hi=on.hi, end_kind="withdrawn", events=(*run, gone))
    if end.hi < day:
        kind: EndKind = "lapsed_computed" if computed else "term_ended"
        lo = max(end.lo, begins.lo)
        return replace(made, end_lo=lo, end_hi=max(end.hi, lo), end_kind=kind)
    return made


def _said(
    words: Sequence[LedgerEvent], acts: Collection[LabelSpell], against: Collection[LedgerEvent]
) -> list[list[LedgerEvent]]:
    """Put words that say "labelled" into runs that no act and no contrary word parts."""
    out: list[list[LedgerEvent]] = []
    for word in sorted(words, key=lambda one: (_on(one).lo, _on(one).hi)):
        before = _on(out[-1][-1]) if out else None
        parted = before is not None and (
            any(before.hi < _on(no).lo and _on(no).hi < _on(word).lo for no in against)
            or any(a.start_lo and before.hi < a.start_lo <= _on(word).lo for a in acts)
        )
        if before is None or parted:
            out.append([])
        out[-1].append(word)
    return out


def _stated_spell(
    run: Sequence[LedgerEvent],
    acts: Collection[LabelSpell],
    against: Collection[LedgerEvent],
    day: date,
) -> LabelSpell:
    first, last = _on(run[0]), _on(run[-1])
    floors = [one.end_lo for one in acts if one.end_lo and one.end_lo <= first.hi]
    floors += [_on(no).lo for no in against if _on(no).hi < first.lo]
    floor = max(floors, default=None)
    made = LabelSpell(
        run[0].scheme, "stated", floor, first.hi, max(filter(None, (floor, last.lo))), None,
        "censored", events=tuple(run),
    )  # fmt: skip
    act = min((a.start_hi for a in acts if a.start_hi and a.start_hi > last.hi), default=None)
    no = min((on for no in against if (on := _on(no)).hi > last.hi), key=_until, default=None)
    if no and (act is None or no.hi <= act):
        return replace(made, end_hi=no.hi, end_kind="stated_otherwise")
    if act:
        return replace(made, end_hi=act, end_kind="act_followed")
    return made if day <= add_years(last.hi, STATED_SPEAKS) else replace(made, end_kind="unknown")


def _covers(spell: LabelSpell, on: Period) -> bool:
    """Say whether an act ran on the last day of a word's period."""
    return bool(spell.start_lo and spell.start_lo <= on.hi <= (spell.end_hi or date.max))


def _until(on: Period) -> tuple[date, date]:
    return on.hi, on.lo


def _on(event: LedgerEvent) -> Period:
    assert event.on is not None
    return event.on
