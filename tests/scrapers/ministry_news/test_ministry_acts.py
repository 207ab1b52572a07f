"""Contracts and labels that the ministry tells: an act only where nothing is left to guess."""

from __future__ import annotations

import pytest

from observatory.domain.extract import Extract
from observatory.domain.gate import judge_extract
from observatory.domain.identity import place
from observatory.engine.installation import read_seed
from tests.scrapers.careful import known_bodies
from tests.scrapers.ministry_pages import look, saved

SIGNED = (
    "Le Ministère a procédé, le vendredi 22 décembre 2023 à Rabat, à la signature de "
    "contrats-programmes avec deux clusters industriels."
)
TWO = "<p>Les clusters sont :</p><ul><li>Agadir Haliopôle (AHP)</li><li>Cluster COER</li></ul>"


def acts(extract: Extract) -> list[tuple[str, str, str]]:
    return [
        (event.kind, event.about.names[0], event.date)
        for event in extract.events
        if event.payload.get("scheme") == "ministry-industry"
    ]


def test_contracts_are_acts_where_sentence_day_number_and_list_agree() -> None:
    found = look(f"<p>{SIGNED}</p>{TWO}", "Signature de contrats-programmes")
    assert acts(found) == [
        ("contract_signed", "Agadir Haliopôle", "22 décembre 2023"),
        ("contract_signed", "Cluster COER", "22 décembre 2023"),
    ]
    assert judge_extract(found).word == "accepted"


def test_labels_are_acts_in_the_same_clear_form() -> None:
    said = "Deux clusters ont été labellisés le 13 janvier 2025."
    assert [kind for kind, *_ in acts(look(f"<p>{said}</p>{TWO}", "Labels"))] == ["labelled"] * 2


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{SIGNED.replace('deux', 'cinq')}</p>{TWO}",
        f"<p>{SIGNED}</p><p>Agadir Haliopôle et le cluster COER s’en félicitent.</p>",
        f"<p>{SIGNED}</p>{TWO.replace('Agadir', 'agadir')}",
    ],
)
def test_an_act_whose_list_is_not_clear_is_nobodys(body: str) -> None:
    found = look(body, "Signature de contrats-programmes avec des clusters")
    assert acts(found) == []
    assert judge_extract(found).word == "degraded"
    assert "lead" in {event.kind for event in found.events}


@pytest.mark.parametrize(
    "said",
    [
        "Il procédera le 22 mai 2023 à la signature de contrats-programmes avec deux clusters.",
        "Deux clusters pourraient être labellisés le 13 janvier 2025.",
        "Deux projets ont été labellisés par un cluster le 13 janvier 2025.",
        "Le Ministère a signé un contrat-programme avec l’interprofession le 13 janvier 2025.",
    ],
)
def test_what_is_planned_or_of_something_else_is_no_act(said: str) -> None:
    found = look(f"<p>{said}</p>{TWO}", "Clusters : point d’étape")
    assert acts(found) == []
    assert judge_extract(found).word == "accepted"


def test_every_name_of_the_contracts_is_a_body_of_the_record() -> None:
    slugs = list(read_seed())
    found = [event for event in saved("contracts").events if event.kind == "contract_signed"]
    placed = [place(event.about, known_bodies()).entity for event in found]
    assert [slugs[entity] for entity in placed if entity is not None] == [
        "ahp", "ce3m", "mti", "green-h2-maroc", "coer",
    ]  # fmt: skip
