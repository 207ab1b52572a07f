"""A term of a controlled vocabulary, in three languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: a stable key, its labels, and what it means where a label does not say it.

    ``meaning`` is given in English, French and Arabic, in this order.
    """

    key: str
    en: str
    fr: str
    ar: str
    meaning: tuple[str, str, str] = ("", "", "")

    def label(self, lang: str) -> str:
        """Give the label in ``lang`` (``fr``, ``ar``; anything else is English)."""
        return {"fr": self.fr, "ar": self.ar}.get(lang, self.en)

    def means(self, lang: str) -> str:
        """Give the meaning in ``lang``, empty where the label says it all."""
        return self.meaning[{"fr": 1, "ar": 2}.get(lang, 0)]


T = TypeVar("T", bound="Term")


def by_key(terms: Iterable[T]) -> dict[str, T]:
    """Index terms by key, keeping their order."""
    return {term.key: term for term in terms}
