"""From raw facts and events to typed ones, by the rules of their properties and kinds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from observatory.domain.belief import heard
from observatory.domain.clean import Blank, period, value, worked_out
from observatory.domain.contradictions import contradictions
from observatory.domain.extract import Reason
from observatory.domain.facts import Event, Fact
from observatory.domain.periods import Period
from observatory.domain.statements import Assertion
from observatory.domain.values import Unclear, Value
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.harvest import Loaded
from observatory.store.ledger import EventRow

LONGEST_KEY = 300
"""Characters of a text by which it is told from others as they stand; longer ones by a hash."""


def untyped(
    loaded: Loaded, facts: Iterable[Fact], events: Iterable[Event], *, url: str, read_at: datetime
) -> list[Reason]:
    """Say which facts and events of one page no rule can type, whomever they are about."""
    out, typed = [], []
    for fact in facts:
        try:
            typed.append(assertion(loaded, fact, 0, None, url, read_at.date()))
        except Blank:
            continue
        except Unclear as error:
            out.append(unclear(fact.record, fact.property, error))
    if not loaded.source.files:
        out += dict.fromkeys(reason for _, reason in contradictions(typed))
    for event in events:
        try:
            typed_event(loaded, event, 0, url, read_at, 0)
        except Unclear as error:
            out.append(unclear(event.record, event.kind, error))
    return out


def unclear(record: str, what: str, error: Unclear) -> Reason:
    """Give the reason that says what of a page no rule can type, and why."""
    return Reason("unclear_value", f"{record}, {what}: {error}")


def assertion(
    loaded: Loaded, fact: Fact, entity: int, decided: datetime | None, url: str, looked: date
) -> Assertion:
    """Type a fact; a date that counts from another day counts from the page's own, else the look.

    What of a date stands only by that day is marked as inferred. Raises ``Unclear`` if no rule can
    type it, ``Blank`` if it says nothing.
    """
    rule = PROPERTIES.get(fact.property)
    if rule is None:
        raise Unclear(f"there is no property {fact.property!r}")
    order = loaded.source.order
    since = None if fact.citation else looked
    stated = _period(fact.stated, fact.lang, since, order)
    valid = _period(fact.valid, fact.lang, since, order)
    anchor = stated.lo if stated and since and stated.lo == stated.hi else since
    typed = _indexable(value(rule, fact.raw, fact.lang, anchor, order))
    inferred = dict.fromkeys(fact.inferred)
    if rule.datatype in ("date", "moment") and worked_out(fact.raw, fact.lang, order):
        inferred["value"] = None
    if worked_out(fact.stated, fact.lang, order):
        inferred["as_of"] = None
    return Assertion(
        fact.record, entity, fact.property, typed, fact.raw[:1000], url, fact.scope, rule.many,
        fact.lang, str(valid or ""), str(stated or ""),
        fact.citation.key if fact.citation else "", fact.locator, tuple(inferred), fact.note,
        decided,
    )  # fmt: skip


def _indexable(typed: Value) -> Value:
    """Shorten the key of a long text: PostgreSQL refuses to index more than 2,700 bytes."""
    if len(typed.key) <= LONGEST_KEY:
        return typed
    digest = hashlib.sha256(typed.key.encode()).hexdigest()
    return replace(typed, key=f"{typed.key[:LONGEST_KEY]}…{digest}")


def typed_event(
    loaded: Loaded, event: Event, entity: int, url: str, read_at: datetime, reading: int
) -> EventRow:
    """Type an event; raise ``Unclear`` if its kind, its date or the end of its term is none."""
    if event.kind not in EVENT_KINDS:
        raise Unclear(f"there is no kind of event {event.kind!r}")
    term = event.payload.get("term_until", "")
    try:
        _ = Period.parse(term) if term else None
    except ValueError as error:
        raise Unclear(f"the end of the term: {error}") from error
    order = loaded.source.order
    on = _period(event.date, event.lang, None if event.citation else read_at.date(), order)
    part = worked_out(event.date, event.lang, order)
    kind = event.kind if loaded.source.files else heard(event.kind, loaded.source.kind)
    return EventRow(
        loaded.name, event.record, entity, kind, on, event.raw[:1000], event.lang,
        dict(event.payload), read_at, url, reading, event.locator,
        event.citation.key if event.citation else "",
        tuple(dict.fromkeys((*event.inferred, *filter(None, (part,))))), event.note,
    )  # fmt: skip


def _period(text: str, lang: str, anchor: date | None, order: str) -> Period | None:
    return period(text, lang, anchor, order) if text.strip() else None
