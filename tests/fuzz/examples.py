"""Inputs that are well: values, addresses and encoded texts to begin a hunt from."""

from __future__ import annotations

from collections.abc import Iterable

from observatory.domain.vocabulary.properties import PROPERTIES
from tests.scrapers.saved import saved_pages


def values() -> Iterable[bytes]:
    """Give the values that the saved pages print, and one example of each datatype."""
    for page in saved_pages():
        for entry in page.says["says"]:
            yield f"{entry['property']}|{entry['value']}".encode()
    for name, rule in PROPERTIES.items():
        yield f"{name}|{_EXAMPLES.get(rule.datatype, 'Pôle textile')}".encode()


_EXAMPLES = {
    "date": "lundi 24 mars 2025",
    "moment": "14 juin 2023 à 15h00",
    "count": "plus de 1 200",
    "share": "12,5 %",
    "amount": "environ 62 MDH (5,8 M€)",
    "area": "710 850 km²",
    "url": "https://www.exemple.ma/fr/page?x=1",
    "country": "Morocco, Côte d'Ivoire",
    "place": "Casablanca-Settat",
}
ADDRESSES = (
    b"https://www.mcinet.gov.ma/fr/actualites?page=0%2C0%2C1&amp;utm_source=x",
    "http://مثال.example:8080/مسار/%D8%A7?q=é#x".encode(),
    b"//cdn.example/a/../b;c?d=e&f",
    b"https://[2001:db8::1]/\nmailto:x\njavascript:void(0)\nhttp://0x7f.1/",
)
ENCODED = (
    "text/html; charset=utf-8\n<p>Pôle de compétitivité".encode(),
    b"text/html\n<meta charset=windows-1256>" + "القطب التكنولوجي".encode("cp1256"),
    b"text/html; charset=iso-8859-1\n<p>" + "Fès, élu".encode("latin-1"),
    b"text/xml\n\xff\xfe" + "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16-le"),
)
