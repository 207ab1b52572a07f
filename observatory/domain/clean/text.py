"""Text as it is stored, and text as it is compared: tidied, folded, keyed, and by script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from anyascii import anyascii

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]+"
)
"""Controls, soft hyphen, joiners, bidi marks, variation selectors, U+FFFC, lone surrogates."""

_LOOKALIKE = {
    # Cyrillic, lower case, that passes for a Latin letter or digit
    "а": "a", "в": "b", "е": "e", "з": "3", "і": "i", "ј": "j", "к": "k", "м": "m", "н": "h",
    "о": "o", "р": "p", "с": "c", "ѕ": "s", "т": "t", "у": "y", "х": "x", "ԁ": "d", "ԛ": "q",
    "ԝ": "w", "һ": "h", "ԍ": "g", "ӏ": "l",
    # Greek, by the shape of its capitals
    "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "n",
    "ο": "o", "ρ": "p", "τ": "t", "υ": "y", "χ": "x",
}  # fmt: skip
_LATIN = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
_ARABIC = {
    "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "گ": "ك", "ڭ": "ك", "پ": "ب",
    "ڤ": "ف", "چ": "ج", "ھ": "ه", "ہ": "ه", "ە": "ه", "ـ": "", "ء": "",
    "٫": ".", "٬": "", "،": ",", "؛": ";", "٪": "%",
}  # fmt: skip
_DIGITS = {
    chr(start + n): str(n) for start in (0x0660, 0x06F0) for n in range(10)
}  # Arabic-Indic, and the Persian forms
_PLAIN = str.maketrans({**_LOOKALIKE, **_LATIN, **_ARABIC, **_DIGITS})


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        wide = unicodedata.normalize("NFKD", chr(code)).casefold()
        marked = unicodedata.normalize("NFKD", wide)
        bare = "".join(c for c in marked if unicodedata.category(c) not in ("Mn", "Me"))
        self[code] = folded = INVISIBLE.sub("", bare.translate(_PLAIN))
        return folded


_FOLDED = _Folded()

_NOT_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]+")
_SILENT = re.compile(r"[`'’ʻʼ]+")

_SCRIPTS = (
    ("LATIN", "Latn"), ("ARABIC", "Arab"), ("CYRILLIC", "Cyrl"), ("GREEK", "Grek"),
    ("TIFINAGH", "Tfng"), ("HEBREW", "Hebr"), ("CJK", "Hani"), ("HIRAGANA", "Hira"),
    ("KATAKANA", "Kana"), ("HANGUL", "Hang"),
)  # fmt: skip


def tidy(text: str) -> str:
    """Give text fit to keep and show: NFC, nothing invisible, each run of white space one blank.

    HTML entities are left alone: ``&amp;`` in a text is four letters that somebody printed.
    """
    return " ".join(unicodedata.normalize("NFC", INVISIBLE.sub("", text)).split())


def plain(text: str) -> str:
    """Fold letters and digits but keep punctuation: the form that dates and numbers are read in.

    Lower case, no accents or vowel marks, ASCII digits, one form per Arabic letter, and the
    look-alike letters of Cyrillic and Greek as the Latin ones that they pass for.
    """
    if text.isascii():
        return tidy(text).lower()
    return " ".join(tidy(text).translate(_FOLDED).split())


def fold(text: str) -> str:
    """Give the form in which two names are equal: :func:`plain`, punctuation turned into blanks.

    ``СЕЗМ`` (four Cyrillic letters, as the paper prints it) folds to ``ce3m``, which NFKC alone
    does not do; ``Haliopôle`` and ``HALIOPOLE`` fold to one; so do أ إ آ ا, ة ه, and ى ي.
    """
    return _NOT_WORD.sub(" ", plain(text)).strip()


def search_key(text: str) -> str:
    """Give ASCII words for search and addresses: :func:`fold`, then letters by sound (anyascii).

    Arabic writes no short vowels, so ``منارة`` gives ``mnrh``, not ``menara``: for a match across
    scripts use :func:`observatory.domain.clean.skeleton`, which gives ``mnr`` for both.
    """
    return _NOT_WORD.sub(" ", _SILENT.sub("", anyascii(fold(text))).lower()).strip()


def script(text: str) -> str:
    """Give the ISO 15924 code of the script most letters are in; empty without letters."""
    counts = Counter(filter(None, map(_script_of, text)))
    return counts.most_common(1)[0][0] if counts else ""


def mixed_script(text: str) -> bool:
    """Say whether a word mixes scripts, or is Cyrillic or Greek that reads as Latin throughout.

    An Arabic name followed by a Latin one is ordinary; ``СЕЗМ`` and ``CЕ3M`` are not. A true
    Russian word of look-alike letters only is flagged too: a person decides.
    """
    for word in _WORD.findall(tidy(text)):
        scripts = set(filter(None, map(_script_of, word)))
        if len(scripts) > 1:
            return True
        if scripts <= {"Cyrl", "Grek"} and all(c in _LOOKALIKE for c in word.lower()):
            return True
    return False


def _script_of(char: str) -> str:
    if char.isascii():
        return "Latn" if char.isalpha() else ""
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    return next((code for start, code in _SCRIPTS if name.startswith(start)), "Zyyy")
