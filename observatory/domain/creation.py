"""Who did not exist yet: a body seen on a day before its stated creation is counted, and told so.

Its label stays what the ledger gives, "unknown" as a rule: that nobody speaks of a body does not
say that it was there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from observatory.domain.periods import Period, begun

NOT_CREATED = "not_created"
"""The key of a cluster whose label is unknown on a day before its stated creation."""


def created_later(created: Collection[Period], day: date) -> bool:
    """Say whether creation is stated, and every day on which it can have been lies after ``day``.

    What nobody dates may have been before; of several dates the earliest decides.
    """
    return bool(created) and not any(begun(on, day) for on in created)


def number_later(created: Iterable[Collection[Period]], day: date) -> int:
    """Count those, of bodies given by their stated creations, that are created after ``day``."""
    return sum(created_later(one, day) for one in created)


def not_created(state: str, created: Collection[Period], day: date) -> bool:
    """Say whether a state of a label is only unknown because the body is created later."""
    return state == "unknown" and created_later(created, day)
