"""XML from strangers: no entities, no other document drawn in, rubbish before the start cut off."""

from __future__ import annotations

import re

from observatory.domain.extract import Reason
from observatory.harvest.misread import Misread, NothingFound
from observatory.harvest.page import Page

_ROOT = re.compile(r"<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b", re.IGNORECASE)
_START = re.compile(rf"<\?xml|{_ROOT.pattern}", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_PUBLIC_DOCTYPE = re.compile(
    r"<!DOCTYPE\s+[\w:-]{1,40}(?:\s+PUBLIC\b[^>\[]{0,500})?\s*>", re.IGNORECASE
)
_INCLUDE = re.compile(r"=\s?[\"']http://www\.w3\.org/200[13]/XInclude", re.IGNORECASE)


def safe_xml(page: Page) -> bytes:
    """Give the XML of ``page`` as UTF-8 from its start, without declaration and doctype.

    A doctype with a public name (RSS 0.91 has one) means no harm and is never looked up. Raises
    ``Misread`` for a document that declares entities, includes another or names one by its place
    alone, ``NothingFound`` for no XML.
    """
    text = page.html
    start = _START.search(text)
    if not start:
        raise NothingFound("the page is not a feed or a sitemap")
    text = text[start.start() :]
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise Misread(Reason("bad_response", "the document declares entities"))
    if _INCLUDE.search(text):
        raise Misread(Reason("bad_response", "the document includes another"))
    text = _PUBLIC_DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1)
    root = _ROOT.search(text)
    if re.search(r"<!DOCTYPE", text[: root.start() if root else None], re.IGNORECASE):
        raise Misread(Reason("bad_response", "the document has a doctype of its own"))
    return text.strip().encode()
