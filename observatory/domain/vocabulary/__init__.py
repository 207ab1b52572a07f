"""The field's terms: properties with their rules, kinds, schemes, sectors, places, countries.

Every term has a stable key (used in addresses, the API and data files) and a label in English,
French and Arabic. ``VOCABULARIES`` names the closed lists, as ``Property.vocabulary`` does;
countries are built at first use and stay apart (``countries.countries``).
"""

from __future__ import annotations

from collections.abc import Mapping

from observatory.domain.vocabulary.bodies import (
    ENTITY_KINDS,
    FINANCING,
    GOVERNANCE,
    LEGAL_FORM,
    LIFE_STATUS,
    MARK,
    PERIMETER,
    VOCATION,
)
from observatory.domain.vocabulary.events import (
    CHANGE_KINDS,
    EVENT_KINDS,
    INFERRED,
    LABEL_STATES,
    NAME_KINDS,
    OUTCOMES,
    SCHEMES,
    SOURCE_KINDS,
    VERDICTS,
)
from observatory.domain.vocabulary.places import CITIES, FORMER_REGIONS, REGIONS
from observatory.domain.vocabulary.properties import LEVERS
from observatory.domain.vocabulary.sectors import SECTORS
from observatory.domain.vocabulary.term import Term

VOCABULARIES: dict[str, Mapping[str, Term]] = {
    "sector": SECTORS,
    "region": REGIONS,
    "former_region": FORMER_REGIONS,
    "city": CITIES,
    "vocation": VOCATION,
    "governance": GOVERNANCE,
    "financing": FINANCING,
    "perimeter": PERIMETER,
    "legal_form": LEGAL_FORM,
    "life_status": LIFE_STATUS,
    "mark": MARK,
    "lever": LEVERS,
    "entity_kind": ENTITY_KINDS,
    "event_kind": EVENT_KINDS,
    "scheme": SCHEMES,
    "label_state": LABEL_STATES,
    "change_kind": CHANGE_KINDS,
    "verdict": VERDICTS,
    "outcome": OUTCOMES,
    "source_kind": SOURCE_KINDS,
    "name_kind": NAME_KINDS,
    "inferred": INFERRED,
}

__all__ = ["VOCABULARIES", "Term"]
