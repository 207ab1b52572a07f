"""The gate of a run: all of its pages against what the same source said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import structlog

from observatory.domain.extract import Extract, Reason
from observatory.domain.facts import Event, Fact, Ref
from observatory.domain.gate import (
    Verdict,
    judge,
    judge_change,
    judge_extract,
    judge_fill,
    judge_names,
    judge_numbers,
)
from observatory.domain.identity import Index, passes_for_known
from observatory.domain.layout import judge_layout, layout
from observatory.domain.statements import Spell
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.engine.installation import lists, scopes
from observatory.engine.run.placing import Placed
from observatory.engine.run.visiting import Looked
from observatory.harvest import Loaded
from observatory.harvest.reading import count, expected
from observatory.store.queries.references import Reference

log = structlog.get_logger()


def gate_run(
    loaded: Loaded,
    pages: Sequence[Looked],
    placed: Mapping[str, Placed],
    before: Sequence[Spell],
    complete: frozenset[str],
    references: Mapping[str, Reference],
    index: Index,
) -> None:
    """Judge the run as a whole, and say so on the pages that were read in it.

    What was read before stands as it was judged then; reviewed files were judged by review. What
    is wrong with one page alone, such as a number that leapt, holds that page and no other.
    ``references`` are the last good readings of the pages that were read now.
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
    now = [a for page in good for a in placed[page.url].assertions]
    listing = {s.assertion.record for s in before if s.assertion.scope in complete}
    reasons = (
        *judge_change([s.key for s in before], [a.key for a in now], listing),
        *_judge_columns(loaded, good, references),
    )
    known = [spell.assertion for spell in before]
    for page in fresh:
        own = (
            *dict.fromkeys(reasons),
            *judge_numbers(known, placed[page.url].assertions),
            *_judge_alone(page, placed[page.url], references.get(page.url), index),
        )
        if own:
            page.verdict = judge((*page.verdict.reasons, *own))


def judge_page(loaded: Loaded, url: str, read: Extract) -> Verdict:
    """Judge a page that was read outside a run: by itself, and by its count if it is a whole run.

    It is one where a visit begins there, and leads nowhere else.
    """
    verdict = judge_extract(read)
    if not verdict.good or read.follows or (url,) != loaded.source.starts:
        return verdict
    odd = expected(loaded.source, count(loaded.source, read.facts, read.events))
    return judge((*verdict.reasons, odd)) if odd else verdict


def _judge_columns(
    loaded: Loaded, good: Sequence[Looked], references: Mapping[str, Reference]
) -> tuple[Reason, ...]:
    """Compare how columns are filled, and whose records they are, where absence says something.

    A page that was not looked at before, or not well now, is left out of both sides.
    """
    telling = {s for s, absence in scopes(loaded).items() if absence in ("record", "value")}
    known = [page for page in good if page.extract is None or page.url in references]
    now = [fact for page in known for fact in page.said[0] if fact.scope in telling]
    was = [
        fact
        for page in known
        for fact in (references[page.url].facts if page.extract else page.said[0])
        if fact.scope in telling
    ]
    return (*judge_fill(was, now), *judge_names(was, now))


def _judge_alone(
    page: Looked, placed: Placed, before: Reference | None, index: Index
) -> Iterator[Reason]:
    """Compare a page with its last good reading; a mere new layout is noted, and no reason."""
    facts, events = page.said
    known = (before.facts, before.events) if before else ((), ())
    if before:
        moved = judge_layout(before.facts, facts)
        if not moved and before.layout and before.layout != layout(facts):
            log.info("layout", url=page.url, said="another layout says the same")
        yield from moved
    printed = dict(_printed(*known))
    for name, ref in _printed(facts, events):
        if name not in printed and passes_for_known(name, ref, index):
            yield Reason("lookalike_name", f"{name!r} is written in letters of two scripts")
            break
    told = {event.record for event in known[1] if event.kind == "withdrawn"}
    for row in placed.events:
        if row.kind == "withdrawn" and row.record not in told:
            yield Reason("label_withdrawn", f"a label is said to be withdrawn: {row.text[:100]}")


def _printed(facts: Iterable[Fact], events: Iterable[Event]) -> Iterator[tuple[str, Ref]]:
    """Give every name that a page prints of somebody, with whom it is about."""
    about = (*(fact.about for fact in facts), *(event.about for event in events))
    yield from ((name, ref) for ref in about for name in ref.names)
    for fact in facts:
        rule = PROPERTIES.get(fact.property)
        if rule and rule.datatype == "name":
            yield fact.raw, fact.about


def complete_lists(loaded: Loaded, pages: Sequence[Looked]) -> frozenset[str]:
    """Give the lists of which every page of this run was a good look, and none was missing."""
    missing = any(reason.code == "page_missing" for p in pages for reason in p.verdict.reasons)
    if missing or not all(page.verdict.good for page in pages):
        return frozenset()
    return lists(loaded)
