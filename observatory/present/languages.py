"""The three languages of the site: direction, CLDR locale, own name, and which one to take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site.

    ``locale`` is CLDR's: plain ``ar`` is not Moroccan, plain ``en`` is American; ``fr_MA`` shortens
    ``juin`` to ``jui.``, next to ``juil.``, and writes no number otherwise than ``fr``.
    """

    key: str
    name: str
    locale: str
    direction: str = "ltr"


LANGUAGES: dict[str, Language] = {
    "fr": Language("fr", "Français", "fr"),
    "ar": Language("ar", "العربية", "ar_MA", "rtl"),
    "en": Language("en", "English", "en_001"),
}
DEFAULT = "fr"
"""Taken when the reader's browser asks for none of the three."""


def negotiate(accept_language: str) -> str:
    """Give the best of the three for an ``Accept-Language`` header (RFC 9110, 12.5.4).

    Ranges match by their primary tag (``ar-MA`` is ``ar``); ``*`` and anything else is ``fr``.
    """
    best, best_quality = DEFAULT, 0.0
    for part in accept_language[:500].split(","):
        tag, _, parameter = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        quality = _quality(parameter)
        if primary in LANGUAGES and quality > best_quality:
            best, best_quality = primary, quality
    return best


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        quality = float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
