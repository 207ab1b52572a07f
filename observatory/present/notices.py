"""What the operator is told of a source, in the words of the site."""

from __future__ import annotations

from datetime import datetime

from observatory.domain.clean import strip_contacts
from observatory.present import budgets, dates, sources
from observatory.present.reader import Reader
from observatory.present.words import N_
from observatory.store.queries.sources import SourceState

BROKE, WELL = "broke", "well"
"""The two kinds of notices."""

SUBJECTS = {
    BROKE: N_("%(title)s can no longer be read"),
    WELL: N_("%(title)s can be read again"),
}
REASONS = 3
"""Reasons of a run that a notice names."""


def subject(kind: str, title: str, reader: Reader) -> str:
    """Head a notice of ``kind``."""
    return reader.gettext(SUBJECTS[kind], title=title)


def broke(state: SourceState, reader: Reader, url: str) -> str:
    """Tell that a source has used up its budget of failures; ``url`` is the address of the site."""
    assert state.last_run
    looked = dates.moment(state.last_good, reader.lang) if state.last_good else ""
    lines = [
        reader.gettext("How it stands: %(health)s.", health=sources.health(state, reader)),
        *(strip_contacts(said)[0] for _, said in state.reasons[:REASONS]),
        budgets.failures(state, reader, state.last_run),
        reader.gettext("Last good look: %(moment)s.", moment=looked)
        if looked
        else reader.gettext("It has never been read well."),
        reader.gettext("What it stated before stands unaltered, with its dates."),
        reader.gettext("It is tried again; you are told once more, when it can be read again."),
    ]
    return _letter(lines, state, reader, url)


def well(state: SourceState, reader: Reader, url: str, since: datetime) -> str:
    """Tell that a source, of which a notice was written at ``since``, can be read again."""
    lines = [
        reader.gettext(
            "The trouble of which you were told on %(day)s is over.",
            day=dates.day(since, reader.lang),
        ),
    ]
    return _letter(lines, state, reader, url)


def _letter(lines: list[str], state: SourceState, reader: Reader, url: str) -> str:
    about = f"{state.title} – {state.publisher}"
    source = reader.gettext("Source: %(publisher)s.", publisher=about)
    return "\n".join([source, *lines, "", url + reader.link("sources", state.name)])
