"""The gate of a run: all of its pages against what the same source said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from observatory.domain.gate import judge, judge_change, judge_numbers
from observatory.domain.statements import Spell
from observatory.engine.installation import scopes
from observatory.engine.placing import Placed
from observatory.engine.visiting import Looked
from observatory.harvest import Loaded
from observatory.harvest.reading import count, expected


def gate_run(
    loaded: Loaded,
    pages: Sequence[Looked],
    placed: Mapping[str, Placed],
    before: Sequence[Spell],
    complete: frozenset[str],
) -> None:
    """Judge the run as a whole, and say so on the pages that were read in it.

    What was read before stands as it was judged then; reviewed files were judged by review. A
    number that leapt holds the page that prints it, and no other.
    """
    fresh = [page for page in pages if page.verdict.good and page.extract is not None]
    if not fresh or loaded.source.files:
        return
    good = [page for page in pages if page.verdict.good]
    if len(good) == len(pages):
        found = count(
            loaded.source,
            (fact for page in good for fact in page.said[0]),
            (event for page in good for event in page.said[1]),
        )
        odd = expected(loaded.source, found)
        if odd:
            fresh[0].verdict = judge((*fresh[0].verdict.reasons, odd))
    now = [a for page in pages if page.verdict.good for a in placed[page.url].assertions]
    listing = {s.assertion.record for s in before if s.assertion.scope in complete}
    reasons = judge_change([s.key for s in before], [a.key for a in now], listing)
    if reasons:
        for page in fresh:
            page.verdict = judge((*page.verdict.reasons, *reasons))
    known = [spell.assertion for spell in before]
    for page in fresh:
        if leapt := judge_numbers(known, placed[page.url].assertions):
            page.verdict = judge((*page.verdict.reasons, *leapt))


def complete_lists(loaded: Loaded, pages: Sequence[Looked]) -> frozenset[str]:
    """Give the lists of which every page of this run was a good look, and none was missing."""
    missing = any(reason.code == "page_missing" for p in pages for reason in p.verdict.reasons)
    if missing or not all(page.verdict.good for page in pages):
        return frozenset()
    return frozenset(s for s, absence in scopes(loaded).items() if absence == "record")
