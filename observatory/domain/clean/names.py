"""Names of office-holders: without titles and roles, and with one key per person.

Only names that a source prints for an office are ever passed here.
"""

from __future__ import annotations

import re
from collections import deque

from observatory.domain.clean.given import GIVEN
from observatory.domain.clean.sounds import sound
from observatory.domain.clean.text import fold, tidy

_BRACKETED = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|«[^«»]{0,200}»")
_PARTS = re.compile(r"[,:|•·–—]|\s-\s|،")


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


_TITLES = _words(
    """m mr mrs ms mme mlle monsieur madame mademoiselle dr docteur doctor pr prof professeur
    professor ing ingénieur eng me maître se sem sa feu sidi moulay my lalla haj hajj hadj elhaj
    السيد السيدة الآنسة الدكتور الدكتورة دكتور الأستاذ الأستاذة المهندس المهندسة معالي سعادة
    الحاج الحاجة مولاي سيدي لالة"""
)
_ROLES = _words(
    """le la l les the du de des d of et and président présidente president vice viceprésident
    directeur directrice director general général générale manager managing dg dga pdg ceo chair
    chairman chairwoman chairperson secrétaire secretary permanent permanente trésorier trésorière
    treasurer coordinateur coordinatrice coordonnateur coordinator fondateur fondatrice founder élu
    élue actuel actuelle nouveau nouvelle délégué déléguée exécutif exécutive executive adjoint
    adjointe animateur chargé chargée mission cluster cofondateur cofondatrice
    الرئيس رئيس الرئيسة رئيسة المدير مدير المديرة مديرة العام العامة نائب نائبة الكاتب كاتب
    الكاتبة المال المنسق المنسقة"""
)
_LEADING = _TITLES | _ROLES
_PARTICLES = _words("ben bin ibn bou abou abu ait ould oulad abd abdel abdul بن ابن بو ابو ايت عبد")
_ARTICLES = frozenset(("el", "al", "l", "ال"))
_COMPOUND = frozenset(("mohamed", "fatima"))


def bare_name(text: str) -> str:
    """Give a name as printed, without titles, roles, and what stands in brackets or after a comma.

    Empty if nothing is left.
    """
    without = _BRACKETED.sub(" ", tidy(text))
    for part in _PARTS.split(without):
        words = deque(part.split())
        while words and _is_among(words[0], _LEADING):
            words.popleft()
        while words and _is_among(words[-1], _ROLES):
            words.pop()
        if words:
            return " ".join(words).strip(" .'\"“”’")
    return ""


def person_key(name: str) -> str:
    """Give the key of a person: given name and surname, in any order, script or spelling.

    Middle names are left out, unless the first is Mohamed or Fatima, where the second is the name
    one goes by. "Tarik Moufaddal", "Tarik Ameziane Moufaddal" and «طارق أمزيان مفضل» share one.
    Two surnames that differ in inner vowels only would too: Arabic does not write them.
    """
    words = _canonical(bare_name(name))
    if len(words) > 3 or (len(words) > 2 and words[0] not in _COMPOUND):
        keep = 2 if words[0] in _COMPOUND else 1
        words = [*words[:keep], words[-1]]
    return " ".join(sorted(words))


def same_person(one: str, other: str) -> bool:
    """Say whether two printed names are surely one person's; one word alone is never enough."""
    key = person_key(one)
    if " " in key and key == person_key(other):
        return True
    words, others = _canonical(bare_name(one)), _canonical(bare_name(other))
    return len(words) > 1 and sorted(words) == sorted(others)


def _is_among(word: str, dropped: frozenset[str]) -> bool:
    return all(part in dropped for part in fold(word).split())


def _canonical(name: str) -> list[str]:
    """Give each word of a name by its entry among the given names, else by its sound."""
    words = [_canonical_word(word) for word in _joined(fold(name).split())]
    return [word for word in words if word]


def _canonical_word(word: str) -> str:
    return GIVEN.get(word) or sound(word.removeprefix("el") if len(word) > 7 else word)


def _joined(words: list[str]) -> list[str]:
    """Join particles to what follows ("Ben Halima", عبد الله), and drop articles and titles."""
    out: list[str] = []
    pending = ""
    for word in words:
        if word in _PARTICLES:
            pending += word
        elif word not in _ARTICLES and word not in _TITLES:
            out.append(_join(pending, word))
            pending = ""
    return [*out, pending] if pending else out


def _join(particle: str, word: str) -> str:
    if particle + word in GIVEN or not particle:
        return particle + word
    return particle + (word.removeprefix("ال") if len(word) > 4 else word)
