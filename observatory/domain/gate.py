"""The gate: may what was read from a page be believed, and what does its silence mean?

Pure: it compares an extract with what the same source said before, and gives a verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
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

ACCEPTED = "accepted"
GOOD = frozenset({ACCEPTED, DEGRADED})
"""Verdicts whose facts are taken; only they move "last checked" or can close anything."""

SEVERITY = (FAILED, BLOCKED, REJECTED, QUARANTINED, DEGRADED, ACCEPTED)
OUTCOMES = (FAILED, BLOCKED, REJECTED, QUARANTINED, DEGRADED, "ok", "unchanged")

MOST_GONE = 5
"""More than one record in this many gone at once is implausible …"""
LEAST_GONE = 3
"""… if it is at least this many records (or, for changed values, this many facts)."""

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


def judge_change(
    before: Collection[Said], now: Collection[Said], listing: Collection[str]
) -> tuple[Reason, ...]:
    """Compare all that a source stated with what it states in this run.

    ``listing`` holds the records of ``before`` that a complete list of this run should name.
    More than a fifth and at least three of them gone, or half of the facts of the records that
    remain changed (at least three), is not believed without a person.
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
    return tuple(reasons)


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
