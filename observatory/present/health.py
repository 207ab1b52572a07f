"""How the sources stand, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.present.reader import Reader
from observatory.present.views import HealthLine, SourceTrouble
from observatory.store.queries.sources import SourceState


def health(states: Iterable[SourceState], reader: Reader) -> HealthLine:
    """Count the sources, say when one was last read well, and name those that cannot be read."""
    declared = [state for state in states if state.declared]
    looks = [state.last_good for state in declared if state.last_good]
    return HealthLine(
        sources=len(declared),
        href=reader.link("sources"),
        last_good=max(looks, default=None),
        troubles=tuple(
            SourceTrouble(
                state.title, reader.link("sources", state.name), state.failing_since.date(), "und"
            )
            for state in declared
            if state.failing_since
        ),
    )
