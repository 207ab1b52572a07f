"""Whose term ends within twelve months of a day, and whose ends later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from observatory.domain.periods import add_years
from observatory.present.endings import Ending

RUNNING = ("labelled", "under_contract")


@dataclass(frozen=True, slots=True)
class Endings:
    """Running terms by their end: those that can end by the day ``by``, and the others."""

    by: date
    soon: tuple[Ending, ...]
    later: tuple[Ending, ...]


def endings(terms: Iterable[Ending], day: date) -> Endings:
    """Part the running terms; one known by its year alone counts from that year's first day."""
    by = add_years(day, 1)
    running = [one for one in terms if one.kind in RUNNING and one.on.hi >= day]
    return Endings(
        by,
        tuple(one for one in running if one.on.lo <= by),
        tuple(one for one in running if one.on.lo > by),
    )
