"""Where each kind of entity has its page."""

from __future__ import annotations

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
