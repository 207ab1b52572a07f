"""A fetched page: bytes that are decoded, parsed and searched at most once, and only if asked.

A PDF has no text as a page: its reader asks for :attr:`Page.pdf`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from bs4 import BeautifulSoup, Tag
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, fragment_fromstring, tostring

from observatory.domain.extract import Reason
from observatory.harvest import address
from observatory.harvest.encoding import Decoded, decode
from observatory.harvest.misread import BadAddress, Misread, NothingFound
from observatory.harvest.pdf import Pdf, is_pdf, read_pdf
from observatory.harvest.text import CONTROL, Line, element_text, fold, lines, squeeze

MOST_TAGS = 400_000
"""Beyond this a page is no page, and a reader that turns it into a bs4 tree takes minutes."""
_BROKEN = r"This\s+block\s+is\s+broken\s+or\s+missing"
_BROKEN_SENTENCES = re.compile(
    _BROKEN
    + r"\.?(?:\s*You\s+may\s+be\s+missing\s+content(?:\s+or\s+you\s+might\s+need\s+to"
    + r"(?:\s*(?:enable|install)\s+the\s+original\s+module)?)?\.?)?\s*"
)
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""The parser reads nothing after these, where browsers go on."""
_NOT_SHOWN = ("script", "style", "template", "noscript")
_HEADING_TAG = re.compile(r"<(/?)h([1-6])\b[^>]*>", re.IGNORECASE)
_LANGUAGE_PATH = re.compile(r"/(fr|ar|en)(?:[_-][A-Za-z]{2})?(?:/|$)")


