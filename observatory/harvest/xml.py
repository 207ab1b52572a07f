"""XML from strangers: no entities, no external document, rubbish before the start cut off."""

from __future__ import annotations

import re

from observatory.domain.extract import Reason
from observatory.harvest.misread import Misread, NothingFound
from observatory.harvest.page import Page

_START = re.compile(r"<\?xml|<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}>", re.IGNORECASE)


def safe_xml(page: Page) -> bytes:
    """Give the XML of ``page`` as UTF-8 from its start, without declaration and doctype.

    Raises ``Misread`` for a document that declares entities, ``NothingFound`` for no XML.
    """
    text = page.html
    start = _START.search(text)
    if not start:
        raise NothingFound("the page is not a feed or a sitemap")
    text = text[start.start() :]
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise Misread(Reason("bad_response", "the document declares entities"))
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1)
    if re.search(r"<!DOCTYPE", text[:5000], re.IGNORECASE):
        raise Misread(Reason("bad_response", "the document has a doctype of its own"))
    return text.strip().encode()
