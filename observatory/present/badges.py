"""A label as a badge of twenty pixels: star, word, date, and the day on which it was known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from observatory.domain.periods import Period
from observatory.present import dates
from observatory.present.languages import LANGUAGES
from observatory.present.letters import embedded, width
from observatory.present.plain import as_of
from observatory.present.profiles import ProfileView
from observatory.present.reader import Reader
from observatory.present.views import LabelView
from observatory.present.words import N_, STATES
from observatory.store.queries.asof import AsOf

SIZE = 11.0
"""Height of the letters, in pixels."""
STAR = 17
"""Room that the star takes, in pixels."""
ENDS = N_("term ends %(day)s")
COMPUTED = N_("%(day)s, computed")
NOTHING = N_("Label: no source says")
KNOWN = N_("known on %(day)s")

SLATE = "#5B6770"
COLOURS = {
    "labelled": "#0B5D57",
    "stated_labelled": "#0B5D57",
    "under_contract": "#0B5D57",
    "stated_in_process": "#7A4F0E",
    "withdrawn": "#A23B2A",
    "stated_not_labelled": "#17211E",
}
"""Grounds on which white is readable, by the state of the label; the others are slate."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a badge: from ``x``, ``wide`` pixels; its words from ``at``, ``room`` pixels."""

    x: float
    wide: float
    words: str
    at: float
    room: float
    ground: str
    ink: str
    star: bool


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge ready to draw; ``said`` says the same in one sentence."""

    state: str
    said: str
    lang: str
    wide: float
    segments: tuple[Segment, ...]


def state_words(label: LabelView, reader: Reader, *, short: bool = True) -> tuple[str, str]:
    """Say a label's state in a word and with the date that belongs to it, or an empty date."""
    if label.state == "unknown":
        return reader.gettext(NOTHING), ""
    write = dates.short if short else dates.period
    dated = label.state == "unknown_since" and label.since
    word = reader.gettext(STATES[label.state]) if label.state in STATES and not dated else (
        reader.term("label_state", label.state)
    )  # fmt: skip
    ends = label.state in ("labelled", "under_contract", "lapsed")
    when = label.until if ends else label.since
    if when is None:
        return word, ""
    day = write(when, reader.lang)
    if label.computed:
        day = reader.gettext(COMPUTED, day=day)
    return word, day if label.state == "lapsed" or not ends else reader.gettext(ENDS, day=day)


def badge(view: ProfileView, chosen: AsOf, reader: Reader) -> Badge:
    """Lay out the badge of a body."""
    word, when = state_words(view.label, reader)
    state = f"{word} · {when}" if when else word
    known = reader.gettext(KNOWN, day=dates.short(Period.day(chosen.known), reader.lang))
    name = view.acronym or view.name
    ground = COLOURS.get(view.label.state, SLATE)
    parts = [(name, "#17211E", "#FFFFFF", False), (state, ground, "#FFFFFF", True),
             (known, "#F2EFE6", "#17211E", False)]  # fmt: skip
    if LANGUAGES[reader.lang].direction == "rtl":
        parts.reverse()
    segments: list[Segment] = []
    x = 0.0
    for words, below, ink, star in parts:
        room = round(width(words, SIZE), 1)
        wide = room + 14 + (STAR if star else 0)
        first = 7 + (STAR if star and reader.lang != "ar" else 0)
        segments.append(
            Segment(x, wide, embedded(words, reader.lang), x + first, room, below, ink, star)
        )
        x += wide
    return Badge(view.label.state, f"{name}: {state} ({known})", reader.lang, x, tuple(segments))


def plain(
    made: Badge, view: ProfileView, chosen: AsOf, reader: Reader, base: str
) -> dict[str, Any]:
    """Give the same as data, in the form of shields.io too (``schemaVersion label message``)."""
    word, when = state_words(view.label, reader)
    slug = view.slug
    return {
        "schemaVersion": 1,
        "label": view.acronym or view.name,
        "message": f"{word} · {when}" if when else word,
        "color": COLOURS.get(view.label.state, SLATE),
        "slug": slug,
        "name": view.name,
        "state": view.label.state,
        "scheme": view.label.scheme,
        "since": str(view.label.since) if view.label.since else None,
        "until": str(view.label.until) if view.label.until else None,
        "computed": view.label.computed,
        "lang": reader.lang,
        "said": made.said,
        "as_of": as_of(chosen),
        "profile": base + reader.link("clusters", slug),
    }
