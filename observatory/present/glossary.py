"""The words of the field: the glossary in our own words, and the terms of the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from observatory import paths
from observatory.domain.vocabulary import VOCABULARIES
from observatory.domain.vocabulary.events import EVENT_KINDS
from observatory.domain.vocabulary.sectors import SECTORS
from observatory.present.reader import Reader
from observatory.present.tags import of_publication
from observatory.present.views import SourceTag
from observatory.store.queries.citations import Publication

OWN = "observatory"
"""The source of a term that belongs to this observatory's own rules."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its meaning in every language; ``source`` is a publication's key or ``OWN``."""

    key: str
    said: Mapping[str, tuple[str, str]]
    source: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """A term as a page shows it; ``tag`` is None for a word of our own rules."""

    key: str
    term: str
    meaning: str
    tag: SourceTag | None


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of a vocabulary; ``codes`` are its divisions in a nomenclature."""

    key: str
    label: str
    meaning: str
    codes: str = ""


@cache
def entries() -> tuple[Entry, ...]:
    """Read the glossary that travels with the package."""
    return tuple(
        Entry(
            row["term"],
            {lang: _parts(row[lang]) for lang in ("fr", "ar", "en")},
            row["source"],
        )
        for row in paths.rows(paths.GLOSSARY)
    )


def listed(found: Mapping[str, Publication], reader: Reader) -> tuple[EntryView, ...]:
    """Give the glossary in the reader's language, in the order of its words."""
    shown = []
    for entry in entries():
        term, meaning = entry.said[reader.lang]
        by = found.get(entry.source)
        shown.append(EntryView(entry.key, term, meaning, of_publication(by) if by else None))
    return tuple(sorted(shown, key=lambda view: view.term.casefold()))


def terms(vocabulary: str, reader: Reader) -> tuple[TermView, ...]:
    """Give the terms of a vocabulary with their meanings, in its own order."""
    return tuple(
        TermView(term.key, term.label(reader.lang), term.means(reader.lang))
        for term in VOCABULARIES[vocabulary].values()
    )


def ledger_kinds(reader: Reader) -> tuple[TermView, ...]:
    """Give the kinds of event that the label ledger is made of."""
    return tuple(
        TermView(kind.key, kind.label(reader.lang), kind.means(reader.lang))
        for kind in EVENT_KINDS.values()
        if kind.in_ledger
    )


def other_kinds(reader: Reader) -> tuple[TermView, ...]:
    """Give the kinds of event that are no part of the ledger."""
    return tuple(
        TermView(kind.key, kind.label(reader.lang), kind.means(reader.lang))
        for kind in EVENT_KINDS.values()
        if not kind.in_ledger
    )


def sectors(reader: Reader) -> tuple[TermView, ...]:
    """Give the sectors with their divisions; those of NMA 2010 are those of ISIC Rev.4."""
    return tuple(
        TermView(sector.key, sector.label(reader.lang), "", ", ".join(sector.nma))
        for sector in SECTORS.values()
    )


def _parts(cell: str) -> tuple[str, str]:
    term, _, meaning = cell.partition(": ")
    return term.strip(), meaning[:1].upper() + meaning[1:]
