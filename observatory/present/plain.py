"""Plain data for the API and feeds: canonical scalars, ISO dates, every value with its sources."""

from __future__ import annotations

from typing import Any

from observatory.domain.changes import scalar
from observatory.domain.labels import LabelState, LedgerEvent
from observatory.store.queries.asof import AsOf
from observatory.store.queries.changes import ChangeRow
from observatory.store.queries.entities import NameRow
from observatory.store.queries.events import Told
from observatory.store.queries.profiles import BODIES, Card, Profile
from observatory.store.queries.sources import RunRow, SourceState
from observatory.store.queries.statements import Provenance, Said, Shown

Plain = dict[str, Any]


def as_of(chosen: AsOf) -> Plain:
    """Give the three days that the data is as of."""
    return {
        "valid_at": chosen.valid.isoformat(),
        "seen_at": chosen.seen.isoformat(),
        "known_at": chosen.known.isoformat(),
    }


def provenance(by: Provenance) -> Plain:
    """Give where something is said; ``kept`` false means a citation, not kept here."""
    return {
        "source": by.source,
        "publisher": by.publisher,
        "kind": by.kind,
        "origin": by.voice,
        "url": by.url,
        "title": by.title or None,
        "published": by.published or None,
        "kept": by.kept,
        "sha256": by.sha256 or None,
        "locator": by.locator or None,
        "citation": by.citation or None,
    }


def statement(said: Said) -> Plain:
    """Give one statement with its three dates: stated, first seen, last checked."""
    return {
        "id": said.id,
        "property": said.property,
        "value": scalar(said.value),
        "number": said.value.number,
        "qualifier": said.value.qualifier or None,
        "unit": said.value.unit or None,
        "raw": said.raw,
        "lang": said.lang or None,
        "stated": said.stated or None,
        "valid": said.valid or None,
        "speaks_for": str(said.speaks) if said.speaks else None,
        "first_seen": said.first_seen.isoformat(),
        "last_checked": said.last_checked.isoformat() if said.last_checked else None,
        "absent_since": said.absent_since.isoformat() if said.absent_since else None,
        "recorded_at": said.recorded_at.isoformat(),
        "open": said.open,
        "inferred": list(said.by.inferred),
        "note": said.by.note or None,
        "record": said.record,
        "by": provenance(said.by),
    }


def value(found: Shown, many: bool) -> Plain:
    """Give what is shown of a property, the statements behind it, and the other values said."""
    first = [scalar(said.value) for said in found.first]
    return {
        "value": first if many else first[0],
        "statements": [statement(said) for said in found.first],
        "also_said": [statement(said) for said in found.others],
        "conflict": bool(found.conflicts),
        "conflicts": [said.id for said in found.conflicts],
        "voices": found.voices,
    }


def name(row: NameRow) -> Plain:
    """Give a name."""
    return {"text": row.text, "lang": row.lang or None, "script": row.script, "kind": row.kind}


def ledger_event(event: LedgerEvent) -> Plain:
    """Give a merged event of the label ledger; ``events`` are the ids of its citations."""
    return {
        "kind": event.kind,
        "scheme": event.scheme,
        "on": str(event.on) if event.on else None,
        "term_until": str(event.term) if event.term else None,
        "call": event.call or None,
        "events": list(event.sources),
    }


def label(state: LabelState) -> Plain:
    """Give the state of one scheme; a computed end is marked."""
    return {
        "scheme": state.scheme,
        "state": state.state,
        "said": state.said,
        "since": str(state.since) if state.since else None,
        "until": str(state.until) if state.until else None,
        "computed": state.computed,
        "years_of_support": state.years_of_support,
        "basis": [ledger_event(event) for event in state.basis],
        "conflict": [ledger_event(event) for event in state.conflict],
    }


