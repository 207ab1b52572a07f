"""Bytes to text: what a page declares is believed only as far as its bytes agree."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_SINGLE_BYTE = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_KNOWN = re.compile(r"utf-8|utf-16(?:-[lb]e)?|cp125\d|iso8859-\d+|mac-roman|koi8-[ru]")
_CHARSET = re.compile(rb"charset\s*=\s*(?:[\"']\s*)?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^>]{0,300}?charset[^>]{0,100}>", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_RUNS = re.compile(rb"[\x80-\xff]+")
MOJIBAKE = re.compile("[ÃÂØÙ][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]|â[\u0080€][\u0080-\u2122]")
"""What the letters é, â, ’ and those of Arabic become when they are encoded twice."""
_ACCENTED = re.compile("[à-öø-ÿ\u0600-\u06ff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """The text of a page, the encoding it was read in, and why that may be wrong (or empty)."""

    text: str
    encoding: str
    doubt: str


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode ``body`` by its mark, the response header, or its own declaration, as bytes allow."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(name, "replace")
            return Decoded(text, name, _broken(text))
    declared = _declared(body, content_type)
    if declared.startswith("utf-16"):
        text = body.decode(declared if "-" in declared[4:] else "utf-16-le", "replace")
        if text.count("<") or not body.count(b"<"):
            return Decoded(text, declared, _broken(text))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.reason == "unexpected end of data":
            return Decoded(body[: error.start].decode("utf-8"), "utf-8", "")
        return _single_byte(body, declared)
    return Decoded(text, "utf-8", _garbled(text))


def _declared(body: bytes, content_type: str) -> str:
    head = body[:2048]
    meta = _META.search(head)
    claims = (
        _CHARSET.search(content_type.encode("ascii", "ignore")),
        _CHARSET.search(meta.group()) if meta else None,
        _XML.match(head.lstrip()),
    )
    for claim in claims:
        if claim:
            try:
                name = codecs.lookup(claim.group(1).decode("ascii")).name
            except LookupError:
                continue
            name = _SINGLE_BYTE.get(name, name)
            if _KNOWN.fullmatch(name):
                return name
    return ""


def _single_byte(body: bytes, declared: str) -> Decoded:
    """Decode bytes that are not UTF-8, whatever they say."""
    wide = len(_MULTIBYTE.findall(body))
    text = body.decode("utf-8", "replace")
    if wide > 10 * text.count("\ufffd"):
        return Decoded(text, "utf-8", _broken(text))
    looks_arabic = _looks_arabic(body)
    if declared in ("", "utf-8", "utf-16-le", "utf-16-be", "utf-16"):
        name = "cp1256" if looks_arabic else "cp1252"
        return Decoded(body.decode(name, "replace"), name, "")
    if looks_arabic and declared == "cp1252":
        return Decoded(
            body.decode("cp1256", "replace"), "cp1256", "declared Western, reads as Arabic"
        )
    text = body.decode(declared, "replace")
    return Decoded(text, declared, _broken(text))


def _looks_arabic(body: bytes) -> bool:
    """Say whether high bytes stand in words of their own, as in Arabic, not singly as in French."""
    runs = [len(run) for run in _RUNS.findall(body)]
    return sum(n for n in runs if n > 2) * 2 > sum(runs)


def _broken(text: str) -> str:
    """Doubt a text with many holes; a few, which may be in no value, are for the reading to see."""
    holes = text.count("\ufffd")
    return "many bytes do not fit the declared encoding" if holes * 200 > len(text) else ""


def _garbled(text: str) -> str:
    if text.isascii() or len(bad := MOJIBAKE.findall(text)) < 5:
        return ""
    good = len(_ACCENTED.findall(text))
    return "the text was encoded twice" if len(bad) > good else ""
