"""What is stated of entities, as of any day, with everything that a shown value must lead to."""

from __future__ import annotations

import builtins
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from observatory.domain.belief import Belief, Stated, believe
from observatory.domain.periods import Period
from observatory.domain.values import Value
from observatory.domain.vocabulary.properties import PROPERTIES
from observatory.store import tables as t
from observatory.store.columns import AnyRow
from observatory.store.queries.asof import AsOf


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where something is said: a kept page with the place in it, or a citation marked as one.

    ``url`` is the publication or page; ``kept`` says that its bytes are here (``sha256``);
    ``published`` is an ISO day, month or year, or empty. ``voice`` is whose voice it is.
    """

    source: str
    publisher: str
    kind: str
    voice: str
    url: str
    title: str
    published: str
    kept: bool
    sha256: str
    locator: str
    citation: str
    inferred: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: value, times and provenance. ``open``: its source still states it.

    ``given_up`` is when we corrected ourselves and stopped believing it, ``why`` the reason's key.
    """

    id: int
    entity: int
    property: str
    record: str
    value: Value
    raw: str
    lang: str
    stated: str
    valid: str
    speaks: Period | None
    first_seen: datetime
    last_checked: datetime | None
    absent_since: datetime | None
    recorded_at: datetime
    open: bool
    by: Provenance
    given_up: datetime | None = None
    why: str = ""

    @builtins.property
    def for_belief(self) -> Stated:
        """Give what belief needs to know of it."""
        by = self.by
        return Stated(self.id, self.value, self.speaks, by.voice, by.kind, self.open, by.inferred)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one property of one entity, the other statements, and the dissent."""

    property: str
    first: tuple[Said, ...]
    others: tuple[Said, ...]
    conflicts: tuple[Said, ...]
    voices: int


def said_of(
    db: Connection,
    as_of: AsOf,
    entities: Collection[int] | None = None,
    properties: Collection[str] | None = None,
    ids: Collection[int] | None = None,
    *,
    given_up: bool = False,
) -> list[Said]:
    """Give the statements of entities (all: None) as of the chosen days.

    ``given_up`` asks instead for those that we had recorded by then and have corrected since.
    """
    s, v = t.Statement, t.Visit
    checked = (
        select(func.max(v.at))
        .where(v.source == s.source, v.url == s.url, v.good.is_(True))
        .where(v.at <= as_of.looked)
        .correlate(s)
        .scalar_subquery()
    )
    query = (
        select(*s.__table__.columns, checked.label("checked"), *PROVENANCE)
        .join(t.Source, t.Source.name == s.source)
        .join(t.Reading, t.Reading.id == s.reading)
        .outerjoin(t.Citation, t.Citation.key == s.citation)
        .where(as_of.given_up() if given_up else as_of.believed())
        .order_by(s.entity, s.property, s.first_seen, s.id)
    )
    if entities is not None:
        query = query.where(s.entity.in_(entities))
    if properties is not None:
        query = query.where(s.property.in_(properties))
    if ids is not None:
        query = query.where(s.id.in_(ids))
    return [_said(row, as_of) for row in db.execute(query)]


def shown(rows: Iterable[Said], day: date) -> dict[tuple[int, str], Shown]:
    """Choose what is shown first on ``day`` (valid time), per entity and property."""
    grouped: dict[tuple[int, str], dict[int, Said]] = {}
    for row in rows:
        grouped.setdefault((row.entity, row.property), {})[row.id] = row
    out = {}
    for (entity, name), by_id in grouped.items():
        belief = believe(PROPERTIES[name], (row.for_belief for row in by_id.values()), day)
        if belief:
            out[entity, name] = _shown(name, belief, by_id)
    return out


def by_entity(values: Mapping[tuple[int, str], Shown]) -> dict[int, dict[str, Shown]]:
    """Group shown values by entity, then by property."""
    out: dict[int, dict[str, Shown]] = {}
    for (entity, name), found in values.items():
        out.setdefault(entity, {})[name] = found
    return out


def believed_values(
    db: Connection, as_of: AsOf, pairs: Collection[tuple[int, str]]
) -> dict[tuple[int, str], tuple[tuple[str, ...], bool]]:
    """Give the value keys shown, and whether sources disagree, of (entity, property) pairs."""
    if not pairs:
        return {}
    rows = said_of(db, as_of, {entity for entity, _ in pairs}, {name for _, name in pairs})
    found = shown(rows, as_of.valid)
    return {
        pair: (tuple(said.value.key for said in found[pair].first), bool(found[pair].conflicts))
        for pair in pairs
        if pair in found
    }


PROVENANCE = (
    t.Source.publisher.label("source_publisher"),
    t.Source.kind.label("source_kind"),
    t.Source.title.label("source_title"),
    t.Reading.sha256.label("sha256"),
    t.Citation.url.label("cited_url"),
    t.Citation.title.label("cited_title"),
    t.Citation.publisher.label("cited_publisher"),
    t.Citation.published.label("published"),
    t.Citation.kind.label("cited_kind"),
    t.Citation.origin.label("origin"),
)


def provenance(row: AnyRow) -> Provenance:
    """Read the provenance columns of a statement or event row."""
    cited = row.citation is not None
    return Provenance(
        source=row.source,
        publisher=row.cited_publisher if cited else row.source_publisher,
        kind=row.cited_kind if cited else row.source_kind,
        voice=(row.origin or row.cited_publisher) if cited else row.source_publisher,
        url=row.cited_url if cited else row.url,
        title=row.cited_title if cited else row.source_title,
        published=row.published if cited else "",
        kept=not cited,
        sha256="" if cited else row.sha256,
        locator=row.locator,
        citation=row.citation or "",
        inferred=tuple(row.inferred),
        note=row.note,
    )


def _said(row: AnyRow, as_of: AsOf) -> Said:
    still = as_of.is_open(row.absent_since, row.closed_at)
    return Said(
        row.id, row.entity, row.property, row.record,
        Value(row.value, row.value_key, row.number, row.qualifier, row.unit),
        row.raw, row.lang, row.stated, row.valid, _speaks(row, still), row.first_seen, row.checked,
        None if still else row.absent_since, row.recorded_at, still, provenance(row),
        row.superseded_at, row.superseded_why,
    )  # fmt: skip


def _speaks(row: AnyRow, still: bool) -> Period | None:
    """Say what time a statement speaks for; a live page that gives none speaks while it stands."""
    if row.speaks_from is not None:
        return Period(row.speaks_from, row.speaks_to)
    if row.citation is not None:
        return None
    until = (row.checked if still else row.absent_since) or row.first_seen
    return Period(row.first_seen.date(), max(row.first_seen, until).date())


def _shown(name: str, belief: Belief, by_id: dict[int, Said]) -> Shown:
    def rows(statements: Iterable[Stated]) -> tuple[Said, ...]:
        return tuple(by_id[statement.id] for statement in statements)

    return Shown(
        name, rows(belief.shown), rows(belief.others), rows(belief.conflicts), belief.voices
    )
