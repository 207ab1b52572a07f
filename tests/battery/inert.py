"""What an answer may hold to be read and no more, by its kind: pages, XML, JSON, CSV, calendars."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from io import StringIO
from urllib.parse import urlsplit

import feedparser
import html5lib
from bs4 import BeautifulSoup
from icalendar import Calendar
from lxml import etree

from observatory.present.datasets import FORMULAS

BAD_TAGS = (
    "base, iframe, object, embed, style, meta[http-equiv], frame, [style], [srcdoc], "
    "form[method=post]"
)
LINKS = ("href", "src", "action", "formaction", "xlink:href", "poster", "data")
DIRECTS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
UNSEEN = {"Cc", "Cs", "Cn", "Co"}


def faults(page: str) -> Iterator[str]:
    """Name what in a page would do something, or break out of where it stands."""
    soup = BeautifulSoup(page, "lxml")
    yield from (f"a tag: {tag}" for tag in soup.select(BAD_TAGS))
    for tag in soup.find_all(True):
        for name, given in tag.attrs.items():
            value = " ".join(given) if isinstance(given, list) else str(given)
            if name.startswith("on"):
                yield f"a handler: {name}={value}"
            scheme = re.sub(r"[\s\x00-\x20]", "", value).partition(":")[0].lower()
            if name in LINKS and scheme in ("javascript", "data", "vbscript"):
                yield f"an address: {name}={value}"
            if name in ("src", "action") and urlsplit(value).netloc:
                yield f"a request elsewhere: {value}"
        if tag.name == "script" and tag.get("type") != "application/ld+json":
            if not str(tag.get("src", "")).startswith("/static/") or tag.string:
                yield f"a script: {tag}"
        elif tag.name == "script":
            json.loads(str(tag.string))
    yield from odd(page)


def odd(written: str) -> Iterator[str]:
    """Name the characters of an answer that nobody sees."""
    for char in set(written):
        if (unicodedata.category(char) in UNSEEN and char not in "\n\r\t") or DIRECTS.match(char):
            yield f"a character: {char!r}"


def inert(kind: str, written: str) -> Iterator[str]:
    """Name what in an answer of a kind would do more than be read."""
    if kind == "text/html":
        html5lib.HTMLParser(strict=True).parse(written)
        yield from faults(written)
        return
    yield from odd(written)
    if kind.endswith("xml"):
        root = etree.fromstring(written.encode(), etree.XMLParser(resolve_entities=False))
        for tag in root.iter(etree.Element):
            if etree.QName(tag).localname in ("script", "foreignObject", "iframe"):
                yield f"a tag: {etree.QName(tag).localname}"
            for name, value in ((str(k), str(v)) for k, v in tag.attrib.items()):
                runs = value.strip().lower().startswith("javascript:")
                if runs or etree.QName(name).localname.startswith("on"):
                    yield f"an attribute: {name}={value}"
        if kind == "application/atom+xml" and feedparser.parse(written).bozo:
            yield "a feed that no reader takes"
    elif kind.endswith("json"):
        json.loads(written)
    elif kind == "application/jsonl":
        for line in written.splitlines():
            json.loads(line)
    elif kind == "text/csv":
        rows = [*csv.reader(StringIO(written), strict=True)]
        yield from (f"a short row: {row}" for row in rows if len(row) != len(rows[0]))
        cells = (cell for row in rows for cell in row if cell.startswith(FORMULAS))
        yield from (f"a formula: {cell}" for cell in cells if not re.fullmatch(r"-?[\d.]+", cell))
    elif kind == "text/calendar":
        Calendar.from_ical(written)
        yield from (line for line in written.splitlines() if line.startswith("X-Header"))
