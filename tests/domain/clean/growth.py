"""Does the work grow with the text, or with its square? Counted in processor time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from observatory.domain.values import Unclear

SHORT, LONG = 10_000, 100_000
"""Characters of the two texts that are compared."""


def grows_with_the_text(read: Callable[[str], object], piece: str) -> bool:
    """Say whether ``read`` takes on ten times the text far less than a hundred times the time.

    The allowance is wide (forty times, and a quarter of a second), so that a busy machine does
    not matter: a quadratic pattern takes seconds. One of three tries is enough.
    """
    return any(
        _seconds(read, piece, LONG) <= 40 * _seconds(read, piece, SHORT) + 0.25 for _ in range(3)
    )


def _seconds(read: Callable[[str], object], piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    start = time.process_time()
    with suppress(Unclear):
        read(text)
    return time.process_time() - start