@dataclass(frozen=True)
class Page:
    """One page as it came. ``seen`` is the moment of the look, in UTC.

    ``tree`` (lxml) is cheap; ``soup`` (bs4) costs ten times as much, so that a reader of a large
    page first cuts out what it needs with :meth:`region`. Comments, scripts and styles are gone.
    """

    url: str
    body: bytes = field(repr=False)
    content_type: str = ""
    seen: datetime = field(kw_only=True)

    @cached_property
    def is_pdf(self) -> bool:
        """Whether the bytes are a PDF, whatever the header says of them."""
        return is_pdf(self.body)

    @cached_property
    def pdf(self) -> Pdf | None:
        """The page as a PDF, if it is one.

        Raises ``Misread`` if it cannot be read, or must not be: in Arabic, without text, too large.
        """
        return read_pdf(self.body) if self.is_pdf else None

    @cached_property
    def decoded(self) -> Decoded:
        """The text of the bytes, with the encoding and what is doubtful about it."""
        if self.is_pdf:
            return Decoded("", "", "")
        found = decode(self.body, self.content_type)
        return found._replace(text=CONTROL.sub(" ", found.text))

    @property
    def html(self) -> str:
        """The source text of the page."""
        return self.decoded.text

    @cached_property
    def _parsed(self) -> tuple[HtmlElement, int]:
        if self.html.count("<") > MOST_TAGS:
            raise Misread(Reason("too_large", f"the page has more than {MOST_TAGS} tags"))
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        try:
            root = document_fromstring(_ENDS.sub("", self.html).encode(), parser=parser)
        except etree.LxmlError:
            return document_fromstring("<html><body></body></html>"), 0
        etree.strip_elements(root, *_NOT_SHOWN, with_tail=False)
        return root, _drop_broken_blocks(root) if "broken" in self.html else 0

    @property
    def tree(self) -> HtmlElement:
        """The page as an lxml tree. Raises ``Misread`` (``too_large``)."""
        return self._parsed[0]

    @property
    def broken_blocks(self) -> int:
        """How many blocks the page itself calls broken; their sentence is not in the text."""
        return self._parsed[1]

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as a bs4 tree."""
        return BeautifulSoup(tostring(self.tree, encoding="unicode"), "lxml")

    def select(self, css: str) -> list[Tag]:
        """Give the bs4 tags that match ``css``."""
        return list(self.soup.select(css))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The visible lines of the body, headings marked."""
        body = self.tree.find("body")
        return tuple(lines(self.tree if body is None else body))

    @cached_property
    def text(self) -> str:
        """The visible text of the body, one line per block."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def folded(self) -> str:
        """The visible text without case, accents and line breaks, for comparison."""
        return fold(self.text)

    @cached_property
    def title(self) -> str:
        """The ``<title>``, or nothing."""
        found = self.tree.find(".//head/title")
        return "" if found is None else squeeze(found.text_content())

    @cached_property
    def lang(self) -> str:
        """The language that the page declares, or that its path names: ``fr``, ``ar``, ``en``."""
        said = str(self.tree.get("lang") or self.meta("content-language") or "").strip().lower()
        if said:
            return re.split("[-_]", said)[0]
        match = _LANGUAGE_PATH.search(self.url)
        return match.group(1) if match else ""

    def meta(self, name: str) -> str:
        """Give the content of the first ``<meta>`` of that name, property or http-equiv."""
        for tag in self.tree.iter("meta"):
            if name in (tag.get("name"), tag.get("property"), tag.get("http-equiv", "").lower()):
                return squeeze(tag.get("content") or "")
        return ""

    def absolute(self, href: str) -> str:
        """Resolve an address found on this page; empty if it leads nowhere that is fetched."""
        return address.absolute(self.url, href)

    def links(self, css: str = "") -> list[str]:
        """Give the addresses of the links that match ``css`` (all by default), each once."""
        if css:
            hrefs = [str(tag.get("href") or "") for tag in self.select(css)]
        else:
            hrefs = [tag.get("href") or "" for tag in self.tree.iter("a")]
        return address.each_once(self.url, hrefs)

    @cached_property
    def canonical_url(self) -> str:
        """The address that the page gives itself, else its own.

        It must be of the same site; that a deep page is the home page is a slip of its theme.
        """
        for tag in self.tree.iter("link"):
            if "canonical" in (tag.get("rel") or "").lower().split():
                url = self.absolute(tag.get("href") or "")
                own = address.parse(self.url)
                home = not url or address.parse(url).path == "/" != own.path
                if not home and address.allowed_host(url, [own.netloc]):
                    return url
        try:
            return address.clean_url(self.url)
        except BadAddress:
            return self.url

    def region(self, start: str, end: str = "") -> Page:
        """Cut out the part of the source text from ``start`` up to and with ``end``, unparsed.

        Without ``end``, or where it does not follow, the part goes to the end of the page.
        Raises ``NothingFound`` if ``start`` is not on the page.
        """
        first = self.html.find(start)
        if first < 0:
            raise NothingFound(f"the page has no {start!r}")
        last = self.html.find(end, first + len(start)) if end else -1
        return self._cut(first, last + len(end) if last >= 0 else None)

    def section(self, heading: str) -> Page:
        """Cut out what follows a heading of that text, up to the next of its rank, unparsed.

        Case, accents and white space of the heading do not matter. Raises ``NothingFound``.
        """
        wanted, tags = fold(heading), list(_HEADING_TAG.finditer(self.html))
        for place, (opened, closed) in enumerate(pairwise(tags)):
            inside = self.html[opened.end() : closed.start()]
            if opened[1] or not closed[1] or len(inside) > 2000:
                continue
            if fold(element_text(_fragment(inside))) == wanted:
                later = (t for t in tags[place + 2 :] if not t[1] and t[2] <= opened[2])
                end = next(later, None)
                return self._cut(closed.end(), end.start() if end else None)
        raise NothingFound(f"the page has no heading {heading!r}")

    def _cut(self, start: int, end: int | None) -> Page:
        part = self.html[start:end].encode()
        return Page(self.url, part, "text/html; charset=utf-8", seen=self.seen)

    @cached_property
    def files(self) -> dict[str, str]:
        """The data files of a curated source, by relative path."""
        if not self.url.startswith("curated:"):
            return {}
        return {str(path): str(text) for path, text in json.loads(self.body).items()}


def _fragment(markup: str) -> HtmlElement:
    """Parse a piece of a page, without its comments."""
    parser = HTMLParser(remove_comments=True, remove_pis=True)
    return fragment_fromstring(markup, create_parent="div", parser=parser)


def _drop_broken_blocks(root: HtmlElement) -> int:
    """Take the sentence of Drupal's broken blocks out of the tree; give how often it stood."""
    count = 0
    for element in root.iter():
        for attribute in ("text", "tail"):
            text = getattr(element, attribute)
            if text and (found := re.findall(_BROKEN, text)):
                count += len(found)
                setattr(element, attribute, _BROKEN_SENTENCES.sub("", text))
    return count
