"""Reading one page with its source's reader: whatever happens, an extract comes out."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from observatory.domain.clean import has_contact, strip_contacts
from observatory.domain.extract import Extract, Reason
from observatory.domain.facts import Event, Fact, Follow
from observatory.domain.unseen import sound
from observatory.harvest.address import clean_url
from observatory.harvest.encoding import MOJIBAKE
from observatory.harvest.misread import BadAddress, Misread
from observatory.harvest.page import Page
from observatory.harvest.poison import damage, poison
from observatory.harvest.source import Loaded, Source
from observatory.harvest.text import fold

SaidOf = TypeVar("SaidOf", Fact, Event)

MAX_SAID = 50_000
"""More facts, events and addresses than any page gives: a reader that does not end."""


def read_page(loaded: Loaded, page: Page, *, start: bool) -> Extract:
    """Read ``page``; on a start page the source's anchors must stand.

    Never raises: what the reader raises, and what is wrong with the page, become reasons. The
    number of records is judged over a whole run, by :func:`expected`.
    """
    reasons: list[Reason] = []
    facts: list[Fact] = []
    events: list[Event] = []
    follows: dict[str, None] = {}
    broken: frozenset[str] = frozenset()
    try:
        reasons += poison(page) or _missing_anchors(loaded.source, page, start)
        broken = damage(page)
        if not reasons:
            reasons += _damaged(page)
            reasons += _sort(loaded, page, facts, events, follows)
            lists = start and not (follows or reasons)
            reasons += _judged(loaded.source, page, facts, events, lists)
    except Misread as error:
        reasons.append(error.reason)
    except Exception as error:
        reasons.append(Reason("reader_raised", _where(error, loaded.module)))
    if broken:
        reasons.append(Reason("broken_block", f"{len(broken)} blocks of the page are broken"))
    return Extract(tuple(facts), tuple(events), tuple(follows), tuple(reasons), broken)


def count(source: Source, facts: Iterable[Fact], events: Iterable[Event]) -> int:
    """Count what ``expect`` speaks of.

    These are the records of the first scope whose absence is a record's, or everything said if
    there is no such scope.
    """
    listed = next((scope for scope, absence in source.scopes.items() if absence == "record"), None)
    if listed is None:
        return sum(1 for _ in facts) + sum(1 for _ in events)
    return len({fact.record for fact in facts if fact.scope == listed})


def expected(source: Source, found: int) -> Reason | None:
    """Say what is wrong with the number of records of a whole run, if anything."""
    expect = source.expect
    if found in expect:
        return None
    if not found:
        return Reason("nothing_found", f"nothing where {_span(expect)} are expected")
    return Reason("unexpected_count", f"{found} where {_span(expect)} are expected")


def _sort(
    loaded: Loaded,
    page: Page,
    facts: list[Fact],
    events: list[Event],
    follows: dict[str, None],
) -> list[Reason]:
    """Sort what is said; give the reason if the reader refuses or doubts the page in the end."""
    try:
        for number, said in enumerate(map(sound, loaded.read(page))):
            if number >= MAX_SAID:
                raise OverflowError(f"more than {MAX_SAID}")
            if isinstance(said, Follow):
                if wanted := " ".join(_addresses(said)):
                    follows[wanted] = None
                continue
            if said.scope and said.scope not in loaded.source.scopes:
                raise LookupError(f"scope {said.scope!r} is not declared")
            if isinstance(said, Fact):
                facts.append(_without_contacts(said))
            else:
                events.append(replace(_without_contacts(said), payload=_payload(said)))
    except Misread as error:
        return [error.reason]
    return []


def _without_contacts(said: SaidOf) -> SaidOf:
    """Give what was said without phones and e-mail addresses: nothing of it may keep one."""
    if not has_contact(f"{said.raw} {said.note}"):
        return said
    return replace(said, raw=strip_contacts(said.raw)[0], note=strip_contacts(said.note)[0])


def _payload(event: Event) -> Mapping[str, str]:
    texts = {key: strip_contacts(text)[0] for key, text in event.payload.items()
             if key != "url" and has_contact(text)}  # fmt: skip
    return {**event.payload, **texts} if texts else event.payload


def _judged(
    source: Source, page: Page, facts: list[Fact], events: list[Event], lists: bool
) -> Iterator[Reason]:
    if page.decoded.doubt:
        yield Reason("encoding", f"encoding doubtful: {page.decoded.doubt}")
    elif any("\ufffd" in raw for raw in [*(f.raw for f in facts), *(e.raw for e in events)]):
        yield Reason("encoding", "encoding doubtful: a value holds bytes that are no letter")
    elif any(MOJIBAKE.search(raw) for raw in [*(f.raw for f in facts), *(e.raw for e in events)]):
        yield Reason("encoding", "encoding doubtful: a value was encoded twice")
    if lists and not facts and not events and source.expect.start > 0:
        yield Reason(
            "nothing_found", f"nothing on a page where {_span(source.expect)} are expected"
        )


def _damaged(page: Page) -> list[Reason]:
    """Open a document, before its reader does; raises ``Misread`` if it cannot be read at all."""
    doubts = page.pdf.doubts if page.pdf else ()
    return [Reason("damaged_text", "; ".join(doubts))] if doubts else []


def _missing_anchors(source: Source, page: Page, start: bool) -> list[Reason]:
    if not start:
        return []
    missing = [anchor for anchor in source.anchors if fold(anchor) not in page.folded]
    said = ", ".join(repr(anchor) for anchor in missing)
    return [Reason("anchor_missing", f"the page does not say {said}")] if missing else []


def _addresses(asked: Follow) -> Iterator[str]:
    """Give the address that is asked for and its stand-ins, without what is not fetched."""
    for url in (asked.url, *asked.otherwise):
        with suppress(BadAddress):
            yield clean_url(url)


def _where(error: Exception, module: str) -> str:
    """Name the error and the reader's line, without the message: it may quote the page."""
    own = module.rpartition(".")[2]
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f"{own}.py" in f.filename]
    place = f" at {own}.py line {frames[-1].lineno}" if frames else ""
    if isinstance(error, LookupError) and str(error).startswith("scope "):
        return str(error)
    return f"{type(error).__name__}{place}"


def _span(expect: range) -> str:
    return f"{expect.start} to {expect.stop - 1}"
