"""The sections of a profile in their order: the page and its contents read the same list."""

from __future__ import annotations

from collections.abc import Mapping

from observatory.present.reader import Reader
from observatory.present.words import N_

SECTIONS: dict[str, str] = {
    "labels": N_("Label timeline"),
    "lately": N_("What changed lately"),
    "facts": N_("Facts"),
    "members": N_("Members over time"),
    "levers": N_("Levers of action"),
    "cooperation": N_("Partners and agreements"),
    "projects": N_("Projects and funding"),
    "news": N_("News and activities"),
    "mentions": N_("Mentions"),
    "reported": N_("Also reported"),
    "leads": N_("Leads to confirm"),
    "names": N_("Names, as printed"),
    "unknown": N_("What we know and what we do not"),
    "cite": N_("To cite this page"),
}
"""Sections of a profile in their order, by the place that leads to each."""


def sections(has: Mapping[str, object], reader: Reader) -> dict[str, str]:
    """Name the sections that have something to show, by the place that leads to each."""
    return {key: reader.gettext(title) for key, title in SECTIONS.items() if has.get(key)}
