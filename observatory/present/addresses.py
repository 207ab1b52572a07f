"""Addresses of pages, built from their parts and arguments, never by gluing text in a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote, urlencode

from observatory.domain.web import fault

Argument = str | int | None
Query = Iterable[tuple[str, str]]
Link = Callable[..., str]


def address(*parts: str, lang: str = "", query: Query = ()) -> str:
    """Build a path of ``parts``, under ``/lang`` if given: ``/fr/clusters/ce3m?page=2``."""
    path = "/".join(quote(part, safe="") for part in (lang, *parts) if part)
    found = urlencode([(name, value) for name, value in query if value])
    slash = "/" if lang and not any(parts) else ""
    return f"/{path}{slash}" + (f"?{found}" if found else "")


def link_in(lang: str) -> Link:
    """Give ``link(*parts, **query)`` for pages in ``lang``; empty and None arguments fall away."""

    def link(*parts: str, **query: Argument) -> str:
        return address(*parts, lang=lang, query=_given(query))

    return link


def root(*parts: str, **query: Argument) -> str:
    """Build an address without a language: feeds, API, data, badges."""
    return address(*parts, query=_given(query))


def web(url: str) -> str:
    """Give ``url`` if it is a plain http(s) address, else nothing: sources give any text."""
    return "" if fault(url) else url


def _given(query: dict[str, Argument]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in query.items() if value not in (None, "")]
