"""The three clocks by which a page may be seen: their words, the form that sets them, the bands."""

from __future__ import annotations

from observatory.present.addresses import Query, address
from observatory.present.reader import Reader
from observatory.present.views import DayField, PastView
from observatory.present.words import N_
from observatory.store.queries.asof import AsOf

CLOCKS = {
    "valid": (
        N_("True on"),
        N_("What was true in the world on that day, as far as it is known today."),
    ),
    "seen": (
        N_("Seen by"),
        N_("Only what we had read by that day, in pages and in publications."),
    ),
    "known": (
        N_("Known by"),
        N_("Only what this observatory had recorded by that day, errors corrected since included."),
    ),
}
"""Each clock: the label of its field, and what its day means."""

TURNING = ("page", "before", "after", "cursor")
"""Arguments that turn the pages of a list: on another day it begins anew."""


def days(as_of: AsOf) -> tuple[tuple[str, str], ...]:
    """Give the chosen days that are not today, as arguments of an address."""
    return tuple(
        (f"{clock}_at", day.isoformat())
        for clock, day in (("valid", as_of.valid), ("seen", as_of.seen), ("known", as_of.known))
        if day != as_of.today
    )


def fields(as_of: AsOf, reader: Reader) -> tuple[DayField, ...]:
    """Give the fields of the form; nothing is seen or known after today."""
    chosen = dict(days(as_of))
    return tuple(
        DayField(
            f"{clock}_at",
            reader.gettext(label),
            reader.gettext(meaning),
            chosen.get(f"{clock}_at", ""),
            "" if clock == "valid" else as_of.today.isoformat(),
        )
        for clock, (label, meaning) in CLOCKS.items()
    )


def others(query: Query) -> tuple[tuple[str, str], ...]:
    """Give the arguments that travel along to another day."""
    clocks = {f"{clock}_at" for clock in CLOCKS}
    return tuple((name, text) for name, text in query if name not in {*clocks, *TURNING} and text)


def bands(
    as_of: AsOf, still: tuple[str, ...], path: tuple[str, ...], lang: str, query: Query
) -> tuple[PastView, ...]:
    """Give a band per clock that does not show today, each with its way back.

    ``still`` names clocks that do not alter the page.
    """
    query = tuple(query)
    out = []
    for clock, day in (("valid", as_of.valid), ("seen", as_of.seen), ("known", as_of.known)):
        if day != as_of.today:
            rest = [(name, text) for name, text in query if name != f"{clock}_at"]
            back = address(*path, lang=lang, query=rest)
            out.append(PastView(clock, day, back, clock in still, ahead=day > as_of.today))
    return tuple(out)
