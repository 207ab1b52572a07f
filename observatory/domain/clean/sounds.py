"""Words by their consonants, so that a name written in Latin and in Arabic letters can meet.

Arabic writes consonants and long vowels; French spellings of Arabic vary in everything else.
What is left after that is little: a skeleton finds candidates, it proves nothing.
"""

from __future__ import annotations

import re

from observatory.domain.clean.text import fold

_ARABIC = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "X", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "س": "s", "ش": "S", "ص": "s", "ض": "d", "ط": "t", "ظ": "d", "غ": "G", "ف": "f",
    "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_ARTICLE = "ال"

_DIGRAPHS = re.compile("tch|sch|ch|sh|kh|gh|rh|ph|th|dh|ck|qu")
_DIGRAPH = {
    "tch": "S", "sch": "S", "ch": "S", "sh": "S", "kh": "X", "gh": "G", "rh": "G", "ph": "f",
    "th": "t", "dh": "d", "ck": "k", "qu": "k",
}  # fmt: skip
_SOFT = re.compile("[cg](?=[eiy])")
_HARD = str.maketrans({"c": "k", "q": "k", "g": "k", "v": "f", "p": "b", "x": "ks"})
_DOUBLED = re.compile(r"(.)\1+")
_GLIDE_Y = re.compile("^y(?=[aeiou])|[iy](?=[aeou])")
_GLIDE_W = re.compile("^w|^ou(?=[aei])|(?<!^)ou(?=[ae])")
_VOWELS = re.compile("[aeiouwy]")


def skeleton(text: str) -> str:
    """Give the consonants of each word, one word apart: ``mnr`` for "Menara" and for «منارة».

    Articles (ال, el, al) go; k stands for c, q, k and hard g, b for p, f for v, S for sh and ch, X
    for kh, G for gh. For search only: short words share skeletons with many others.
    """
    words = (_consonants(word) for word in fold(text).split() if word not in ("el", "al", "l"))
    return " ".join(filter(None, words))


def _consonants(word: str) -> str:
    if _is_arabic(word):
        bare = _without_article(word)
        return "".join(_ARABIC.get(c, c if c.isdigit() else "") for c in bare.removesuffix("ه"))
    latin = _latin(word)
    if latin.endswith("h"):
        latin = latin[:-1]
    return _VOWELS.sub("", latin)


def sound(word: str) -> str:
    """Give a folded word's consonants with what both scripts show of its vowels.

    ``A`` marks a vowel at the beginning, ``Y`` and ``W`` a glide, ``a`` a final a, which in given
    names is the difference between Samir and Samira.
    """
    return _arabic_sound(_without_article(word)) if _is_arabic(word) else _latin_sound(word)


def _arabic_sound(word: str) -> str:
    final = word[-1:] in ("ا", "ه")
    body = word[:-1] if final else word
    out = {"ا": "A", "ع": "A", "و": "W", "ي": "Y"}.get(body[:1], _ARABIC.get(body[:1], ""))
    for here, after in zip(body[1:], word[2:] + " ", strict=False):
        if after in "اعه":
            out += {"ي": "Y", "و": "W"}.get(here, "")
        out += _ARABIC.get(here, "")
    return out + ("a" if final else "")


def _latin_sound(word: str) -> str:
    text = _GLIDE_W.sub("W", _latin(word)).replace("ou", "u")
    text = _GLIDE_Y.sub("Y", text)
    if re.search("[aeiou]h$", text):
        text = text[:-1]
    first = "A" if text[:1] in tuple("aeiou") else ""
    return first + _VOWELS.sub("", text) + ("a" if text.endswith("a") else "")


def _latin(word: str) -> str:
    """Spell a folded Latin word with one letter per consonant, doubles once."""
    text = _DIGRAPHS.sub(lambda match: _DIGRAPH[match.group()], word)
    text = _SOFT.sub(lambda match: "s" if match.group() == "c" else "j", text)
    return _DOUBLED.sub(r"\1", text.translate(_HARD))


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"


def _without_article(word: str) -> str:
    long_enough = len(word) - len(_ARTICLE) >= 3
    return word.removeprefix(_ARTICLE) if long_enough else word
