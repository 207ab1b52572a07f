"""Phones and e-mail addresses, plain or disguised: they are found, said to be there, and dropped.

Personal contacts are never kept in facts, pages, exports or logs.
"""

from __future__ import annotations

import re

from observatory.domain.clean.text import tidy

_AT = r"(?:\s?(?:@|&#0*64;|&commat;|%40)\s?|\s?[\[({<]\s?(?:at?|@|arobase|chez)\s?[\])}>]\s?)"
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|point|\.)\s?[\])}>]\s?)"
_EMAIL = re.compile(
    rf"(?<![\w.+%-])(?:mailto:)?[\w.+%-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64} (?:at|arobase) [\w-]{1,63}(?: (?:dot|point) [\w-]{2,63}){1,3}\b",
    re.IGNORECASE,
)
_CLOUDFLARE = re.compile(
    r"\[\s?email(?:\s|&#160;|&nbsp;)?(?:protected|protégé)\s?\]", re.IGNORECASE
)
_ALIKE = str.maketrans("＠﹫．٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "@@." + "0123456789" * 3)
"""Wide and Eastern forms, each for the character that it stands for: places stay the same."""

_GAP = r"[ .\-/()]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w.,/])(?:\(?\+|00)\(?[1-9]{_GAP}(?:\d{_GAP}){{7,10}}\d(?!\w)"
    rf"|(?<![\w.,/-])0[5-8]{_GAP}(?:\d{_GAP}){{7}}\d(?!\w|[.,]\d)"
    r"|(?<![\w.,/-])0 [5-8](?: \d){8}(?!\w| \d|[.,]\d)"
)
_LABEL = (
    r"(?:t[ée]l(?:[ée]phones?)?|phones?|mobile|portable|gsm|fax|whats\s?app|standard|"
    r"e-?mails?|courriel|mail|contacts?|الهاتف|هاتف|النقال|الفاكس|فاكس|البريد الإلكتروني|واتساب)"
)
_LABELLED = re.compile(
    rf"(?<!\w){_LABEL}\.?\s?(?:n°|no\.?)?\s?[:=.]?\s?\+?\d(?:{_GAP}\d){{5,14}}(?!\w)", re.IGNORECASE
)
_LEFT_LABEL = re.compile(rf"(?<!\w){_LABEL}\.?\s?[:=](?=\s*(?:$|[,;|/)\]–-]))", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send\?phone=)\+?\d{6,15}", re.I)
_EMPTY = re.compile(r"\(\s?[,;/|-]?\s?\)|\[\s?\]|<\s?>")
_EDGE = " ,;:|/•·–—-"

_PATTERNS = (_CLOUDFLARE, _LINK, _EMAIL, _SPOKEN, _LABELLED, _PHONE)


def has_contact(text: str) -> bool:
    """Say whether ``text`` holds a phone number or an e-mail address, disguised ones included."""
    clean = tidy(text).translate(_ALIKE)
    return any(pattern.search(clean) for pattern in _PATTERNS)


def strip_contacts(text: str) -> tuple[str, bool]:
    """Give tidied ``text`` without phones and e-mails, and whether there was one.

    Labels and brackets that held nothing else go with them; a text without contacts is only
    tidied.
    """
    clean = tidy(text)
    found = False
    for pattern in _PATTERNS:
        shorter = _without(pattern, clean)
        found, clean = found or shorter != clean, shorter
    if not found:
        return clean, False
    for pattern in (_EMPTY, _LEFT_LABEL, _EMPTY):
        clean = pattern.sub(" ", clean)
    clean = re.sub(r"(?<! ) +([,.)])", r"\1", tidy(clean))
    return clean.strip(_EDGE), True


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Cut out of ``text`` what matches once look-alike signs are read as what they stand for."""
    kept, end = [], 0
    for match in pattern.finditer(text.translate(_ALIKE)):
        kept.append(text[end : match.start()])
        end = match.end()
    return " ".join([*kept, text[end:]])
