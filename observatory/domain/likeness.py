"""How the words of a search meet a name: as written, in part, by sound, or misspelt.

Every word must be met, so that "Menara Holding" is not Menara. Words that only say "cluster" and
small words may be left out where something else is asked for: «كلوستر منارة» asks for «منارة».
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from observatory.domain.clean import fold, script, search_key, skeleton
from observatory.domain.identity import CLUSTER_WORDS

How = Literal["same", "words", "part", "sound", "spelling"]
ORDER: dict[How, int] = {"same": 5, "words": 4, "part": 3, "sound": 2, "spelling": 1}
"""Ways to meet a name, the surest first: the whole name, whole words of it, a part of it, the same
consonants in another script, a spelling close to it."""

SMALL = frozenset(
    [
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "e",
        "en",
        "et",
        "for",
        "in",
        "l",
        "la",
        "le",
        "les",
        "of",
        "the",
        "and",
        "في",
        "من",
        "و",
    ]
)
"""Words that name nothing."""

SHORTEST_FUZZY = 5
"""Letters from which a word may be misspelt: shorter ones, such as acronyms, match exactly."""

SHORTEST_LONG = 12
"""Letters from which two slips are allowed instead of one (Haliopolis is not Haliopôle)."""


@dataclass(frozen=True, slots=True)
class Name:
    """A known name in the forms that are compared."""

    text: str
    script: str
    fold: str
    search: str
    skeleton: str

    @classmethod
    def of(cls, text: str) -> Name:
        """Prepare a name."""
        return cls(text, script(text), fold(text), search_key(text), skeleton(text))


@dataclass(frozen=True, slots=True)
class Hit:
    """That words meet a name, and how; ``bare``: only without their small and cluster words."""

    how: How
    name: str
    bare: bool = False

    @property
    def close(self) -> bool:
        """Say whether it only sounds or is spelt like the name: nobody is called so."""
        return self.how in ("sound", "spelling")

    @property
    def rank(self) -> tuple[int, bool]:
        """Give the place among hits; the highest is the surest."""
        return ORDER[self.how], not self.bare


def bare_words(text: str) -> list[str]:
    """Give the folded words that name something; all of them if none does."""
    words = fold(text).split()
    return [word for word in words if word not in CLUSTER_WORDS and word not in SMALL] or words


def meet(words: str, name: Name) -> Hit | None:
    """Say how ``words`` meet ``name``; None if they do not."""
    whole, bare = _asked(words)
    if not whole:
        return None
    hits = [_written(whole, name, bare=False)]
    if bare != whole:
        hits.append(_written(bare, name, bare=True))
    hits.append(_by_word(bare.split(), name))
    found = [hit for hit in hits if hit]
    return max(found, key=lambda hit: hit.rank, default=None)


@lru_cache(maxsize=64)
def _asked(words: str) -> tuple[str, str]:
    """Give the folded words, all and bare: once for all the names that they are held against."""
    return " ".join(fold(words).split()), " ".join(bare_words(words))


@lru_cache(maxsize=1024)
def _forms(text: str) -> tuple[str, str, str]:
    """Give what a text is searched by, its consonants and its script, likewise once."""
    return search_key(text), skeleton(text), script(text)


def misspelt(word: str, other: str) -> bool:
    """Say whether one word is the other with a slip: a letter more, less, other, or two swapped."""
    if min(len(word), len(other)) < SHORTEST_FUZZY:
        return False
    allowed = 2 if min(len(word), len(other)) >= SHORTEST_LONG else 1
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed


def _written(text: str, name: Name, *, bare: bool) -> Hit | None:
    """Meet a name letter by letter."""
    key = _forms(text)[0]
    if text == name.fold or (key and key == name.search):
        return Hit("same", name.text, bare)
    if f" {text} " in f" {name.fold} " or (key and f" {key} " in f" {name.search} "):
        return Hit("words", name.text, bare)
    if key and key.replace(" ", "") == name.search.replace(" ", ""):
        return Hit("words", name.text, bare)
    if len(text) >= 3 and (text in name.fold or (key and key in name.search)):
        return Hit("part", name.text, bare)
    return None


def _by_word(words: list[str], name: Name) -> Hit | None:
    """Meet every word by some word of the name; the weakest of them says how."""
    weakest: How = "part"
    for word in words:
        how = _word(word, name)
        if how is None:
            return None
        weakest = min(weakest, how, key=ORDER.__getitem__)
    return Hit(weakest, name.text)


def _word(word: str, name: Name) -> How | None:
    key, bones, written = _forms(word)
    theirs = name.search.split()
    if key in theirs or word in name.fold.split():
        return "words"
    if len(key) >= 4 and any(other.startswith(key) for other in theirs):
        return "part"
    if len(bones) >= 3 and bones in name.skeleton.split():
        return "spelling" if written == name.script else "sound"
    return "spelling" if any(misspelt(key, other) for other in theirs) else None
