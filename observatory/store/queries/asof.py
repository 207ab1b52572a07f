"""As of: the one place that turns ``valid_at``, ``seen_at`` and ``known_at`` into conditions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from observatory.store import tables as t


def end_of(day: date) -> datetime:
    """Give the last moment of a day, in UTC."""
    return datetime.combine(day, time.max, tzinfo=UTC)


def alone(entity: InstrumentedAttribute[int], known: date) -> ColumnElement[bool]:
    """Give the condition for bodies of their own: not merged into another, and split off by then.

    ``known`` is the last day of which decisions count (``domain/joinings.py``).
    """
    return entity.not_in(select(_PART).where(_joined(known)))


def parts_of(ids: Collection[int], known: date) -> Select[int]:
    """Select ``ids`` and all bodies that were merged into them by the end of the day ``known``."""
    held = select(t.Entity.id.label("id")).where(t.Entity.id.in_(ids)).cte("held", recursive=True)
    more = select(_PART).join(held, held.c.id == _WHOLE).where(_joined(known))
    return select(held.union(more).c.id)


_PART = t.Decision.payload["entity"].as_integer()
_WHOLE = t.Decision.payload["of"].as_integer()


def whole_of(entity: InstrumentedAttribute[int], known: date) -> ColumnElement[int]:
    """Give the body that an entity had been merged into by the end of the day ``known``, or it."""
    whole = select(_WHOLE).where(entity == _PART, _joined(known)).scalar_subquery()
    return func.coalesce(whole, entity)


def _joined(known: date) -> ColumnElement[bool]:
    """Give the condition for merges that held on a day, and for splits that did not."""
    d, later, until = t.Decision, aliased(t.Decision), end_of(known)
    undone = select(later.id).where(later.undoes == d.id, later.at <= until).exists()
    return or_(
        and_(d.kind == "merge", d.at <= until, ~undone),
        and_(d.kind == "split", or_(d.at > until, undone)),
    )


@dataclass(frozen=True, slots=True)
class AsOf:
    """The three days that a reader may choose; each counts to its end, in UTC.

    ``valid``: true in the world on that day. ``seen``: on pages by then. ``known``: believed by
    then. ``today`` is the reader's present day; ``past`` says that any of them lies before it.
    """

    today: date
    valid: date
    seen: date
    known: date

    @classmethod
    def now(cls, today: date) -> AsOf:
        """Give the present."""
        return cls(today, today, today, today)

    @property
    def past(self) -> bool:
        """Say whether one looks at another day than today."""
        return (self.valid, self.seen, self.known) != (self.today,) * 3

    @property
    def looked(self) -> datetime:
        """Give the last moment of a look that counts: seen by then, and recorded by then."""
        return end_of(min(self.seen, self.known))

    def believed(self) -> ColumnElement[bool]:
        """Give the condition for statements seen and believed by then, open or closed since."""
        s, known = t.Statement, end_of(self.known)
        return and_(
            s.recorded_at <= known,
            or_(s.superseded_at.is_(None), s.superseded_at > known),
            s.first_seen <= end_of(self.seen),
        )

    def given_up(self) -> ColumnElement[bool]:
        """Give the condition for statements recorded by then, and corrected by then."""
        s, known = t.Statement, end_of(self.known)
        return and_(
            s.recorded_at <= known, s.superseded_at <= known, s.first_seen <= end_of(self.seen)
        )

    def believed_events(self) -> ColumnElement[bool]:
        """Give the same condition for events."""
        e, known = t.Event, end_of(self.known)
        return and_(
            e.recorded_at <= known,
            or_(e.superseded_at.is_(None), e.superseded_at > known),
            e.first_seen <= end_of(self.seen),
        )

    def stood(self) -> ColumnElement[bool]:
        """Give the condition for statements that stood: what ``is_open`` says of one row."""
        s = t.Statement
        return or_(
            s.absent_since.is_(None),
            s.closed_at.is_(None),
            s.closed_at > end_of(self.known),
            s.absent_since > end_of(self.seen),
        )

    def is_open(self, absent_since: datetime | None, closed_at: datetime | None) -> bool:
        """Say whether a spell stood at the end of the chosen days."""
        if absent_since is None or closed_at is None or closed_at > end_of(self.known):
            return True
        return absent_since > end_of(self.seen)
