"""What ends on a day: the terms of labels and contracts, and the deadlines of calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from observatory.domain.labels import LedgerEvent, states
from observatory.domain.periods import Period, add_years
from observatory.present import dates
from observatory.present.calendar import Entry
from observatory.present.calls.call import deadlines
from observatory.present.homes import href
from observatory.present.ledger import labels
from observatory.present.reader import Reader
from observatory.present.views import SourceTag
from observatory.present.words import N_
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.statements import Said, Shown

TITLE = N_("deadlines of calls and ends of labels")
CALL = "call"
WHAT = {
    "labelled": N_("end of the label’s term"),
    "lapsed": N_("end of the label’s term"),
    "under_contract": N_("end of the contract"),
    CALL: N_("deadline of the call"),
}
"""What ends, by the state of a label on the day, or of a call."""
RUNNING = ("labelled", "under_contract")
"""States whose term runs on the day."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One end. ``on`` has the precision that is known; ``said`` is it in words, with its hour.

    ``entity`` and ``scheme`` (empty for a call) say whose end it is, and never change; ``seen`` is
    when it was first read here. ``computed``: no source states it, and ``reason`` says how it is
    worked out.
    """

    entity: int
    scheme: str
    kind: str
    what: str
    title: str
    href: str
    on: Period
    said: str = ""
    computed: bool = False
    reason: str = ""
    under: str = ""
    tag: SourceTag | None = None
    seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Endings:
    """Running terms by their end: those that can end by the day ``by``, and the others."""

    by: date
    soon: tuple[Ending, ...]
    later: tuple[Ending, ...]


def terms(
    bodies: Iterable[Body],
    ledgers: Mapping[int, list[LedgerEvent]],
    told: Mapping[int, Told],
    reader: Reader,
    day: date,
) -> list[Ending]:
    """Give the end of the present term of each label and contract, or of the last, by date."""
    out = []
    for body in bodies:
        for state in states(ledgers.get(body.id, []), day):
            if state.state not in WHAT or state.until is None:
                continue
            view = labels.label(state, told, reader)
            rows = [told[key] for event in state.basis for key in event.sources if key in told]
            out.append(
                Ending(
                    body.id, state.scheme, state.state, reader.gettext(WHAT[state.state]),
                    body.title, href(body.kind, body.slug, reader), state.until,
                    computed=view.computed, reason=view.reason,
                    under=reader.term("scheme", state.scheme), tag=view.tag,
                    seen=min((row.first_seen for row in rows), default=None),
                )
            )  # fmt: skip
    return sorted(out, key=lambda one: (one.on.lo, one.on.hi, one.title))


def endings(terms: Iterable[Ending], day: date) -> Endings:
    """Part the running terms; one known by its year alone counts from that year's first day."""
    by = add_years(day, 1)
    running = [one for one in terms if one.kind in RUNNING and one.on.hi >= day]
    return Endings(
        by,
        tuple(one for one in running if one.on.lo <= by),
        tuple(one for one in running if one.on.lo > by),
    )


def calls(
    bodies: Iterable[Body], said: Mapping[tuple[int, str], Shown], reader: Reader
) -> list[Ending]:
    """Give the last deadline of each call, by date."""
    out = []
    for body in bodies:
        shown = said.get((body.id, "deadline"))
        last = [one for one in deadlines(shown, reader) if not one.moved]
        if shown is None or not last:
            continue
        rows: tuple[Said, ...] = (*shown.first, *shown.others)
        same = [row for row in rows if row.value.text[:10] == last[0].iso[:10]]
        out.append(
            Ending(
                body.id, "", CALL, reader.gettext(WHAT[CALL]), body.title,
                href(body.kind, body.slug, reader), Period.parse(last[0].iso[:10]),
                said=last[0].text, tag=last[0].told_by[0],
                seen=min(row.first_seen for row in same),
            )
        )  # fmt: skip
    return sorted(out, key=lambda one: (one.on.lo, one.on.hi, one.title))


def entries(found: Iterable[Ending], reader: Reader, absolute: Callable[[str], str]) -> list[Entry]:
    """Give ends as entries of a calendar; one keeps its key when its day moves.

    What ends in a month or a year stands on its last day and says so.
    """
    return [
        Entry(
            key=f"{one.scheme or one.kind}-{one.entity}",
            day=one.on.hi,
            stamp=one.seen or datetime.combine(one.on.lo, time.min, tzinfo=UTC),
            title=f"{one.title} – {one.what}{_marked(one, reader)}",
            text=_told(one, reader),
            url=absolute(one.href),
        )
        for one in found
    ]


def _marked(one: Ending, reader: Reader) -> str:
    return f" ({reader.gettext('computed')})" if one.computed else ""


def _told(one: Ending, reader: Reader) -> str:
    """Say when with its precision and hour, by whose word, or why it is computed."""
    source = (
        reader.gettext("Source: %(publisher)s.", publisher=one.tag.publisher) if one.tag else ""
    )
    day = one.said or dates.period(one.on, reader.lang)
    parts = (day, one.under, one.reason, source)
    return "\n".join(part for part in parts if part)
