"""From raw facts to typed assertions about known entities: identity and cleaning, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection

from observatory.domain.belief import heard
from observatory.domain.clean import Blank, fold, period, search_key, value, worked_out
from observatory.domain.contradictions import contradictions
from observatory.domain.extract import Reason
from observatory.domain.facts import Citation, Event, Fact, Ref
from observatory.domain.identity import Index, Known, mentioned, place
from observatory.domain.periods import Period
from observatory.domain.statements import Assertion
from observatory.domain.values import Unclear, Value
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.engine.installation import Installation
from observatory.harvest import Loaded
from observatory.store import ledger
from observatory.store.ledger import EventRow

Mint = Callable[[Ref], int | None]
"""Make the entity that a reference names, if this source may; None if it may not."""

LONGEST_KEY = 300
"""Characters of a text by which it is told from others as they stand; longer ones by a hash."""

Meant = tuple[int | None, datetime | None]
"""An entity, if it is known, and when a person decided that it is meant, if one did."""


@dataclass(slots=True)
class Placed:
    """What became of one page's facts."""

    url: str
    assertions: list[Assertion] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    unplaced: dict[str, tuple[Ref, str]] = field(default_factory=dict)
    unclear: list[Reason] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)
    """(record, property) of facts that could not be placed or typed: printed, so not gone."""


class Placing:
    """Places the pages of one source, with one index of the known entities for the whole run."""

    def __init__(
        self,
        installation: Installation,
        db: Connection,
        loaded: Loaded,
        at: datetime,
        joined: datetime | None = None,
    ) -> None:
        """Index the known entities, merged and split as at ``joined``; mint new ones at ``at``."""
        self.installation, self.db, self.loaded, self.at = installation, db, loaded, at
        self.index = installation.index(db, joined)

    def page(
        self,
        url: str,
        facts: Iterable[Fact],
        events: Iterable[Event],
        reading: int,
        read_at: datetime,
    ) -> Placed:
        """Type and place one page; ``read_at`` is when its bytes were first read."""
        return place_page(
            self.loaded, facts, events, url=url, read_at=read_at, reading=reading,
            index=self.index, mint=self._mint,
        )  # fmt: skip

    def _mint(self, about: Ref) -> int | None:
        if about.kind not in self.loaded.source.mints or not any(about.names):
            return None
        title = next(name for name in about.names if name.strip())
        entity = ledger.mint(self.db, about.kind, title, slug_of(about), self.at)
        for position, name in enumerate(about.names):
            ledger.add_name(self.db, entity, name, "official" if position == 0 else "press")
        names = {fold(name): False for name in about.names if name.strip()}
        self.index.add(Known(entity, about.kind, f"new:{entity}", names))
        return entity


def place_page(
    loaded: Loaded,
    facts: Iterable[Fact],
    events: Iterable[Event],
    *,
    url: str,
    read_at: datetime,
    reading: int,
    index: Index,
    mint: Mint,
) -> Placed:
    """Type and place the facts and events of one page.

    ``read_at`` anchors dates without a year on live pages; a cited text was not written then.
    What cannot be typed is a reason, what cannot be placed stays with its name; neither is guessed.
    """
    out = Placed(url)
    anchor = read_at.date()
    who = _Who(loaded, index, mint, out)
    for fact in facts:
        entity, decided = who.is_meant(fact.record, fact.about)
        if entity is None:
            out.unread.add((fact.record, fact.property))
            continue
        try:
            out.assertions.append(_assertion(loaded, fact, entity, decided, url, anchor))
        except Blank:
            continue
        except Unclear as error:
            out.unread.add((fact.record, fact.property))
            out.unclear.append(_unclear(fact.record, fact.property, error))
            continue
        if fact.citation:
            out.citations.append(fact.citation)
    if not loaded.source.files:
        _leave_contradictions(out)
    for event in events:
        for entity, decided in who.are_meant(event.record, event.about):
            if entity is None:
                continue
            try:
                row = _event(loaded, event, entity, url, read_at, reading)
                out.events.append(replace(row, believed=decided))
            except Unclear as error:
                out.unclear.append(_unclear(event.record, event.kind, error))
                continue
            if event.citation:
                out.citations.append(event.citation)
    return out


def _leave_contradictions(out: Placed) -> None:
    """Leave what a page says against itself as printed but unread."""
    found = dict(contradictions(out.assertions))
    out.unclear += dict.fromkeys(found.values())
    out.unread |= {(one.record, one.property) for one in found}
    out.assertions = [one for one in out.assertions if one not in found]


def untyped(
    loaded: Loaded, facts: Iterable[Fact], events: Iterable[Event], *, url: str, read_at: datetime
) -> list[Reason]:
    """Say which facts and events of one page no rule can type, whomever they are about."""
    out, typed = [], []
    for fact in facts:
        try:
            typed.append(_assertion(loaded, fact, 0, None, url, read_at.date()))
        except Blank:
            continue
        except Unclear as error:
            out.append(_unclear(fact.record, fact.property, error))
    if not loaded.source.files:
        out += dict.fromkeys(reason for _, reason in contradictions(typed))
    for event in events:
        try:
            _event(loaded, event, 0, url, read_at, 0)
        except Unclear as error:
            out.append(_unclear(event.record, event.kind, error))
    return out


def _unclear(record: str, what: str, error: Unclear) -> Reason:
    return Reason("unclear_value", f"{record}, {what}: {error}")


@dataclass(slots=True)
class _Who:
    """Finds the entity of each record once per page."""

    loaded: Loaded
    index: Index
    mint: Mint
    out: Placed
    seen: dict[tuple[str, Ref], Meant] = field(default_factory=dict)

    def is_meant(self, record: str, about: Ref) -> Meant:
        """Give the one entity that a fact is about, and when a person decided it."""
        key = record, about
        if key not in self.seen:
            found = place(about, self.index, self.loaded.name)
            entity = found.entity
            if entity is None and not found.candidates and found.decided is None:
                entity = self.mint(about)
            if entity is None and found.decided is None:
                self.out.unplaced[record] = about, found.why
            self.seen[key] = self._own(record, entity), found.decided
        return self.seen[key]

    def are_meant(self, record: str, about: Ref) -> tuple[Meant, ...]:
        """Give every entity that an event is about: without a name, all that its text mentions."""
        if not about.names and not about.slug:
            named = mentioned(about.context, self.index)
            return tuple((self._own(record, entity), None) for entity in named)
        return (self.is_meant(record, about),)

    def _own(self, record: str, entity: int | None) -> int | None:
        """Give the body that was split off from an entity with this record, or the entity."""
        if entity is None:
            return None
        return self.index.apart.get((self.loaded.name, record, entity), entity)


def _assertion(
    loaded: Loaded, fact: Fact, entity: int, decided: datetime | None, url: str, looked: date
) -> Assertion:
    """Type a fact; a date that counts from another day counts from the page's own, else the look.

    What of a date stands only by that day is marked as inferred.
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


def _event(
    loaded: Loaded, event: Event, entity: int, url: str, read_at: datetime, reading: int
) -> EventRow:
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


def slug_of(ref: Ref) -> str:
    """Give the address that a new entity of this name gets."""
    name = next((n for n in ref.names if n.strip()), "")
    return "-".join((search_key(name) or fold(name)).split())[:80] or ref.kind
