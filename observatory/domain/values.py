"""A cleaned value: what is stored, compared and shown, apart from how it was printed."""

from __future__ import annotations

from dataclasses import dataclass


class Unclear(ValueError):
    """A raw text that the rules cannot type; it is kept as printed and flagged, never guessed."""


@dataclass(frozen=True, slots=True)
class Value:
    """A canonical value.

    ``text`` is the canonical scalar: a vocabulary key, an ISO date or period, an ISO local date
    and time, a URL, a decimal number, or clean text. ``key`` is what equality means: two values
    with the same key are the same value, whatever their spelling. ``number`` is set for counts,
    shares (percent) and amounts; ``qualifier`` is ``""``, ``">"``, ``"<"`` or ``"~"`` (about).
    ``unit`` is an ISO 4217 currency, ``%``, ``km2`` … or empty.
    """

    text: str
    key: str
    number: float | None = None
    qualifier: str = ""
    unit: str = ""
