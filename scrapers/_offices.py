"""Office-holders as a page prints them: a name beside the office, and nobody else.

Two forms are read: a line with an office next to a line with a name, in either order, and one
line with both ("The President – …", "…, président du cluster").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from observatory.harvest import Page, fold
from scrapers._news import has_contact
from scrapers._prose import DATE, Found

_DIRECTOR = (
    r"direct(?:eur|rice)(?: generale?| executi(?:f|ve))?"
    r"|(?:general |executive |managing )?director(?: general)?|general manager"
)
_ROLES = (
    ("vice_president", r"vice[ -]?(?:presidente?|chair(?:man|woman|person)?)"),
    ("president", r"presidente?|chair(?:man|woman|person)"),
    ("secretary_general", r"secretaire generale?|secretary[ -]general|general secretary"),
    ("treasurer", r"tresoriere?|treasurer"),
    ("director", _DIRECTOR),
    ("coordinator", r"coordinat(?:eur|rice|or)|coordonnat(?:eur|rice)"),
)
_DAY = re.compile(rf"\b(?:{DATE})\b", re.IGNORECASE)
_FOUNDER = r"(?:(?:founder|fondateur|fondatrice) (?:& |et |and ))?"
_OF = r"(?:du|de la|de l.|de|of the|of)"
_TITLE = re.compile(
    r"(?:M|Mr|Mrs|Ms|Mme|Mlle|Monsieur|Madame|Dr|Pr|Prof|Professeur|Ing)\.?\s+(?=[^\W\d_])", re.I
)
_PARTICLES = frozenset(["el", "al", "ben", "bin", "ibn", "bou", "ait", "de", "du", "la", "le"])
_OTHER_WORDS = """
    academy activites activities advice assemblee association board bureau charge chargee cluster
    comite commission committee communication conseil contact cooperation council dear department
    direction education equipe executive fonction formation function general governance gouvernance
    group home industrie industry institut membre members membres message mission nom nos notre
    office organes our phone pole president presidente presse projet projets recherche research
    school secretaire service societe team telephone treasurer universite university vice yours
"""
_NOT_NAMES = frozenset(_OTHER_WORDS.split())


def office_holders(page: Page, own: tuple[str, ...]) -> Iterator[Found]:
    """Give each office once; ``own`` are words that mean the body whose page it is.

    A sentence that gives a day speaks for that day: an interview stands on a site for years. An
    office between two names belongs to the one that heads it, or else to the one on whose side the
    others of the page stand; where they do not say, to neither.
    """
    texts = [line.text for line in page.lines]
    names = {number for number, text in enumerate(texts) if is_name(text)}
    alone = [n for n, text in enumerate(texts) if _office(text, own)]
    sides = {-1 if n - 1 in names else 1 for n in alone if (n - 1 in names) != (n + 1 in names)}
    used: set[int] = set()
    given: set[str] = set()
    for number, text in enumerate(texts):
        key, name = _in_one_line(text, own)
        day = _DAY.search(text) if key else None
        if not key:
            key = _office(text, own)
            beside = {side for side in (-1, 1) if number + side in names}
            if len(beside) == 2:
                headed = page.lines[number - 1].heading and not page.lines[number].heading
                beside = {-1} if headed else sides
            free = number + min(beside, default=0)
            if not key or len(beside) != 1 or free in used:
                continue
            used.add(free)
            name = texts[free]
        if key == "vice_president" or key not in given:
            given.add(key)
            yield Found(key, name, f"beside {text[:60]!r}", day.group() if day else "")


def is_name(text: str) -> bool:
    """Say whether a text can be one person's name: two to five words, each with a capital."""
    words = _TITLE.sub("", text.strip(), count=1).split()
    if not 2 <= len(words) <= 5 or len(text) > 60 or not words[0][0].isupper():
        return False
    return all(
        re.fullmatch(r"[^\W\d_][\w'’.-]*", word)
        and not any(char.isdigit() for char in word)
        and fold(word).strip(".") not in _NOT_NAMES
        and (word[0].isupper() or word in _PARTICLES)
        for word in words
    )


def _office(text: str, own: tuple[str, ...], *, bare: bool = True) -> str:
    """Give the office that a whole text names, of the body itself or, if ``bare``, of nobody."""
    folded = fold(text).strip()
    for key, role in _ROLES:
        found = re.match(rf"(?:the |le |la )?{_FOUNDER}(?:{role})(?=$|\W)", folded)
        if found:
            rest = folded[found.end() :].strip()
            return key if (bare if not rest else _is_own(rest, own)) else ""
    return ""


def _is_own(rest: str, own: tuple[str, ...]) -> bool:
    of = re.match(rf"{_OF}\s*", rest)
    if not of or len(rest) > 120:
        return False
    return rest[of.end() :].removeprefix("the ").startswith(own)


def _in_one_line(text: str, own: tuple[str, ...]) -> tuple[str, str]:
    """Read "The President – NAME" and "NAME, président du cluster"."""
    if has_contact(text) or len(text) > 400:
        return "", ""
    before, dash, after = re.sub(r"\s[–—-]\s+", "\x00", text, count=1).partition("\x00")
    if dash and is_name(after) and _office(before, own):
        return _office(before, own), after
    parts = [part.strip() for part in re.split(r"[,;:()«»]", text)]
    for said, beside in pairwise(parts):
        name, key = _last_words_that_name(said), _office(beside, own, bare=False)
        if name and key:
            return key, name
    return "", ""


def _last_words_that_name(text: str) -> str:
    """Give the longest name that ends a text, with its title."""
    words = text.split()
    for start in range(max(0, len(words) - 6), len(words) - 1):
        tail = " ".join(words[start:])
        if is_name(tail):
            return tail
    return ""
