"""From the facts of a page to assertions about known entities: who is meant, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from observatory.domain.clean import Blank, fold, search_key
from observatory.domain.contradictions import contradictions
from observatory.domain.extract import Reason
from observatory.domain.facts import Citation, Event, Fact, Ref
from observatory.domain.identity import Index, Known, mentioned, place
from observatory.domain.statements import Assertion
from observatory.domain.values import Unclear
from observatory.engine.installation import Installation
from observatory.engine.run.typed import assertion, typed_event, unclear
from observatory.harvest import Loaded
from observatory.store import ledger
from observatory.store.ledger import EventRow

Mint = Callable[[Ref], int | None]
"""Make the entity that a reference names, if this source may; None if it may not."""

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

    def names_left(self, source: str, seen: datetime) -> Iterator[dict[str, Any]]:
        """Give a row for each name that nobody could place, as seen at a look at a source."""
        for record, (about, why) in self.unplaced.items():
            yield dict(
                source=source, record=record, kind=about.kind,
                name=next(iter(about.names), record), why=why, first_seen=seen, url=self.url,
            )  # fmt: skip


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
            out.assertions.append(assertion(loaded, fact, entity, decided, url, anchor))
        except Blank:
            continue
        except Unclear as error:
            out.unread.add((fact.record, fact.property))
            out.unclear.append(unclear(fact.record, fact.property, error))
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
                row = typed_event(loaded, event, entity, url, read_at, reading)
                out.events.append(replace(row, believed=decided))
            except Unclear as error:
                out.unclear.append(unclear(event.record, event.kind, error))
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


def slug_of(ref: Ref) -> str:
    """Give the address that a new entity of this name gets."""
    name = next((n for n in ref.names if n.strip()), "")
    return "-".join((search_key(name) or fold(name)).split())[:80] or ref.kind
