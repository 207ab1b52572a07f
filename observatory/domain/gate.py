"""The gate: may what was read from a page be believed, and what does its silence mean?

Pure: it compares an extract with what the same source said before, and gives a verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from observatory.domain.extract import (
    BLOCKED,
    CODES,
    DEGRADED,
    FAILED,
    QUARANTINED,
    REJECTED,
    Extract,
    Reason,
)
from observatory.domain.statements import Assertion

ACCEPTED = "accepted"
GOOD = frozenset({ACCEPTED, DEGRADED})
"""Verdicts whose facts are taken; only they move "last checked" or can close anything."""

SEVERITY = (FAILED, BLOCKED, REJECTED, QUARANTINED, DEGRADED, ACCEPTED)
OUTCOMES = (FAILED, BLOCKED, REJECTED, QUARANTINED, DEGRADED, "ok", "unchanged")

MOST_GONE = 5
"""More than one record in this many gone at once is implausible …"""
LEAST_GONE = 3
"""… if it is at least this many records (or, for changed values, this many facts)."""

MOST_TIMES = 20
"""A number more than so many times what it was, or as many times less, is implausible."""

Said = tuple[str, str, str]
"""(record, property, value key): one assertion, compared between two looks."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's answer on one page: a word of ``SEVERITY`` and every reason for it."""

    word: str
    reasons: tuple[Reason, ...] = ()

    @property
    def good(self) -> bool:
        """Say whether the facts of the page are taken."""
        return self.word in GOOD


def judge(reasons: Iterable[Reason]) -> Verdict:
    """Give the verdict on one page: the worst of its reasons, or accepted."""
    reasons = tuple(reasons)
    words = {CODES[reason.code] for reason in reasons}
    return Verdict(next((word for word in SEVERITY if word in words), ACCEPTED), reasons)


def judge_extract(extract: Extract) -> Verdict:
    """Judge one page by itself; broken blocks alone make it degraded."""
    reasons = list(extract.reasons)
    if extract.damage and not any(reason.code == "broken_block" for reason in reasons):
        reasons.append(
            Reason("broken_block", f"{len(extract.damage)} part(s) of the page are broken")
        )
    return judge(reasons)


def is_doubtful(codes: Iterable[str]) -> bool:
    """Say, by its reasons, whether a page lacks what it should give: what it lacks is not gone."""
    return "value_missing" in codes


def judge_change(
    before: Collection[Said], now: Collection[Said], listing: Collection[str]
) -> tuple[Reason, ...]:
    """Compare all that a source stated with what it states in this run.

    ``listing`` holds the records of ``before`` that a complete list of this run should name.
    More than a fifth and at least three of them gone, half of the facts of the records that
    remain changed (at least three), or half of the cells of a column blank that were not (at least
    three), is not believed without a person.
    """
    reasons = []
    present = {record for record, _, _ in now}
    gone = sorted(set(listing) - present)
    if len(gone) >= LEAST_GONE and len(gone) * MOST_GONE > len(set(listing)):
        shown = ", ".join(gone[:5])
        reasons.append(
            Reason("records_gone", f"{len(gone)} of {len(set(listing))} records are gone: {shown}")
        )
    kept = {(record, key): value for record, key, value in now}
    common = [said for said in before if (said[0], said[1]) in kept]
    now_set = set(now)
    changed = [said for said in common if said not in now_set]
    if len(changed) >= LEAST_GONE and len(changed) * 2 >= len(common):
        reasons.append(
            Reason("half_changed", f"{len(changed)} of {len(common)} facts changed in one look")
        )
    reasons += _emptied({s[:2] for s in before if s[0] in present & set(listing)}, set(kept))
    return tuple(reasons)


def judge_numbers(before: Iterable[Assertion], now: Iterable[Assertion]) -> tuple[Reason, ...]:
    """Hold numbers that moved by more than ``MOST_TIMES`` in one look: a slip of the keyboard.

    Numbers below one count as one; another unit is another number, and several numbers at once
    (amounts of several grants) are none of each other's past.
    """
    was = {_number_of(a): a for a in before if not a.many and a.value.number is not None}
    reasons = []
    for new in now:
        old = was.get(_number_of(new))
        if old is None or new.value.number is None or old.value.number is None or new.many:
            continue
        low, high = sorted(max(abs(n), 1) for n in (old.value.number, new.value.number))
        if high > low * MOST_TIMES:
            said = f"{new.record}, {new.property}: {old.value.text} became {new.value.text}"
            reasons.append(Reason("number_leapt", said))
    return tuple(reasons)


def _number_of(one: Assertion) -> tuple[str, str, str]:
    return one.record, one.property, one.value.unit


def _emptied(
    before: Collection[tuple[str, str]], now: Collection[tuple[str, str]]
) -> Iterator[Reason]:
    """Name the columns of which half of the cells went blank at once; one that is gone is none."""
    for column in sorted({key for _, key in before} & {key for _, key in now}):
        filled = [cell for cell in before if cell[1] == column]
        blank = [cell for cell in filled if cell not in now]
        if len(blank) >= LEAST_GONE and len(blank) * 2 >= len(filled):
            said = f"{len(blank)} of {len(filled)} values of {column} are blank"
            yield Reason("half_changed", said)


def outcome(verdicts: Iterable[tuple[str, bool]]) -> str:
    """Give the outcome of a run from (verdict, unchanged) of each page: the worst page wins."""
    pages = list(verdicts)
    if not pages:
        return FAILED
    words = {word for word, _ in pages}
    for word in SEVERITY:
        if word in words and word != ACCEPTED:
            return word
    return "unchanged" if all(unchanged for _, unchanged in pages) else "ok"
