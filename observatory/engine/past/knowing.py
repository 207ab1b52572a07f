"""One history of belief from the editions of what was known: when each row was, and till when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from observatory.engine.past.editions import Edition
from observatory.engine.run.decided import JOURNAL
from observatory.store import ledger

Row = dict[str, Any]
"""A statement or an event, column by column."""


def as_known(folded: Iterable[tuple[Edition, list[Row]]]) -> Iterator[Row]:
    """Join the rows of all editions into one history of belief.

    A row was recorded in the first edition that has it, and is given up when one has it no more, or
    has it of another body. A statement that is taken up anew after that is another row; so is an
    event that a person's decision gave up, any other stands again. What an edition dates after its
    end was not known in it: a name that was placed later.
    """
    rows: dict[int, Row] = {}
    standing: dict[int, int] = {}
    for edition, wanted in folded:
        since, until = edition.since, edition.until
        now = {row["id"]: row for row in wanted if until is None or row["recorded_at"] < until}
        for key in standing.keys() - now.keys():
            held = rows[standing[key]]
            if held["superseded_at"] is None:
                held.update(superseded_at=since, superseded_why=edition.why)
        for key, row in now.items():
            held = rows.get(standing.get(key, 0), {})
            if since is not None:
                stood = held and held["superseded_at"] is None
                stands = row["superseded_at"] is None or row["superseded_at"] > since
                moved = held and held["entity"] != row["entity"]
                if moved and not (stood or stands):
                    continue  # history, which stays with whom it was about
                if moved and stood:
                    held.update(superseded_at=since, superseded_why=edition.why)
                if moved or (held and stands and not stood and _is_new(held)):
                    row["id"], held = ledger.again_id(key, since), {}
                row["id"] = held.get("id", row["id"])
                _date(row, held, since)
            rows[row["id"]], standing[key] = row, row["id"]
    yield from rows.values()


def _is_new(given_up: Row) -> bool:
    """Say whether what was given up is another row when it is believed again."""
    return "value" in given_up or given_up["superseded_why"] == JOURNAL


def _date(row: Row, before: Row, since: datetime) -> None:
    """Date a row of a later edition: nothing in it was known earlier than it was learned."""
    row["recorded_at"] = before.get("recorded_at") or max(row["recorded_at"], since)
    for end in ("closed_at", "superseded_at"):
        if row.get(end) is not None:
            row[end] = before.get(end) or max(row[end], since)
