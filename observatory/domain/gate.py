"""The gate: may what was read from a page be believed, and what does its silence mean?

Pure: it compares an extract with what the same source said before, and gives a verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from observatory.domain.clean import fold
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
from observatory.domain.facts import Fact
from observatory.domain.statements import Assertion
from observatory.domain.vocabulary.properties import PROPERTIES

ACCEPTED = "accepted"
GOOD = frozenset({ACCEPTED, DEGRADED})
"""Verdicts whose facts are taken; only they move "last checked" or can close anything."""

DOUBTFUL = frozenset({"value_missing", "damaged_text"})
"""Reasons for which a page that is read may lack what it should give."""

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
    return not DOUBTFUL.isdisjoint(codes)


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


def judge_fill(before: Iterable[Fact], now: Iterable[Fact]) -> tuple[Reason, ...]:
    """Hold a look in which half of a property's records, at least three, state it no more.

    Compared with the last good look at the same pages; a column that is gone as a whole, or that
    another took the place of, counts like one that went blank. Records that are gone, and new
    ones, say nothing of how well a column is filled.
    """
    was, now_cells = _stating(before), _stating(now)
    present = {(scope, record) for (scope, _), records in now_cells.items() for record in records}
    reasons = []
    for (scope, name), records in sorted(was.items()):
        filled = {record for record in records if (scope, record) in present}
        blank = filled - now_cells.get((scope, name), set())
        if len(blank) >= LEAST_GONE and len(blank) * 2 >= len(filled):
            said = f"{len(blank)} of {len(filled)} values of {name} are blank"
            reasons.append(Reason("half_changed", said))
    return tuple(reasons)


def judge_names(before: Iterable[Fact], now: Iterable[Fact]) -> tuple[Reason, ...]:
    """Hold a look in which half of the records, at least three, became others or are named anew.

    A list that goes on with as many rows of other names is another list, or a poisoned one; it is
    not that so many went and so many came.
    """
    was, became = _names(before), _names(now)
    gone, new = was.keys() - became.keys(), became.keys() - was.keys()
    swapped = min(len(gone), len(new))
    both = [record for record in was if was[record] and became.get(record)]
    renamed = [record for record in both if was[record].isdisjoint(became[record])]
    if swapped >= LEAST_GONE and swapped * 2 >= len(was):
        said = f"{len(gone)} of {len(was)} records are gone and {len(new)} are new in one look"
    elif len(renamed) >= LEAST_GONE and len(renamed) * 2 >= len(both):
        said = f"{len(renamed)} of {len(both)} records have another name in one look"
    else:
        return ()
    return (Reason("records_renamed", said),)


def _stating(facts: Iterable[Fact]) -> dict[tuple[str, str], set[str]]:
    """Give the records that state each (scope, property)."""
    found: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        if fact.raw.strip():
            found.setdefault((fact.scope, fact.property), set()).add(fact.record)
    return found


def _names(facts: Iterable[Fact]) -> dict[tuple[str, str], set[str]]:
    """Give the names of each (scope, record), folded; none where it states none."""
    found: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        names = found.setdefault((fact.scope, fact.record), set())
        rule = PROPERTIES.get(fact.property)
        if rule and rule.datatype == "name":
            names.add(fold(fact.raw))
    return found


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
