"""Texts that say nothing: a blank cell is unknown, never a value."""

from __future__ import annotations

from observatory.domain.clean.text import fold, plain
from observatory.domain.values import Unclear

_NOTHING = frozenset(
    fold(word)
    for word in (
        "n/a", "n.a.", "na", "nan", "null", "none", "nil", "tba", "tbd", "tbc", "nd", "n.d.", "nc",
        "n.c.", "nr", "n.r.", "unknown", "not known", "not available", "not applicable",
        "not stated", "not specified", "no data", "to be confirmed", "to be determined",
        "inconnu", "inconnue", "non connu", "non disponible", "non renseigné", "non renseignée",
        "non communiqué", "non communiquée", "non précisé", "non précisée", "non déterminé",
        "sans objet", "néant", "à compléter", "à confirmer", "à préciser",
        "غير معروف", "غير متوفر", "غير محدد", "غير متاح", "لا ينطبق", "لا شيء",
    )
)  # fmt: skip


class Blank(Unclear):
    """A text that states nothing: empty, a dash, "n/a", "unknown", or only a contact."""


def is_blank(text: str) -> bool:
    """Say whether ``text`` states nothing."""
    folded = fold(text)
    return folded in _NOTHING if folded else plain(text) not in _MARKS


def must_state(text: str) -> None:
    """Raise ``Blank`` for a text that states nothing."""
    if is_blank(text):
        raise Blank(f"nothing is stated: {text[:80]!r}")


_MARKS = frozenset(("×", "✓", "✔", "✗", "+"))
"""Signs without a letter that do say something in a table's cell."""
