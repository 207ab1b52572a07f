"""How the sources stand, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.domain.extract import QUARANTINED
from observatory.present.reader import Reader
from observatory.present.views import HealthLine, SourceTrouble
from observatory.store.queries.sources import SourceState


def health(states: Iterable[SourceState], reader: Reader) -> HealthLine:
    """Count the live sources, say when one was last read well, name those that cannot be read.

    Reviewed files are not counted: they can always be read.
    """
    live = [state for state in states if state.live]
    looks = [state.last_good for state in live if state.last_good]
    return HealthLine(
        sources=len(live),
        readable=sum(1 for state in live if state.last_good and not state.failing_since),
        href=reader.link("sources"),
        last_good=max(looks, default=None),
        troubles=tuple(
            SourceTrouble(
                state.title,
                reader.link("sources", state.name),
                state.failing_since.date(),
                "und",
                state.partly,
                state.health == QUARANTINED,
            )
            for state in live
            if state.failing_since and not state.paused
        ),
    )
