"""Sectors: their place in the nomenclatures, and the words that lead to them."""

import pytest

from observatory.domain.clean import sector
from observatory.domain.values import Unclear
from observatory.domain.vocabulary.sectors import SECTORS

TABLE_2 = {
    "Electronics Microelectronics & Mechatronics": "electronics",
    "Textile clothing leather & fashion services": "textile_fashion",
    "Fishing & seafood processing industry": "seafood",
    "Technical Textile": "technical_textile",
    "Maintenance & industrial digitalization": "industrial_maintenance",
    "Medical & biomedical industry": "medical",
    "Waste recovery & recycling, renewable energies and environment": "waste_recovery",
    "Sustainable construction & Building materials and energy efficiency": (
        "construction_efficiency"
    ),
    "Environmental services & green industry": "environment_services",
    "Food, cosmetics & aromatic and medicinal plants": "cosmetics_plants",
    "Airport aeronautics & related activities": "aerospace",
    "Hydrogen": "hydrogen",
    "Food & agriculture upstream/downstream sector": "agri_food",
    "Renewable energies & green industry": "renewable_energy",
    "ICT & digital innovation": "digital",
    "Logistics & transport": "logistics",
    "Digital": "digital",
}
"""The sectors of the paper's Table 2, as printed."""

OTHERS = {
    "Environmental Services; ecotechnologies, ecobuilding": "environment_services",
    "interior design, decoration, furnishing": "creative_interiors",
    "textile and leather; startups and SMEs": "textile_fashion",
    "agro-industrie et agroalimentaire": "agri_food",
    "machines and industrial tools": "machine_tools",
    "Cluster Industrie Navale du Maroc": "naval",
    "Groupement des Industries Ferroviaires": "rail",
    "Cluster casablancais du textile de maison": "home_textile",
    "Art de vivre marocain": "luxury_crafts",
    "الصيد البحري": "seafood",
    "الطاقات المتجددة": "renewable_energy",
    "énergies renouvelables": "renewable_energy",
}


@pytest.mark.parametrize(("text", "key"), (TABLE_2 | OTHERS).items())
def test_a_text_leads_to_its_sector(text: str, key: str) -> None:
    assert sector(text) == key


@pytest.mark.parametrize("key", SECTORS)
def test_a_sector_is_found_by_its_own_key_and_labels(key: str) -> None:
    one = SECTORS[key]
    assert {sector(text) for text in (key, one.en, one.fr, one.ar)} == {key}


@pytest.mark.parametrize("key", SECTORS)
def test_divisions_are_two_digits_and_exist_in_isic_rev_4(key: str) -> None:
    one = SECTORS[key]
    assert one.nma == one.isic
    assert one.nma
    gaps = {4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89}  # numbers that ISIC Rev.4 leaves free
    assert all(len(d) == 2 and 1 <= int(d) <= 99 and int(d) not in gaps for d in one.isic)


@pytest.mark.parametrize("text", ["innovation", "Maroc", "seafoods & co", "", "cluster"])
def test_what_names_no_sector_is_unclear(text: str) -> None:
    with pytest.raises(Unclear):
        sector(text)