def event(told: Told) -> Plain:
    """Give one event as one source tells it."""
    return {
        "id": told.id,
        "kind": told.kind,
        "on": str(told.on) if told.on else None,
        "text": told.text,
        "lang": told.lang or None,
        "payload": dict(told.payload),
        "first_seen": told.first_seen.isoformat(),
        "inferred": list(told.by.inferred),
        "note": told.by.note or None,
        "by": provenance(told.by),
    }


def card(row: Card, url: str) -> Plain:
    """Give one entity of a list."""
    return {
        "slug": row.body.slug,
        "kind": row.body.kind,
        "name": row.body.title,
        "counted": row.body.counted,
        "url": url,
        "names": [name(one) for one in row.names],
        **_label(row),
        "values": {key: _short(found) for key, found in row.values.items()},
    }


def profile(found: Profile, url: str, many: frozenset[str]) -> Plain:
    """Give everything of one entity; ``many`` are the properties that hold several values."""
    return {
        "slug": found.body.slug,
        "kind": found.body.kind,
        "name": found.body.title,
        "counted": found.body.counted,
        "url": url,
        "as_of": as_of(found.as_of),
        "names": [name(one) for one in found.names],
        **_label(found),
        **({"ledger": [ledger_event(one) for one in found.ledger]} if _labelled(found) else {}),
        "values": {key: value(one, key in many) for key, one in sorted(found.values.items())},
        "events": [event(one) for one in found.told if one.kind != "reported"],
        "also_reported": [event(one) for one in found.told if one.kind == "reported"],
        "last_sign_of_life": event(found.last_sign) if found.last_sign else None,
    }


def change(row: ChangeRow, url: str) -> Plain:
    """Give one numbered change, as the feeds' ``_observatory`` has it."""
    return {
        "seq": row.seq,
        "at": row.at.isoformat(),
        "entity": row.entity,
        "entity_slug": row.slug,
        "entity_kind": row.entity_kind,
        "entity_name": row.title,
        "kind": row.kind,
        "property": row.property or None,
        "before": row.before,
        "after": row.after,
        "not_before": row.not_before.isoformat() if row.not_before else None,
        "not_after": row.not_after.isoformat() if row.not_after else None,
        "source": row.source,
        "publisher": row.publisher,
        "source_url": row.url,
        "url": url,
        "shown": row.shown,
        "retrospective": row.retrospective,
        "corrects": row.corrects,
        "statement": row.statement,
        "event": row.event,
        "snapshots": {"before": row.sha_before, "after": row.sha_after},
    }


def source(state: SourceState) -> Plain:
    """Give a source with what came of its last look."""
    return {
        "name": state.name,
        "title": state.title,
        "publisher": state.publisher,
        "kind": state.kind,
        "start": list(state.start),
        "every_seconds": state.every_seconds,
        "curated": state.curated,
        "health": state.health,
        "reasons": [f"{code}: {said}" for code, said in state.reasons],
        "last_run": state.last_run.isoformat() if state.last_run else None,
        "last_good": state.last_good.isoformat() if state.last_good else None,
        "failing_since": state.failing_since.isoformat() if state.failing_since else None,
        "released_at": state.released.isoformat() if state.released else None,
    }


def run(row: RunRow) -> Plain:
    """Give one line of the public log."""
    return {
        "run": row.id,
        "at": row.at.isoformat(),
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "outcome": row.outcome or ("cut off" if row.cut_off else "running"),
        "captured": row.past,
        "reasons": [f"{code}: {said}" for code, said in row.reasons],
        "pages": row.pages,
        "facts": row.facts,
        "changes": row.changes,
    }


def _label(row: Card | Profile) -> Plain:
    """Give the label and those of every scheme; nothing for a kind that is never labelled."""
    if not _labelled(row):
        return {}
    return {"label": label(row.label), "labels": [label(state) for state in row.labels]}


def _labelled(row: Card | Profile) -> bool:
    return row.body.kind in BODIES


def _short(found: Shown) -> Plain:
    first = [scalar(said.value) for said in found.first]
    return {
        "value": first if len(first) > 1 else first[0],
        "conflict": bool(found.conflicts),
        "statements": [said.id for said in found.first],
    }
