"""Identity: which entity does a printed name mean? Unsure stays unplaced; nothing is guessed.

A name matches only as a whole, after folding (case, accents, look-alike letters, Arabic forms), or
between words that any body puts around its name ("Cluster MMC", "Association CE3M"). A colliding
acronym (AMC, ENR, EMC …) matches only where a word of its context stands near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from observatory.domain.clean import fold, mixed_script
from observatory.domain.facts import Ref

BODIES = frozenset(
    {"cluster", "network", "federation", "cooperative", "grouping", "park", "organisation"}
)
"""Kinds that a page may all call "cluster"."""

CLUSTER_WORDS = frozenset(
    fold(word)
    for word in ("cluster", "clusters", "pôle", "pole", "تجمع", "كلوستر", "قطب", "مجموعة", "عنقود")
)
"""Words that say that a name is meant as a cluster's."""

AROUND = CLUSTER_WORDS | {
    fold(word) for word in ("association", "جمعية", "الجمعية", "القطب", "التجمع", "le", "l'", "the")
}
"""Words that stand around a name without being part of it."""


@dataclass(frozen=True, slots=True)
class Known:
    """One known entity: its id and kind, its folded names, and what a colliding one needs.

    ``names`` maps a folded name to whether it needs context; ``context`` holds folded words.
    """

    id: int
    kind: str
    slug: str
    names: Mapping[str, bool]
    context: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Placed:
    """The answer: one entity, or none with the reason and the candidates.

    ``decided`` is when a person decided it, if a person did.
    """

    entity: int | None
    why: str = ""
    candidates: tuple[int, ...] = ()
    decided: datetime | None = None


Decided = tuple[int | None, datetime]
"""What a person decided of a name (None: it is none of those known), and when."""


@dataclass(slots=True)
class Index:
    """All known entities, by folded name.

    ``decided`` maps (source or "", folded name) to what a person decided; ``apart`` maps (source,
    record, entity) to the body that was split off from the entity with this record.
    """

    decided: Mapping[tuple[str, str], Decided] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=dict)
    by_slug: dict[str, int] = field(default_factory=dict)
    apart: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(
        cls, known: Iterable[Known], decided: Mapping[tuple[str, str], Decided] | None = None
    ) -> Index:
        """Index ``known`` entities."""
        index = cls(decided or {})
        for one in known:
            index.add(one)
        names = sorted((n for n in index.by_name if len(n) > 1), key=len, reverse=True)
        if names:
            index.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
        return index

    def add(self, one: Known) -> None:
        """Add an entity that was just made."""
        self.by_slug[one.slug] = one.id
        for name in one.names:
            self.by_name.setdefault(name, []).append(one)


def place(ref: Ref, index: Index, source: str = "") -> Placed:
    """Say which entity ``ref`` means.

    A decision of a person on this source's record or on the name comes first; then the slug of a
    reviewed file; then the names, in order.
    """
    if ref.slug:
        found = index.by_slug.get(ref.slug)
        return Placed(found, "" if found else f"no body is filed under {ref.slug!r}")
    folded = [fold(name) for name in ref.names if name.strip()]
    for name in folded:
        for key in ((source, name), ("", name)):
            if key in index.decided:
                entity, at = index.decided[key]
                return Placed(entity, "" if entity else "a person left it open", (), at)
    text = " ".join((fold(ref.context), *folded))
    short: list[Known] = []
    for name in _whole_then_bare(folded, index):
        found_here = [one for one in index.by_name.get(name, ()) if _kind_fits(ref.kind, one.kind)]
        sure = [one for one in found_here if not one.names[name] or _near(one, text, name)]
        if len({one.id for one in sure}) == 1:
            return Placed(sure[0].id)
        if len(sure) > 1:
            return Placed(None, f"{name!r} may mean several bodies", tuple(o.id for o in sure))
        short += found_here
    if short:
        ids = tuple(dict.fromkeys(one.id for one in short))
        return Placed(
            None, f"{folded[0]!r} is an acronym of others too: nothing near says which", ids
        )
    return Placed(None, "no body is known by this name" if folded else "no name was printed")


def passes_for_known(name: str, ref: Ref, index: Index) -> bool:
    """Say whether letters of another script make a printed name look like that of a known entity.

    ``Мenara`` with a Cyrillic М folds to the cluster's name; whoever writes so may be posing as it.
    """
    if name.isascii() or not mixed_script(name):
        return False
    found = place(Ref(ref.kind, (name,), ref.context), index)
    return found.entity is not None or bool(found.candidates)


def mentioned(text: str, index: Index) -> tuple[int, ...]:
    """Give the bodies that a text names, each once, in order of first mention.

    Only bodies count, and ministries are none; a colliding acronym needs a word of its context
    within the same text.
    """
    if index.pattern is None:
        return ()
    folded = fold(text)
    found: dict[int, None] = {}
    for match in index.pattern.finditer(folded):
        name = match.group()
        fits = {
            one.id
            for one in index.by_name[name]
            if one.kind in BODIES - {"organisation"}
            and (not one.names[name] or _near(one, _window(folded, match), name, folded))
        }
        if len(fits) == 1:
            found.setdefault(fits.pop())
    return tuple(found)


def _whole_then_bare(folded: Iterable[str], index: Index) -> Iterator[str]:
    """Give each name as printed, or, where nobody is known by it, without the words around it."""
    for name in folded:
        words = name.split()
        if name not in index.by_name:
            while words and words[0] in AROUND:
                del words[0]
            while words and words[-1] in AROUND:
                del words[-1]
        yield " ".join(words) or name


def _kind_fits(wanted: str, kind: str) -> bool:
    return wanted == kind or (wanted in BODIES and kind in BODIES)


def _near(one: Known, near: str, name: str, text: str = "") -> bool:
    """Say whether a cluster word stands near an acronym, or a word of its own field in the text."""
    rest = _without(near, name)
    if any(_holds(rest, word) for word in CLUSTER_WORDS - {name}):
        return True
    return any(_holds(rest, word) or _holds(text, word) for word in one.context - {name})


def _holds(text: str, words: str) -> bool:
    return f" {words} " in f" {text} "


def _without(text: str, name: str) -> str:
    return f" {text} ".replace(f" {name} ", " ").strip()


def _window(folded: str, match: re.Match[str]) -> str:
    """Give the three words before and after a match."""
    before = folded[: match.start()].split()[-3:]
    after = folded[match.end() :].split()[:3]
    return " ".join((*before, *after))
