"""Why a source was not read well, in words of the page's language, each with what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from observatory.domain.extract import CODES, QUARANTINED
from observatory.present.reader import Reader
from observatory.present.words import HEALTH, N_, TROUBLES
from observatory.store.queries.sources import SourceState

WAITS = N_("%(what)s: it waits for a person")
MOVED = "moved"
"""A refusal that a person decides on, as on all that is held."""

SHOWN = 3
"""Sentences that are shown of one trouble."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, in words, with the sentences of what was seen (English), and how many more."""

    what: str
    seen: tuple[str, ...]
    more: int


def main(state: SourceState, reader: Reader) -> str:
    """Name the reason that made the last run what it was: "could not connect".

    What a person released since is none.
    """
    ruling = state.ruling
    free = {QUARANTINED} if ruling and ruling.believed else set()
    codes = [code for code, _ in state.reasons if CODES.get(code) not in free]
    code = next((code for code in codes if CODES.get(code) == state.health), None)
    if code is None:
        return reader.gettext(HEALTH[state.health])
    what = reader.gettext(TROUBLES[code])
    waits = code == MOVED or (CODES[code] == QUARANTINED and ruling is None)
    return reader.gettext(WAITS, what=what) if waits else what


def troubles(reasons: Sequence[tuple[str, str]], reader: Reader) -> tuple[Trouble, ...]:
    """Give the reasons of a run or a reading, those of one kind together."""
    found: dict[str, list[str]] = {}
    for code, said in reasons:
        found.setdefault(reader.gettext(TROUBLES[code]), []).append(said)
    return tuple(
        Trouble(what, tuple(seen[:SHOWN]), len(seen[SHOWN:])) for what, seen in found.items()
    )
