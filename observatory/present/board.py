"""The board of labels on one day: every body under its state, with what the state rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from observatory.domain.creation import created_later, not_created
from observatory.domain.labels import LabelState, LedgerEvent, states
from observatory.domain.periods import Period
from observatory.domain.vocabulary.events import LABEL_SCHEMES, LABEL_STATES
from observatory.present.ledger import labels
from observatory.present.reader import Reader
from observatory.present.tags import distinct, of_told
from observatory.present.views import LabelView, Link, SourceTag
from observatory.store.queries.entities import Body
from observatory.store.queries.events import Told
from observatory.store.queries.profiles import first_label


@dataclass(frozen=True, slots=True)
class Row:
    """One body and one scheme: the state, the call it came from, and how sure it is.

    ``unborn``: the state is unknown on a day before the body's stated creation.
    """

    body: Link
    scheme: str
    label: LabelView
    call: Link | None
    basis: tuple[labels.Basis, ...]
    tags: tuple[SourceTag, ...]
    unborn: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Rows by state, and contracts of other authorities that are no label.

    ``counted`` clusters are in ``counts``; ``later`` of them are created after the day,
    as stated.
    """

    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    contracts: tuple[Row, ...]
    counts: Mapping[str, int]
    counted: int
    later: int


def board(
    bodies: Collection[Body],
    ledgers: Mapping[int, list[LedgerEvent]],
    told: Mapping[int, Told],
    created: Mapping[int, tuple[Period, ...]],
    calls: Mapping[str, Link],
    reader: Reader,
    day: date,
) -> Board:
    """Put every body under its state on ``day``; ``counts`` are of counted clusters only.

    A counted body without any label event stands under "unknown"; others without one are left out.
    """
    rows: dict[str, list[Row]] = {state: [] for state in LABEL_STATES}
    contracts: list[Row] = []
    counts = dict.fromkeys(LABEL_STATES, 0)
    later = 0
    for body in bodies:
        born = created.get(body.id, ())
        found = states(ledgers.get(body.id, []), day)
        labels = [state for state in found if state.scheme in LABEL_SCHEMES]
        if not labels and body.counted:
            labels = [first_label(found)]
        if body.counted:
            counts[first_label(found).state] += 1
            later += created_later(born, day)
        for state in labels:
            row = _row(body, state, told, calls, reader)
            rows[state.state].append(replace(row, unborn=not_created(state.state, born, day)))
        contracts += [
            _row(body, state, told, calls, reader)
            for state in found
            if state.scheme not in LABEL_SCHEMES and state.state != "unknown"
        ]
    groups = tuple((state, tuple(mine)) for state, mine in rows.items() if mine)
    return Board(groups, tuple(contracts), counts, sum(counts.values()), later)


def _row(
    body: Body,
    state: LabelState,
    told: Mapping[int, Told],
    calls: Mapping[str, Link],
    reader: Reader,
) -> Row:
    basis = labels.basis(state, told)
    slug = next((one.call for one in basis if one.call), "")
    return Row(
        Link(body.title, reader.link("clusters", body.slug), lang="und"),
        state.scheme,
        labels.label(state, told, reader),
        calls.get(slug),
        basis,
        distinct(of_told(row) for one in basis for row in one.told),
    )
