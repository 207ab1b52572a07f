"""Where each kind of entity has its page."""

from __future__ import annotations

from observatory.present.reader import Reader

HOMES = {
    "partnership": "partnerships",
    "call": "calls",
    "programme": "programmes",
    "organisation": "programmes",
}
"""Kinds that have pages of their own under another first part than ``clusters``."""


def home(kind: str, slug: str) -> tuple[tuple[str, ...], str]:
    """Give the parts of an entity's address, and the place on that page, or empty."""
    if kind == "ecosystem":
        return ("ecosystems",), slug
    if kind == "place":
        return ("context",), ""
    return (HOMES.get(kind, "clusters"), slug), ""


def href(kind: str, slug: str, reader: Reader) -> str:
    """Give the address of an entity's page, with its place on that page."""
    parts, place = home(kind, slug)
    return reader.link(*parts) + (f"#{place}" if place else "")


def evidence(kind: str, slug: str) -> tuple[tuple[str, ...], str]:
    """Give the same of where its statements and events stand, each under its number."""
    parts, place = home(kind, slug)
    return ((*parts, "evidence") if parts[0] == "clusters" else parts), place
