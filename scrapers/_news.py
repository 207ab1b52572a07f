"""What readers of news share: what a text speaks of, its language, and no contacts in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from observatory.harvest import fold, squeeze

LONGEST = 1_000
"""Characters of a summary that are searched for names; further down stand other stories."""

PROGRAMME = "Programme d'appui aux clusters"
"""The observatory's name for the industry ministry's programme, as the seed has it."""

_CLUSTERS = re.compile(
    r"\bclusters?\b|\bpoles? de competitivite\b|كلاستر|كلوستر|تجمع|تكتل|عنقود|اقطاب"
    r"|\b(?:ال)?قطب\b"
)
_GENERAL = re.compile(r"\bclusters\b|\bpoles de competitivite\b|تجمعات|كلوسترات|اقطاب التنافسي")
_LABELLING = re.compile(
    r"\blabel\w*|\bcontrats? ?-? ?programmes?\b|\bعقود? (?:ال)?برنامج\b"
    r"|\b[وف]?(?:لل|[بلك]?(?:ال)?)(?:وسم|توسيم|تصنيف)\b|\bموسوم"
)
_CALLS = re.compile(
    r"\bappels? a (?:projets?|candidatures?)\b|\b[بل]?(?:ال)?طلبا?ت? (?:ال)?مشاريع\b"
)
_CONTACT = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}\s?(?:@|[\[(]\s?(?:at|arobase)\s?[\])])\s?[\w.-]{1,80}"
    r"|\[email.protected\]|(?<![\w.,])0[5-8](?:[ .-]\d\d){3,4}(?!\w)"
    r"|(?<![\w.,])(?:\+|00)?\d(?:[ .()/-]{0,2}\d){8,14}(?!\w)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\A\s*(?:[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,2} ?,\s)?(?:le\s)?"
    r"(\d{1,2}/\d{1,2}/\d{4}|(?:[^\W\d]+,?\s)?\d{1,2}\s[^\W\d]+\s\d{4})\b"
)
_AGENCY = re.compile(r"\(\s?(?:MAP|ومع)\s?[:\-–/,]?\s?([^()]{6,40}?)\s?\)\s*\.?$")
_ARABIC = re.compile("[\u0621-\u064a]")
_WORDS = re.compile(r"[a-z']+")
_OF = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "une",
            "un",
            "et",
            "est",
            "pour",
            "dans",
            "avec",
            "sur",
            "par",
            "au",
            "aux",
            "qui",
            "que",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "is",
            "for",
            "in",
            "with",
            "on",
            "by",
            "our",
            "has",
            "are",
            "its",
            "that",
            "this",
            "from",
        ]
    ),
}


def speaks_of_clusters(text: str) -> bool:
    """Say whether a word for clusters stands in ``text``, French, English or Arabic."""
    return bool(_CLUSTERS.search(fold(text)))


def speaks_in_general(title: str) -> bool:
    """Say whether a title is about clusters as such: about their programme, not about one."""
    return bool(_GENERAL.search(fold(title)))


def speaks_of_labelling(text: str) -> bool:
    """Say whether ``text`` speaks of labels or of contracts of the programme."""
    return bool(_LABELLING.search(fold(text)))


def speaks_of_calls(text: str) -> bool:
    """Say whether ``text`` speaks of calls for projects."""
    return bool(_CALLS.search(fold(text)))


def without_contacts(text: str) -> str:
    """Give ``text`` on one line without e-mail addresses and telephone numbers."""
    return squeeze(_CONTACT.sub(" ", text))


def has_contact(text: str) -> bool:
    """Say whether an e-mail address or a telephone number stands in ``text``."""
    return bool(_CONTACT.search(text))


def own_dates(lines: Sequence[str]) -> list[str]:
    """Give the days that a text prints as its own: at its head, and after an agency at its foot."""
    if not lines:
        return []
    found = [_DATELINE.match(lines[0]), *(_AGENCY.search(line[-80:]) for line in lines[-2:])]
    return [squeeze(match.group(1)) for match in found if match]


def language(text: str, otherwise: str = "") -> str:
    """Say in which language a block is written: pages mix them; ``otherwise`` if nothing tells."""
    if len(_ARABIC.findall(text)) * 2 > sum(char.isalpha() for char in text):
        return "ar"
    words = _WORDS.findall(fold(text).replace("’", "'"))
    score = {lang: sum(word in known for word in words) for lang, known in _OF.items()}
    best = max(score, key=lambda lang: score[lang])
    return best if score[best] > min(score.values()) else otherwise
