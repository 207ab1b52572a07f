"""The naive answer: what a plain reading of the raw rows says of a body on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from flask.testing import FlaskClient

from observatory.domain.belief import Belief, Stated, believe
from observatory.domain.labels import Act, LabelState, merge, states
from observatory.domain.periods import Period
from observatory.domain.values import Value
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.properties import PROPERTIES


@dataclass
class Told:
    """A site of which weeks are told, and the raw rows of its store."""

    client: FlaskClient
    today: date
    statements: list[dict[str, Any]]
    events: list[dict[str, Any]]
    visits: list[dict[str, Any]]
    slugs: dict[str, int]
    seed: int


def moment(text: str | None) -> datetime | None:
    """Read a moment as SQLite holds it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def by(text: str | None, day: date) -> bool:
    """Say whether something had happened by the end of a day."""
    at = moment(text)
    return at is not None and at <= datetime.combine(day, time.max, tzinfo=UTC)


def stood(row: dict[str, Any], seen: date, known: date) -> bool:
    """Say whether a row was there: recorded and not given up, and read by then."""
    return (
        by(row["recorded_at"], known)
        and not by(row["superseded_at"], known)
        and by(row["first_seen"], seen)
    )


def statement(told: Told, row: dict[str, Any], seen: date, known: date) -> dict[str, Any]:
    """Say what one row says on a day: for when, whether its page still says it, last checked."""
    gone = by(row["absent_since"], seen) and by(row["closed_at"], known)
    looks = [
        moment(visit["at"])
        for visit in told.visits
        if (visit["source"], visit["url"]) == (row["source"], row["url"])
        and by(visit["at"], seen)
        and by(visit["at"], known)
    ]
    checked = max((at for at in looks if at), default=None)
    speaks = None
    if row["speaks_from"]:
        ends = (row["speaks_from"], row["speaks_to"])
        speaks = Period(*map(date.fromisoformat, ends))
    elif row["citation"] is None:
        first = moment(row["first_seen"])
        assert first
        last = moment(row["absent_since"]) if gone else checked
        speaks = Period(first.date(), max(first, last or first).date())
    cited = row["citation"] is not None
    return {
        "stated": Stated(
            row["id"],
            Value(row["value"], row["value_key"], row["number"], row["qualifier"], row["unit"]),
            speaks,
            (row["origin"] or row["cited_publisher"]) if cited else row["source_publisher"],
            row["cited_kind"] if cited else row["source_kind"],
            not gone,
            tuple(json.loads(row["inferred"])),
        ),
        "checked": checked,
    }


def answered(told: Told, slug: str, valid: date, seen: date, known: date) -> dict[str, Any]:
    """Answer the question from the rows alone."""
    entity = told.slugs[slug]
    values: dict[str, list[dict[str, Any]]] = {}
    for row in told.statements:
        if row["entity"] == entity and stood(row, seen, known):
            values.setdefault(row["property"], []).append(statement(told, row, seen, known))
    beliefs: dict[str, tuple[Belief, dict[int, datetime | None]]] = {}
    for name, found in values.items():
        belief = believe(PROPERTIES[name], [one["stated"] for one in found], valid)
        if belief:
            beliefs[name] = (belief, {one["stated"].id: one["checked"] for one in found})
    events = [row for row in told.events if row["entity"] == entity and stood(row, seen, known)]
    acts = []
    for row in events:
        if EVENT_KINDS[row["kind"]].in_ledger:
            payload = json.loads(row["payload"])
            acts.append(
                Act(
                    payload.get("scheme", ""),
                    row["kind"],
                    Period.read(row["date"]),
                    Period.read(payload.get("term_until", "")),
                    row["id"],
                    payload.get("call", ""),
                )
            )
    return {
        "values": {
            name: {
                "shown": [one.id for one in belief.shown],
                "others": sorted(one.id for one in belief.others),
                "conflicts": sorted(one.id for one in belief.conflicts),
                "voices": belief.voices,
                "open": {one.id: one.open for one in (*belief.shown, *belief.others)},
                "checked": {one.id: checked[one.id] for one in (*belief.shown, *belief.others)},
            }
            for name, (belief, checked) in beliefs.items()
        },
        "labels": [label(one) for one in states(merge(acts), valid)],
        "events": sorted(row["id"] for row in events),
    }


def label(one: LabelState) -> tuple[Any, ...]:
    """Give what is compared of a label."""
    ends = (str(one.since or ""), str(one.until or ""))
    return (one.scheme, one.state, *ends, one.computed, one.years_of_support)
