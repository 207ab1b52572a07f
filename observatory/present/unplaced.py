"""Names that a source prints and nobody could place, as people see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from observatory.present.reader import Reader
from observatory.present.words import N_
from observatory.store.queries.unbelieved import UnplacedName

WHYS = (
    N_("no body is known by this name"),
    N_("may mean several bodies"),
    N_("is an acronym of others too: nothing near says which"),
    N_("a person left it open"),
    N_("no name was printed"),
)
"""Why a name has no place, after the name itself (``domain/identity.py``)."""


@dataclass(frozen=True, slots=True)
class UnplacedView:
    """A name as it was printed, and why it is left there."""

    name: str
    kind: str
    why: str
    first_seen: datetime


def unplaced(row: UnplacedName, reader: Reader) -> UnplacedView:
    """Give a name with the reason in words of the page's language."""
    why = next((reader.gettext(why) for why in WHYS if row.why.endswith(why)), row.why)
    return UnplacedView(row.name, reader.term("entity_kind", row.kind), why, row.first_seen)
