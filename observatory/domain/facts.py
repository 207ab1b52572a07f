"""The seam between a reader and the engine: what one page says, before anybody believes it.

Readers give raw text as printed; :mod:`observatory.domain.clean` types it, and
:mod:`observatory.domain.identity` says whom it is about. Nothing here can be executed or fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Absence = Literal["record", "value", "never", "edition"]
"""What a missing thing means in a scope: the record is gone, the value is gone, or nothing.

``edition`` is for reviewed data files only: a row that a new edition lacks is given up as a belief;
nothing happened in the world.
"""

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ref:
    """Who a fact is about, in the page's own words.

    ``names`` are tried in order; ``context`` holds words near the name (a sector, a city) that
    a colliding acronym needs. Only reviewed data files may give ``slug``.
    """

    kind: str
    names: tuple[str, ...] = ()
    context: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication that a reviewed data file cites; the page itself is not kept here.

    ``published`` is an ISO date, month or year, or empty. ``origin`` names the first voice
    where several publications carry one communiqué (empty: the publisher itself).
    """

    key: str
    url: str
    publisher: str
    title: str = ""
    published: str = ""
    lang: str = ""
    kind: str = "press"
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of one thing, as one page prints it.

    ``record`` is the source's own key of the thing, stable between visits. ``stated`` is what the
    value speaks for, an ISO date or period or text as printed; empty means "when it was seen".
    ``valid`` is when it is true in the world, if the source says so. ``locator`` says where on the
    page it stands. ``scope`` names one of the source's scopes.
    """

    record: str
    about: Ref
    property: str
    raw: str
    lang: str = ""
    stated: str = ""
    valid: str = ""
    locator: str = ""
    scope: str = ""
    citation: Citation | None = None
    inferred: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a date, as one page tells it. It never closes.

    ``date`` is ISO (``2025-01-13``, ``2016-11``, ``2024-10-25/2025-01-13``), text as printed, or
    empty. ``payload`` holds what belongs to the kind: ``scheme``, ``call``, ``term_until``,
    ``title``, ``url`` …
    """

    record: str
    about: Ref
    kind: str
    date: str
    raw: str
    lang: str = ""
    payload: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    locator: str = ""
    scope: str = ""
    citation: Citation | None = None
    inferred: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """A further address that a reader asks for; the engine decides whether it is visited.

    ``otherwise`` are addresses that stand in for it, tried in order where it does not give its
    page: closed, led elsewhere, or not what is looked for.
    """

    url: str
    otherwise: tuple[str, ...] = ()


def follow(url: str, *otherwise: str) -> Follow:
    """Ask for ``url`` (absolute) to be visited in the same run, or else one that stands in."""
    return Follow(url, otherwise)


Said = Fact | Event | Follow
